package dev.roundtable.writing;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.roundtable.writing.Mentions.Mention;
import dev.roundtable.writing.Rendered.Floor;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** Takes out of a parsed text what it says and what it refers to. */
final class Gleaner extends AbstractVisitor {

	/**
	 * In a topic, or with the topic before it: {@code /t/42/any-slug?page=2#floor-27}.
	 */
	private static final Pattern FLOOR = Pattern
		.compile("(?:/t/([1-9][0-9]{0,17})(?:/[^?#]*)?)?(?:\\?[^#]*)?#floor-([1-9][0-9]{0,8})");

	private final StringBuilder plain = new StringBuilder();

	private final Set<String> mentions = new LinkedHashSet<>();

	private final Set<Floor> quotes = new LinkedHashSet<>();

	private final Set<String> links = new LinkedHashSet<>();

	private final Set<String> images = new LinkedHashSet<>();

	/** What stands between the text so far and the next one. */
	private String gap = "";

	Rendered with(String html) {
		return new Rendered(html, this.plain.toString(), List.copyOf(this.mentions), List.copyOf(this.quotes),
				List.copyOf(this.links), List.copyOf(this.images), Markdown.VERSION);
	}

	private void say(String text) {
		if (text.isEmpty()) {
			return;
		}
		if (!this.plain.isEmpty()) {
			this.plain.append(this.gap);
		}
		this.gap = "";
		this.plain.append(text);
	}

	private void part(String by) {
		if (by.length() > this.gap.length() || this.gap.equals(" ")) {
			this.gap = by;
		}
	}

	private void block(Node block) {
		part("\n\n");
		visitChildren(block);
		part("\n\n");
	}

	private void code(String literal) {
		part("\n\n");
		say(literal.stripTrailing());
		part("\n\n");
	}

	@Override
	public void visit(Text text) {
		say(text.getLiteral());
	}

	@Override
	public void visit(Code code) {
		say(code.getLiteral());
	}

	@Override
	public void visit(HtmlInline html) {
		say(html.getLiteral());
	}

	@Override
	public void visit(HtmlBlock html) {
		code(html.getLiteral());
	}

	@Override
	public void visit(FencedCodeBlock code) {
		code(code.getLiteral());
	}

	@Override
	public void visit(IndentedCodeBlock code) {
		code(code.getLiteral());
	}

	@Override
	public void visit(SoftLineBreak br) {
		part("\n");
	}

	@Override
	public void visit(HardLineBreak br) {
		part("\n");
	}

	@Override
	public void visit(Heading heading) {
		block(heading);
	}

	@Override
	public void visit(Paragraph paragraph) {
		if (paragraph.getParent() instanceof ListItem item && item.getParent() instanceof ListBlock list
				&& list.isTight()) {
			part("\n");
			visitChildren(paragraph);
			part("\n");
		}
		else {
			block(paragraph);
		}
	}

	@Override
	public void visit(CustomBlock block) {
		block((Block) block);
	}

	@Override
	public void visit(CustomNode node) {
		if (node instanceof Mention mention) {
			say("@" + mention.name());
			this.mentions.add(mention.name());
			return;
		}
		visitChildren(node);
		if (node instanceof TableCell) {
			part(" ");
		}
		else if (node instanceof TableRow) {
			part("\n");
		}
	}

	@Override
	public void visit(Link link) {
		String to = link.getDestination();
		if (isAddress(to)) {
			this.links.add(to);
			Matcher floor = FLOOR.matcher(to);
			if (floor.matches()) {
				this.quotes.add(new Floor((floor.group(1) != null) ? Long.valueOf(floor.group(1)) : null,
						Integer.parseInt(floor.group(2))));
			}
		}
		visitChildren(link);
	}

	@Override
	public void visit(Image image) {
		if (Pictures.mayShow(image.getDestination())) {
			this.images.add(image.getDestination());
		}
		visitChildren(image);
	}

	private static boolean isAddress(String to) {
		return to.startsWith("#") || to.startsWith("?") || (to.startsWith("/") && !to.startsWith("//"))
				|| to.regionMatches(true, 0, "https://", 0, 8) || to.regionMatches(true, 0, "http://", 0, 7);
	}

}
