package dev.roundtable.writing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/**
 * Markdown as people write it, and the only HTML that pages print unescaped: rendered and
 * sanitised once, when it is written.
 */
public final class Markdown {

	/**
	 * A short row is filled up to the width of its table, so a few bytes can ask for
	 * millions of cells.
	 */
	private static final int MOST_CELLS = 20_000;

	/**
	 * Characters. A reference repeats its address wherever it is used, however long that
	 * is.
	 */
	private static final int MOST_HTML = 1_000_000;

	private static final List<Extension> EXTENSIONS = List.of(TablesExtension.builder().maxCells(MOST_CELLS).build(),
			StrikethroughExtension.create(), AutolinkExtension.create(), TaskListItemsExtension.create());

	// The bounds keep hostile nesting off the stack; nobody quotes a quote a hundred
	// deep.
	private static final Parser PARSER = Parser.builder()
		.extensions(EXTENSIONS)
		.maxOpenBlockParsers(100)
		.maxInlineNesting(100)
		.build();

	private static final HtmlRenderer HTML = HtmlRenderer.builder()
		.extensions(EXTENSIONS)
		.escapeHtml(true)
		.sanitizeUrls(true)
		.softbreak("<br>\n")
		.build();

	private static final Cleaner CLEANER = new Cleaner(new Safelist()
		.addTags("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "em", "strong", "del", "code", "pre",
				"blockquote", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "a", "img", "input")
		.addAttributes("a", "href", "title")
		.addAttributes("img", "src", "alt", "title")
		.addAttributes("code", "class")
		.addAttributes("ol", "start")
		.addAttributes("th", "align")
		.addAttributes("td", "align")
		.addAttributes("input", "type", "checked", "disabled")
		.addProtocols("a", "href", "http", "https", "mailto", "#")
		.preserveRelativeLinks(true));

	/** Only for telling relative links from others; never shown. */
	private static final String HERE = "https://here.invalid/";

	private static final Pattern LANGUAGE = Pattern.compile("language-[\\w+#.-]{1,40}");

	/*
	 * A name in Latin letters ends where they end, so that Chinese may follow it without
	 * a space; any other name runs on to white space or punctuation. A mail address is
	 * not a mention.
	 */
	private static final Pattern MENTION = Pattern
		.compile("(?<![A-Za-z0-9_.@/+-])@([A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,30}[A-Za-z0-9_])"
				+ "|(?![A-Za-z0-9_])[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_]{1,31})");

	private Markdown() {
	}

	/** Sanitised HTML of at most a million characters, for a post of any content. */
	public static String toHtml(String markdown) {
		try {
			String html = sanitise(render(markdown));
			return (html.length() <= MOST_HTML) ? html : plain(markdown);
		}
		catch (StackOverflowError | TooMuch ex) {
			return plain(markdown);
		}
	}

	/** What is past all bounds: the words are shown, their markup is not. */
	private static String plain(String markdown) {
		return new Element("p").text(markdown).outerHtml();
	}

	private static String render(String markdown) {
		Bounded html = new Bounded();
		HTML.render(parse(markdown), html);
		return html.text.toString();
	}

	private static org.commonmark.node.Node parse(String markdown) {
		try {
			return PARSER.parse(markdown);
		}
		catch (IllegalArgumentException ex) {
			// More cells than the extension was allowed.
			throw new TooMuch();
		}
	}

	/**
	 * The beginning as plain text on one line.
	 * @param chars at most that many, an ellipsis included
	 */
	public static String excerpt(String markdown, int chars) {
		// The markup of a beginning is about as long as its text; far more is never
		// shown.
		String beginning = (markdown.length() > chars * 20 + 2000) ? cut(markdown, chars * 20 + 2000) : markdown;
		String text = text(beginning);
		return (text.length() <= chars) ? text : cut(text, chars - 1) + "…";
	}

