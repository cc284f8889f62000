package dev.roundtable.tracker.jira;

import dev.roundtable.tracker.text.LightMarkupWriter;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Link;

/** Writes parsed Markdown as Jira's wiki markup; nothing in it calls anybody. */
final class WikiWriter extends LightMarkupWriter {

	private int quotes;

	/** One in another would end it. */
	@Override
	public void visit(BlockQuote quote) {
		if (this.quotes++ == 0) {
			block();
			this.out.append("{quote}\n");
		}
		visitChildren(quote);
		if (--this.quotes == 0) {
			this.out.append("\n{quote}");
		}
	}

	/** What would be markup and was not. */
	@Override
	protected String plain(String text) {
		return text.replaceAll("([\\\\{}\\[\\]*_|!~^])", "\\\\$1");
	}

	@Override
	protected String code(String literal) {
		return "{code}\n" + literal.replaceAll("(?i)\\{(?=code)", "{\u2060") + "{code}";
	}

	/** Within it, Jira knows all other markup. */
	@Override
	protected String inlineCode(String literal) {
		return "{{" + plain(literal) + "}}";
	}

	@Override
	protected String ruler() {
		return "----";
	}

	@Override
	protected String cell(boolean header) {
		return header ? "||" : "|";
	}

	@Override
	protected String rowEnd(boolean header) {
		return header ? "||" : "|";
	}

	@Override
	public void visit(Link link) {
		String to = link.getDestination();
		boolean isAddress = to.matches("https?://[^\\s|\\]]+");
		if (isAddress) {
			this.out.append('[');
		}
		visitChildren(link);
		if (isAddress) {
			this.out.append('|').append(to).append(']');
		}
	}

}
