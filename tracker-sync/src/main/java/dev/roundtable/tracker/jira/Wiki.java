package dev.roundtable.tracker.jira;

import java.util.List;

import dev.roundtable.tracker.Markup;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;

/**
 * Jira's wiki markup, which Data Center keeps and Cloud takes and gives by version 2 of
 * its API, whatever its editor makes of it.
 *
 * @see <a href=
 * "https://jira.atlassian.com/secure/WikiRendererHelpAction.jspa?section=all"> what it
 * has</a>
 */
final class Wiki implements Markup {

	private static final Parser PARSER = Parser.builder()
		.extensions(List.of(TablesExtension.create(), StrikethroughExtension.create()))
		.maxOpenBlockParsers(50)
		.build();

	@Override
	public String fromMarkdown(String markdown) {
		WikiWriter writer = new WikiWriter();
		PARSER.parse(markdown).accept(writer);
		return writer.text();
	}

	@Override
	public String toMarkdown(String text) {
		return new WikiReader(text).markdown();
	}

}
