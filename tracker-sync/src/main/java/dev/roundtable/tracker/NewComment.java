package dev.roundtable.tracker;

/**
 * A comment to be written, public by definition.
 *
 * @param text in the tracker's markup; the connector adds the mark
 */
public record NewComment(String text, CommentMark mark) {

	public NewComment {
		if (text.isBlank()) {
			throw new IllegalArgumentException("an empty comment");
		}
	}

}
