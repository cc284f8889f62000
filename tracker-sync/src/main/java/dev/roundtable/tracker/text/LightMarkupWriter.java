package dev.roundtable.tracker.text;

import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
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
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;

/**
 * Writes parsed Markdown in one of the older light markups, which have the same headings
 * ({@code h2.}), lists, stars and underscores, and rows of a table; what each has of its
 * own is asked for.
 */
public abstract class LightMarkupWriter extends AbstractVisitor {

	protected final StringBuilder out = new StringBuilder();

	/** The stars and hashes of the lists we are in. */
	private final StringBuilder bullets = new StringBuilder();

	public final String text() {
		return this.out.toString().strip();
	}

	/** Nothing that a reader would take for more than text. */
	protected abstract String plain(String text);

	/** A block of code; the end of one within it does not end it. */
	protected abstract String code(String literal);

	protected abstract String inlineCode(String literal);

	protected abstract String ruler();

	/** What stands before a cell, after its bar too. */
	protected abstract String cell(boolean header);

	/** What stands behind the last cell of a row. */
	protected abstract String rowEnd(boolean header);

	/** What each line begins with where we are. */
	protected String margin() {
		return "";
	}

	/** Begins a block: behind an empty line, except within a list. */
	protected final void block() {
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
		this.out.append(margin());
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
	public void visit(FencedCodeBlock block) {
		block();
		this.out.append(code(block.getLiteral()));
	}

	@Override
	public void visit(IndentedCodeBlock block) {
		block();
		this.out.append(code(block.getLiteral()));
	}

	@Override
	public void visit(ThematicBreak line) {
		block();
		this.out.append(ruler());
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

	@Override
	public void visit(Code code) {
		this.out.append(inlineCode(code.getLiteral()));
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

	/** As an address: what a fan shows here is not to be loaded by all who read there. */
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
		this.out.append('\n').append(margin());
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
				this.out.append(rowEnd(row.getFirstChild() instanceof TableCell cell && cell.isHeader())).append('\n');
			}
			case TableCell cell -> {
				this.out.append(cell(cell.isHeader())).append(' ');
				visitChildren(cell);
				this.out.append(' ');
			}
			default -> visitChildren(node);
		}
	}

}
