package dev.roundtable.writing;

import java.util.List;

import dev.roundtable.http.BadInput;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.nodes.Element;

/**
 * Markdown as people write it, and the only HTML that pages print unescaped: rendered and
 * sanitised once, when it is written.
 */
public final class Markdown {

	/**
	 * Rises with every change of what is made of a text: rows that an older one made are
	 * made again.
	 */
	public static final int VERSION = 1;

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
			StrikethroughExtension.builder().requireTwoTildes(true).build(), new FewDelimiters(), Mentions.create(),
			AutolinkExtension.create(), TaskListItemsExtension.create());

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

	private Markdown() {
	}

	/** A post of any content. */
	public static Rendered render(String markdown) {
		try {
			Node document = parse(markdown);
			String html = SafeHtml.of(html(document));
			if (html.length() > MOST_HTML) {
				return asTyped(markdown);
			}
			Gleaner gleaner = new Gleaner();
			document.accept(gleaner);
			return gleaner.with(html);
		}
		catch (StackOverflowError | TooMuch ex) {
			return asTyped(markdown);
		}
	}

	/**
	 * A text as it came from elsewhere, whatever is in it: rendered without what
	 * {@link Text} keeps out of what people type.
	 */
	public static Rendered renderAsItCame(String markdown) {
		try {
			return render(Text.body("body", Text.withoutHeapsOfMarks(markdown), Integer.MAX_VALUE));
		}
		catch (BadInput nothingToSee) {
			return Rendered.NOTHING;
		}
	}

	/** The HTML alone, for what is shown and not kept. */
	public static String toHtml(String markdown) {
		return render(markdown).html();
	}

	/** What is past all bounds: the words are shown, their markup is not. */
	private static Rendered asTyped(String markdown) {
		return new Rendered(new Element("p").text(markdown).outerHtml(), markdown, List.of(), List.of(), List.of(),
				List.of(), VERSION);
	}

	private static String html(Node document) {
		Bounded html = new Bounded();
		HTML.render(document, html);
		return html.text.toString();
	}

	private static Node parse(String markdown) {
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
		String text = render(beginning).plain().replaceAll("\\s+", " ").strip();
		return (text.length() <= chars) ? text : cut(text, chars - 1) + "…";
	}

	private static String cut(String text, int chars) {
		int end = Character.isHighSurrogate(text.charAt(chars - 1)) ? chars - 1 : chars;
		return text.substring(0, end);
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
