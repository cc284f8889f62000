package dev.roundtable.writing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.commonmark.Extension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/**
 * {@code @name} in a text. A name in Latin letters ends where they end, so that Chinese
 * may follow it without a space; any other name runs on to white space or punctuation. A
 * mail address is not a mention. Must stand before the extension that finds bare
 * addresses.
 */
final class Mentions implements Parser.ParserExtension, HtmlRenderer.HtmlRendererExtension {

	static final String CSS_CLASS = "mention";

	private static final int LONGEST = 32;

	/** How far back the beginning of an address is looked for. */
	private static final int ADDRESS_CHARS = 300;

	private Mentions() {
	}

	static Extension create() {
		return new Mentions();
	}

	@Override
	public void extend(Parser.Builder parser) {
		parser.customInlineContentParserFactory(new Factory());
		parser.postProcessor(Mentions::withoutVerbatim);
	}

	@Override
	public void extend(HtmlRenderer.Builder renderer) {
		renderer.nodeRendererFactory(AsLink::new);
	}

	static final class Mention extends CustomNode {

		private final String name;

		Mention(String name) {
			this.name = name;
		}

		String name() {
			return this.name;
		}

	}

	private static final class Factory implements InlineContentParserFactory {

		@Override
		public Set<Character> getTriggerCharacters() {
			return Set.of('@');
		}

		@Override
		public InlineContentParser create() {
			return Mentions::tryParse;
		}

	}

	private static ParsedInline tryParse(InlineParserState state) {
		Scanner scanner = state.scanner();
		if (isPartOfWord(scanner.peekPreviousCodePoint())) {
			return ParsedInline.none();
		}
		scanner.next();
		Position start = scanner.position();
		boolean latin = isLatin(scanner.peekCodePoint());
		StringBuilder read = new StringBuilder();
		int c = scanner.peekCodePoint();
		for (int n = 0; n < LONGEST && (latin ? isLatin(c) || (n > 0 && (c == '.' || c == '-'))
				: Character.isLetterOrDigit(c) || (n > 0 && isMark(c))); n++) {
			read.appendCodePoint(c);
			skip(scanner, Character.charCount(c));
			c = scanner.peekCodePoint();
		}
		while (!read.isEmpty() && (read.charAt(read.length() - 1) == '.' || read.charAt(read.length() - 1) == '-')) {
			read.setLength(read.length() - 1);
		}
		if (read.codePointCount(0, read.length()) < 2) {
			return ParsedInline.none();
		}
		scanner.setPosition(start);
		skip(scanner, read.length());
		return ParsedInline.of(new Mention(read.toString()), scanner.position());
	}

	private static void skip(Scanner scanner, int chars) {
		for (int i = 0; i < chars; i++) {
			scanner.next();
		}
	}

	private static boolean isPartOfWord(int before) {
		return isLatin(before) || ".@/+-".indexOf(before) >= 0;
	}

	private static boolean isLatin(int c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
	}

	private static boolean isMark(int c) {
		int type = Character.getType(c);
		return c == '_' || type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK
				|| type == Character.ENCLOSING_MARK || type == Character.LETTER_NUMBER
				|| type == Character.OTHER_NUMBER;
	}

	/** A name inside an address, a link or a picture is no mention. */
	private static Node withoutVerbatim(Node document) {
		Found found = new Found();
		document.accept(found);
		for (Map.Entry<Mention, Boolean> one : found.verbatim.entrySet()) {
			Mention mention = one.getKey();
			if (one.getValue() || isInAddress(mention)) {
				Text text = new Text("@" + mention.name());
				mention.insertBefore(text);
				mention.unlink();
				found.texts.add(text);
			}
		}
		found.texts.forEach(Mentions::join);
		return document;
	}

	private static boolean isInAddress(Mention mention) {
		StringBuilder before = new StringBuilder();
		for (Node node = mention.getPrevious(); node instanceof Text text
				&& before.length() < ADDRESS_CHARS; node = node.getPrevious()) {
			String literal = text.getLiteral();
			int from = literal.length();
			while (from > 0 && literal.charAt(from - 1) > ' '
					&& before.length() + literal.length() - from < ADDRESS_CHARS) {
				from--;
			}
			before.insert(0, literal, from, literal.length());
			if (from > 0) {
				break;
			}
		}
		return before.indexOf("://") >= 0 || before.indexOf("www.") >= 0;
	}

	/** Bare addresses are found in one text, not across two. */
	private static void join(Text text) {
		if (text.getParent() == null) {
			return;
		}
		Text first = text;
		while (first.getPrevious() instanceof Text before) {
			first = before;
		}
		StringBuilder all = new StringBuilder(first.getLiteral());
		while (first.getNext() instanceof Text after) {
			all.append(after.getLiteral());
			after.unlink();
		}
		first.setLiteral(all.toString());
	}

	private static final class Found extends AbstractVisitor {

		private final Map<Mention, Boolean> verbatim = new LinkedHashMap<>();

		private final List<Text> texts = new ArrayList<>();

		private int inside;

		@Override
		public void visit(Link link) {
			verbatim(link);
		}

		@Override
		public void visit(Image image) {
			verbatim(image);
		}

		private void verbatim(Node node) {
			this.inside++;
			visitChildren(node);
			this.inside--;
		}

		@Override
		public void visit(CustomNode node) {
			if (node instanceof Mention mention) {
				this.verbatim.put(mention, this.inside > 0);
			}
			else {
				visitChildren(node);
			}
		}

	}

	private record AsLink(HtmlNodeRendererContext context) implements NodeRenderer {

		@Override
		public Set<Class<? extends Node>> getNodeTypes() {
			return Set.of(Mention.class);
		}

		@Override
		public void render(Node node) {
			String name = ((Mention) node).name();
			HtmlWriter html = this.context.getWriter();
			Map<String, String> attributes = new LinkedHashMap<>();
			attributes.put("href", "/u/" + URLEncoder.encode(name, StandardCharsets.UTF_8));
			attributes.put("class", CSS_CLASS);
			html.tag("a", attributes);
			html.text("@" + name);
			html.tag("/a");
		}

	}

}
