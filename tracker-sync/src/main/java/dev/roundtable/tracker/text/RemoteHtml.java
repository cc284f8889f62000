package dev.roundtable.tracker.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;

/**
 * Makes Markdown of HTML that a tracker sends: what carries meaning, in the order it is
 * read. What it does not know it reads through, and what is not to be read (scripts,
 * styles) it leaves out. However deep the HTML is nested, the stack is not.
 */
public final class RemoteHtml {

	private static final Set<String> UNREAD = Set.of("script", "style", "template", "noscript", "iframe", "object",
			"head");

	private static final Set<String> BLOCKS = Set.of("p", "div", "section", "article", "table", "ul", "ol", "tr", "hr",
			"blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6");

	/** Levels of quotes and lists that are shown as such. */
	private static final int DEPTH = 8;

	/**
	 * What is nested deeper is read as if it were not: each level costs as much as all
	 * above.
	 */
	private static final int NESTED = 256;

	private RemoteHtml() {
	}

	/**
	 * Well enough to read; never throws. What is in it is not trusted by whoever renders
	 * it.
	 */
	public static String toMarkdown(String html) {
		Writer writer = new Writer();
		Jsoup.parse(html, Parser.htmlParser().setMaxDepth(NESTED)).body().traverse(writer);
		return writer.text();
	}

	private static final class Writer implements NodeVisitor {

		private final StringBuilder out = new StringBuilder();

		/** What each line begins with: quotes, and the room of list items. */
		private final Deque<String> margins = new ArrayDeque<>();

		/** How many items the lists that are open have so far. */
		private final Deque<Integer> numbers = new ArrayDeque<>();

		/** Levels that are not shown. */
		private int deeper;

		private int unread;

		private int verbatim;

		private boolean lineOpen;

		@Override
		public void head(Node node, int depth) {
			if (node instanceof TextNode text) {
				if (this.unread == 0) {
					write(text);
				}
			}
			else if (node instanceof Element element) {
				if (UNREAD.contains(element.normalName())) {
					this.unread++;
				}
				else if (this.unread == 0) {
					open(element);
				}
			}
		}

		@Override
		public void tail(Node node, int depth) {
			if (node instanceof Element element) {
				if (UNREAD.contains(element.normalName())) {
					this.unread--;
				}
				else if (this.unread == 0) {
					close(element);
				}
			}
		}

		private void write(TextNode text) {
			if (this.verbatim > 0) {
				for (String line : text.getWholeText().split("\n", -1)) {
					line();
					this.out.append(line);
					this.lineOpen = true;
					newLine();
				}
				return;
			}
			String words = escape(text.getWholeText().replaceAll("\\s+", " "));
			if (!this.lineOpen) {
				words = words.stripLeading();
			}
			if (!words.isEmpty()) {
				line();
				this.out.append(words);
				this.lineOpen = true;
			}
		}

		/** What would be markup and was not. */
		private static String escape(String words) {
			return words.replaceAll("([\\\\`*_\\[\\]<>])", "\\\\$1");
		}

		private void open(Element element) {
			String name = element.normalName();
			if (BLOCKS.contains(name)) {
				paragraph();
			}
			switch (name) {
				case "br" -> newLine();
				case "hr" -> inline("---");
				case "strong", "b" -> inline("**");
				case "em", "i" -> inline("*");
				case "del", "s" -> inline("~~");
				case "code", "kbd", "tt" -> {
					if (this.verbatim == 0) {
						inline("`");
					}
				}
				case "a" -> {
					if (isLink(element)) {
						inline("[");
					}
				}
				case "img" -> inline(escape("[" + element.attr("alt") + "]"));
				case "pre" -> fence(true);
				case "blockquote" -> push("> ");
				case "ul", "ol" -> this.numbers.addLast(0);
				case "li" -> item(element);
				case "td", "th" -> {
					if (element.previousElementSibling() != null) {
						inline(" | ");
					}
				}
				case "h1", "h2", "h3", "h4", "h5", "h6" -> inline("#".repeat(name.charAt(1) - '0') + " ");
				default -> {
					// Read through.
				}
			}
		}

		private void close(Element element) {
			String name = element.normalName();
			switch (name) {
				case "strong", "b" -> inline("**");
				case "em", "i" -> inline("*");
				case "del", "s" -> inline("~~");
				case "code", "kbd", "tt" -> {
					if (this.verbatim == 0) {
						inline("`");
					}
				}
				case "a" -> {
					if (isLink(element)) {
						inline("](" + element.attr("href").strip().replaceAll("[\\s()<>]", "") + ")");
					}
				}
				case "pre" -> fence(false);
				case "blockquote" -> {
					newLine();
					pop();
				}
				case "ul", "ol" -> this.numbers.pollLast();
				case "li" -> {
					newLine();
					pop();
				}
				default -> {
					// Read through.
				}
			}
			if (BLOCKS.contains(name)) {
				paragraph();
			}
		}

		private static boolean isLink(Element element) {
			return element.attr("href").strip().matches("(?i)https?://.*") && element.hasText();
		}

		private void fence(boolean open) {
			newLine();
			inline("```");
			newLine();
			this.verbatim += open ? 1 : -1;
		}

		private void item(Element element) {
			newLine();
			int number = this.numbers.isEmpty() ? 1 : this.numbers.removeLast() + 1;
			this.numbers.addLast(number);
			Element list = element.parent();
			inline((list != null && list.normalName().equals("ol")) ? number + ". " : "- ");
			this.lineOpen = false;
			push("  ");
		}

		private void push(String margin) {
			if (this.margins.size() < DEPTH) {
				this.margins.addLast(margin);
			}
			else {
				this.deeper++;
			}
		}

		private void pop() {
			if (this.deeper > 0) {
				this.deeper--;
			}
			else {
				this.margins.pollLast();
			}
		}

		private void inline(String sign) {
			line();
			this.out.append(sign);
			this.lineOpen = true;
		}

		private void line() {
			if (this.out.isEmpty() || this.out.charAt(this.out.length() - 1) == '\n') {
				this.margins.forEach(this.out::append);
			}
		}

		private void newLine() {
			if (!this.out.isEmpty() && this.out.charAt(this.out.length() - 1) != '\n') {
				this.out.append('\n');
			}
			this.lineOpen = false;
		}

		private void paragraph() {
			newLine();
			if (this.out.length() > 1 && this.out.charAt(this.out.length() - 2) != '\n') {
				this.out.append(String.join("", this.margins).stripTrailing()).append('\n');
			}
		}

		String text() {
			// A quote does not end with an empty line of its own.
			return this.out.toString()
				.replaceAll("(?m)^(?:[ >]*>\n)+(?=\n|\\z)", "")
				.replaceAll("\n{3,}", "\n\n")
				.strip();
		}

	}

}
