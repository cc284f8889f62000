package dev.roundtable.appeals;

import java.time.Instant;
import java.time.OffsetDateTime;

import dev.roundtable.people.Sanction;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said against a sanction, and what she was answered.
 *
 * @param reason of what she appeals against
 * @param lifted null while it waits
 * @param answer why it was decided so
 */
record Appeal(long id, long account, String name, Sanction.Kind kind, String reason, @Nullable String imposedBy,
		OffsetDateTime imposedAt, String text, OffsetDateTime madeAt, @Nullable Boolean lifted,
		@Nullable String decidedBy, @Nullable OffsetDateTime decidedAt, @Nullable String answer) {

	/** Public for its template. */
	public When made() {
		return When.of(this.madeAt.toInstant());
	}

	/** Public for its template. */
	public When imposed() {
		return When.of(this.imposedAt.toInstant());
	}

	/** Public for its template: the end of its message key. */
	public String state() {
		return (this.lifted == null) ? "open" : this.lifted ? "lifted" : "kept";
	}

	/** Public for its template: null while it waits. */
	public @Nullable When decided() {
		Instant at = (this.decidedAt != null) ? this.decidedAt.toInstant() : null;
		return (at != null) ? When.of(at) : null;
	}

}
