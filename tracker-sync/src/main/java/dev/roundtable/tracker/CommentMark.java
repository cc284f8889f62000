package dev.roundtable.tracker;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a comment that came from here bears there, so that it is known again whoever
 * looks. It is the last line of the text unless the tracker has a better place for it.
 * Whoever quotes the comment quotes the mark: only the first comment of an issue that
 * bears it is the one that crossed.
 */
public record CommentMark(Namespace namespace, long comment) {

	private static final Pattern LAST_LINE = Pattern
		.compile("\\A(.*?)\\s*\\[rt-([a-z0-9]{4,16})-c([1-9][0-9]{0,17})]\\s*\\z", Pattern.DOTALL);

	public CommentMark {
		if (comment < 1) {
			throw new IllegalArgumentException("no comment has the number " + comment);
		}
	}

	/** The text with the mark as its last line. */
	public String below(String text) {
		return text.stripTrailing() + "\n\n" + this;
	}

	/** The mark that is the last thing in a text, and not part of its last line. */
	public static Optional<Marked> read(String text) {
		// The pattern is tried on the end alone: a megabyte without a mark costs nothing.
		int line = text.stripTrailing().lastIndexOf('\n') + 1;
		Matcher last = LAST_LINE.matcher(text.substring(line));
		if (!last.matches() || !last.group(1).isBlank()) {
			return Optional.empty();
		}
		CommentMark mark = new CommentMark(new Namespace(last.group(2)), Long.parseLong(last.group(3)));
		return Optional.of(new Marked(text.substring(0, line).stripTrailing(), mark));
	}

	@Override
	public String toString() {
		return "[rt-" + this.namespace + "-c" + this.comment + "]";
	}

	/**
	 * @param text without the mark
	 */
	public record Marked(String text, CommentMark mark) {
	}

}
