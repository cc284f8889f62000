package dev.roundtable.tracker.gitlab;

import java.util.regex.Pattern;

import dev.roundtable.tracker.Markup;

/**
 * Markdown in which a line that begins with a slash is a command: whoever writes
 * {@code /close} in a text closes the issue, with the rights of the account that brings
 * it. With a backslash before it, it is a slash to the reader and nothing to GitLab.
 */
final class GitLabMarkup implements Markup {

	private static final Pattern COMMAND = Pattern.compile("(?m)^([ \\t]*)/(?=\\p{L})");

	private static final Pattern QUIET = Pattern.compile("(?m)^([ \\t]*)\\\\/(?=\\p{L})");

	@Override
	public String fromMarkdown(String markdown) {
		return COMMAND.matcher(markdown).replaceAll("$1\\\\/");
	}

	@Override
	public String toMarkdown(String text) {
		return QUIET.matcher(text).replaceAll("$1/");
	}

}
