package dev.roundtable.tracker.jira;

import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;

/** Writes parsed Markdown as Jira's wiki markup; nothing in it calls anybody. */
final class WikiWriter extends AbstractVisitor {

	private final StringBuilder out = new StringBuilder();

	/** The stars and hashes of the lists we are in. */
	private final StringBuilder bullets = new StringBuilder();

	private int quotes;

	String text() {
		return this.out.toString().strip();
	}

	/** Begins a block: behind an empty line, except within a list. */
	private void block() {
		if (!this.bullets.isEmpty()) {
			return;
		}
		int end = this.out.length();
		while (end > 0 && this.out.charAt(end - 1) == '\n') {
			end--;
		}
		this.out.setLength(end);
		if (end > 0) {
			this.out.append("\n\n");
		}
	}

	@Override
	public void visit(Paragraph paragraph) {
		block();
		visitChildren(paragraph);
	}

	@Override
	public void visit(Heading heading) {
		block();
		this.out.append('h').append(heading.getLevel()).append(". ");
		visitChildren(heading);
	}

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

	@Override
	public void visit(BulletList list) {
		list(list, '*');
	}

	@Override
	public void visit(OrderedList list) {
		list(list, '#');
	}

	private void list(Node list, char bullet) {
		if (this.bullets.isEmpty()) {
			block();
		}
		this.bullets.append(bullet);
		visitChildren(list);
		this.bullets.setLength(this.bullets.length() - 1);
	}

	@Override
	public void visit(ListItem item) {
		if (!this.out.isEmpty() && this.out.charAt(this.out.length() - 1) != '\n') {
			this.out.append('\n');
		}
		this.out.append(this.bullets).append(' ');
		visitChildren(item);
	}

	@Override
	public void visit(FencedCodeBlock code) {
		code(code.getLiteral());
	}

	@Override
	public void visit(IndentedCodeBlock code) {
		code(code.getLiteral());
	}

	/** The end of a block within it would end it for Jira as well. */
	private void code(String literal) {
		block();
		this.out.append("{code}\n").append(literal.replaceAll("(?i)\\{(?=code)", "{\u2060")).append("{code}");
	}

	@Override
	public void visit(ThematicBreak line) {
		block();
		this.out.append("----");
	}

	@Override
	public void visit(HtmlBlock html) {
		block();
		this.out.append(plain(html.getLiteral()));
	}

	@Override
	public void visit(HtmlInline html) {
		this.out.append(plain(html.getLiteral()));
	}

	@Override
	public void visit(Text text) {
		this.out.append(plain(text.getLiteral()));
	}

	/** What would be markup and was not. */
	private static String plain(String text) {
		return text.replaceAll("([\\\\{}\\[\\]*_|!~^])", "\\\\$1");
	}

	/** Within it, Jira knows all other markup. */
	@Override
	public void visit(Code code) {
		this.out.append("{{").append(plain(code.getLiteral())).append("}}");
	}

	@Override
	public void visit(StrongEmphasis strong) {
		around("*", strong);
	}

	@Override
	public void visit(Emphasis emphasis) {
		around("_", emphasis);
	}

	private void around(String sign, Node node) {
		this.out.append(sign);
		visitChildren(node);
		this.out.append(sign);
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

	/** As a link: what a fan shows here is not to be loaded by all who read there. */
	@Override
	public void visit(Image image) {
		this.out.append(plain(image.getDestination()));
	}

	@Override
	public void visit(SoftLineBreak line) {
		line();
	}

	@Override
	public void visit(HardLineBreak line) {
		line();
	}

	private void line() {
		this.out.append('\n');
	}

	@Override
	public void visit(CustomBlock block) {
		block();
		visitChildren(block);
	}

	@Override
	public void visit(CustomNode node) {
		switch (node) {
			case Strikethrough struck -> around("-", struck);
			case TableRow row -> {
				visitChildren(row);
				this.out.append(isHead(row) ? "||\n" : "|\n");
			}
			case TableCell cell -> {
				this.out.append(cell.isHeader() ? "||" : "|").append(' ');
				visitChildren(cell);
				this.out.append(' ');
			}
			default -> visitChildren(node);
		}
	}

	private static boolean isHead(TableRow row) {
		return row.getFirstChild() instanceof TableCell cell && cell.isHeader();
	}

}
