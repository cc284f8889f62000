package dev.roundtable.forum;

import dev.roundtable.http.BadInput;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what somebody is about to post, before it is rendered and outside of any
 * transaction. Implemented by the room that knows what may not be written.
 */
public interface Screening {

	/**
	 * @param board it is for
	 * @param title null of what has none
	 * @throws BadInput on {@code title} or {@code body} what may not be written at all
	 */
	Screened screen(Viewer author, long board, @Nullable String title, String body);

	/** In the transaction in which a post was written that waits for review. */
	void waits(PostId post);

	/** In the transaction in which its author took back what waited. */
	void waitsNoMore(PostId post);

	/**
	 * What may be posted.
	 *
	 * @param title null of what has none
	 * @param review why it waits until a moderator has looked at it, null where it need
	 * not
	 */
	record Screened(@Nullable String title, String body, @Nullable String review) {

		public String titleOr(String none) {
			return (this.title != null) ? this.title : none;
		}

	}

}
