package dev.roundtable.invitations;

import java.time.Instant;
import java.time.OffsetDateTime;

import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

/**
 * A link that leads to the registration, as it is stored. Public for its template.
 *
 * @param label what those who made it know it by
 * @param maker her name
 * @param personal of a member for her friends, and not of the site
 * @param vouched whether who comes by it waits for nobody's approval
 * @param groupName whose group she joins with it
 * @param uses how many it lets in, null for no end
 * @param used how many it let in
 */
public record Link(long id, String code, String label, Source source, long madeBy, String maker, OffsetDateTime madeAt,
		boolean personal, boolean vouched, @Nullable String groupName, @Nullable OffsetDateTime endsAt,
		@Nullable Integer uses, int used, @Nullable OffsetDateTime revokedAt) {

	/** Whether it lets people in. */
	public enum State {

		OPEN, REVOKED, ENDED, USED_UP

	}

	State at(Instant now) {
		if (this.revokedAt != null) {
			return State.REVOKED;
		}
		if (this.endsAt != null && !this.endsAt.toInstant().isAfter(now)) {
			return State.ENDED;
		}
		return (this.uses != null && this.used >= this.uses) ? State.USED_UP : State.OPEN;
	}

	public String path() {
		return "/j/" + this.code;
	}

	public When made() {
		return When.of(this.madeAt.toInstant());
	}

	public @Nullable When end() {
		return (this.endsAt != null) ? When.of(this.endsAt.toInstant()) : null;
	}

}
