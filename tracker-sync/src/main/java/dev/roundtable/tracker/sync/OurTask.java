package dev.roundtable.tracker.sync;

import java.time.Instant;
import java.util.List;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.Values;
import dev.roundtable.tracker.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * A task as it stands in the one list.
 *
 * @param values in the words of the list; all fields that tasks have
 * @param visibility public when everybody may read it, signed in or not
 * @param changedAt when a value last did, by our clock
 * @param comments those that stand, oldest first, private ones too
 * @param from the connection whose issue it was made of, null when it was written here
 */
public record OurTask(long number, Values values, Visibility visibility, Instant changedAt, List<OurComment> comments,
		@Nullable ConnectionId from) {

	/**
	 * @throws IllegalArgumentException when there is no title
	 */
	public OurTask {
		if (values.get(Field.TITLE) == null) {
			throw new IllegalArgumentException("a task without a title");
		}
		comments = List.copyOf(comments);
	}

	public boolean isPublic() {
		return this.visibility == Visibility.PUBLIC;
	}

}
