package dev.roundtable.tracker.redmine;

import java.util.ArrayDeque;
import java.util.Deque;

import dev.roundtable.tracker.text.LightMarkupWriter;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Link;

/** Writes parsed Markdown as Textile. What Textile lacks is left as plain text. */
final class TextileWriter extends LightMarkupWriter {

	private final Deque<String> quotes = new ArrayDeque<>();

	/** A quote of Redmine's own, as its button makes it. */
	@Override
	public void visit(BlockQuote quote) {
		this.quotes.push("> ");
		visitChildren(quote);
		this.quotes.pop();
	}

	@Override
	protected String margin() {
		return String.join("", this.quotes);
	}

	/** Redmine takes no HTML but shows a few tags as what they are. */
	@Override
	protected String plain(String text) {
		return text.replaceAll("(?i)<(?=/?(pre|code|notextile))", "<\u2060");
	}

	@Override
	protected String code(String literal) {
		return "<pre>\n" + literal.replaceAll("(?i)</(?=pre)", "<\u2060/") + "</pre>";
	}

	@Override
	protected String inlineCode(String literal) {
		return "@" + literal + "@";
	}

	@Override
	protected String ruler() {
		return "---";
	}

	@Override
	protected String cell(boolean header) {
		return header ? "|_." : "|";
	}

	@Override
	protected String rowEnd(boolean header) {
		return "|";
	}

	@Override
	public void visit(Link link) {
		int from = this.out.length();
		visitChildren(link);
		String label = this.out.substring(from).replace("\"", "”").replace('\n', ' ').strip();
		this.out.setLength(from);
		String to = link.getDestination();
		if (label.isEmpty() || label.equals(to)) {
			this.out.append(to);
		}
		else {
			this.out.append('"').append(label).append("\":").append(to);
		}
	}

}
