package dev.roundtable.tracker.sync;

import java.util.List;
import java.util.Map;

import dev.roundtable.tracker.Field;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done about a task and its issue.
 *
 * @param held why nothing may cross, null when it may
 */
public record Plan(Map<Field, FieldStep> fields, List<CommentStep> comments, @Nullable String held) {

	public Plan {
		fields = Map.copyOf(fields);
		comments = List.copyOf(comments);
	}

	public boolean isEmpty() {
		return this.fields.isEmpty() && this.comments.isEmpty();
	}

}
