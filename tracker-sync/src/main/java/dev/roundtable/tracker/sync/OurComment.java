package dev.roundtable.tracker.sync;

import dev.roundtable.tracker.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote on a task here, or what was taken from a tracker.
 *
 * @param author her name as others read it
 * @param text Markdown
 * @param from where it was taken from, null when it was written here
 */
public record OurComment(long id, String author, String text, Visibility visibility, @Nullable Source from) {

	public boolean isPublic() {
		return this.visibility == Visibility.PUBLIC;
	}

	boolean isFrom(ConnectionId connection) {
		return this.from != null && this.from.connection().equals(connection);
	}

	/**
	 * @param comment its id there
	 */
	public record Source(ConnectionId connection, String comment) {
	}

}
