package dev.roundtable.tracker.redmine;

import java.util.List;

import dev.roundtable.tracker.Markup;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;

/**
 * Textile as Redmine has it, which is how a Redmine is set up unless somebody changed it.
 *
 * @see <a href=
 * "https://www.redmine.org/projects/redmine/wiki/RedmineTextFormattingTextile"> what
 * Redmine's dialect has</a>
 */
public final class Textile implements Markup {

	private static final Parser PARSER = Parser.builder()
		.extensions(List.of(TablesExtension.create(), StrikethroughExtension.create()))
		.maxOpenBlockParsers(50)
		.build();

	@Override
	public String fromMarkdown(String markdown) {
		TextileWriter writer = new TextileWriter();
		PARSER.parse(markdown).accept(writer);
		return writer.text();
	}

	@Override
	public String toMarkdown(String text) {
		return new TextileReader(text).markdown();
	}

}