	private static String text(String markdown) {
		try {
			return Jsoup.parseBodyFragment(render(markdown)).text();
		}
		catch (StackOverflowError | TooMuch ex) {
			return new Element("p").text(markdown).text();
		}
	}

	private static String cut(String text, int chars) {
		int end = Character.isHighSurrogate(text.charAt(chars - 1)) ? chars - 1 : chars;
		return text.substring(0, end);
	}

	private static String sanitise(String html) {
		Document document = CLEANER.clean(Jsoup.parseBodyFragment(html, HERE));
		document.outputSettings().prettyPrint(false);
		Element body = document.body();
		for (Element link : body.select("a")) {
			link.attr("rel", "nofollow ugc noopener");
		}
		for (Element image : body.select("img")) {
			secureImage(image);
		}
		for (Element code : body.select("code[class]")) {
			if (!LANGUAGE.matcher(code.className()).matches()) {
				code.removeAttr("class");
			}
		}
		for (Element input : body.select("input")) {
			if (!input.attr("type").equals("checkbox")) {
				input.remove();
				continue;
			}
			label(input.attr("disabled", ""));
		}
		// What scrolls sideways on a narrow screen must be reachable by keyboard.
		body.select("table, pre").attr("tabindex", "0");
		linkMentions(body);
		return body.html();
	}

	/** A box without a name is nothing to those who cannot see what stands beside it. */
	private static void label(Element box) {
		Element label = new Element("label");
		box.before(label);
		for (Node next = box; next != null && !(next instanceof Element element && element.isBlock());) {
			Node after = next.nextSibling();
			label.appendChild(next);
			next = after;
		}
	}

	private static void secureImage(Element image) {
		String source = image.attr("src").strip();
		boolean relative = source.startsWith("/") && !source.startsWith("//") && !source.startsWith("/\\");
		if (!relative && !source.regionMatches(true, 0, "https://", 0, 8)) {
			image.replaceWith(new TextNode(image.attr("alt")));
			return;
		}
		image.attr("loading", "lazy").attr("decoding", "async").attr("referrerpolicy", "no-referrer");
	}

	private static void linkMentions(Element body) {
		List<TextNode> mentioning = new ArrayList<>();
		body.traverse((node, depth) -> {
			if (node instanceof TextNode text && text.getWholeText().indexOf('@') >= 0 && !isVerbatim(text)) {
				mentioning.add(text);
			}
		});
		mentioning.forEach(Markdown::linkMentions);
	}

	private static boolean isVerbatim(Node node) {
		for (Node parent = node.parent(); parent != null; parent = parent.parent()) {
			if (parent.nameIs("a") || parent.nameIs("code") || parent.nameIs("pre")) {
				return true;
			}
		}
		return false;
	}

	private static void linkMentions(TextNode node) {
		String text = node.getWholeText();
		Matcher mention = MENTION.matcher(text);
		List<Node> parts = new ArrayList<>();
		int end = 0;
		while (mention.find()) {
			parts.add(new TextNode(text.substring(end, mention.start())));
			String path = URLEncoder.encode(mention.group(1), StandardCharsets.UTF_8);
			parts.add(new Element("a").attr("href", "/u/" + path).addClass("mention").text(mention.group()));
			end = mention.end();
		}
		if (end == 0) {
			return;
		}
		parts.add(new TextNode(text.substring(end)));
		parts.forEach(node::before);
		node.remove();
	}

	private static final class TooMuch extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	/** Gives up before a hostile text has filled the memory. */
	private static final class Bounded implements Appendable {

		private final StringBuilder text = new StringBuilder();

		@Override
		public Appendable append(CharSequence more) {
			return append(more, 0, more.length());
		}

		@Override
		public Appendable append(CharSequence more, int start, int end) {
			if (this.text.length() + end - start > MOST_HTML) {
				throw new TooMuch();
			}
			this.text.append(more, start, end);
			return this;
		}

		@Override
		public Appendable append(char more) {
			return append(String.valueOf(more));
		}

	}

}
