package dev.roundtable.tasks.inbox;

import java.time.OffsetDateTime;

import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

/**
 * One thing that waits for her. Public for its template.
 *
 * @param by who did it, null where nobody in particular
 * @param topic where on the forum, null where on the task itself
 */
public record Waiting(Reason reason, OffsetDateTime since, @Nullable String by, @Nullable Long topic,
		@Nullable Integer floor) {

	/** Why it waits, the most pressing first. */
	enum Reason {

		/** A fan wrote on what is hers, and nobody has answered. */
		ANSWER,

		MENTIONED,

		ASSIGNED,

		/** A fan wrote where she had answered. */
		REPLIED

	}

	public When at() {
		return When.of(this.since.toInstant());
	}

	/** Where it is, from the task's page. */
	public @Nullable String url() {
		return (this.topic != null) ? "/t/" + this.topic + "/-?floor=" + this.floor + "#floor-" + this.floor : null;
	}

}
