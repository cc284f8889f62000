package dev.roundtable.tracker;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A comment of an issue as it stands in the tracker.
 *
 * @param id within the issue, never used twice
 * @param text in the tracker's markup, without the mark
 * @param mark when it bears one and was written through this connection
 * @param createdAt by the tracker's clock
 */
public record RemoteComment(String id, RemotePerson author, String text, @Nullable CommentMark mark,
		Visibility visibility, Instant createdAt) {

	public RemoteComment {
		if (id.isBlank() || id.length() > RemoteId.LENGTH) {
			throw new IllegalArgumentException("not a comment's id");
		}
	}

	public boolean isPublic() {
		return this.visibility == Visibility.PUBLIC;
	}

}
