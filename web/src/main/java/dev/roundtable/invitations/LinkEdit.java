package dev.roundtable.invitations;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.writing.Text;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator typed into the form of a new link. Public for its template.
 *
 * @param until a day to its end, empty for no end
 * @param uses empty for no end
 * @param group the name of a group, empty for none
 * @param vouched null where it was not ticked
 */
public record LinkEdit(@Nullable String label, @Nullable Source source, @Nullable String until, @Nullable Integer uses,
		@Nullable String group, @Nullable Boolean vouched) {

	static final int LABEL = 80;

	static final int MOST_USES = 1_000_000;

	static final LinkEdit EMPTY = new LinkEdit("", Source.ACTIVITY, "", null, "", null);

	/**
	 * @throws BadInput on {@code label}
	 */
	String checkedLabel() {
		return Text.line("label", this.label, LABEL);
	}

	Source checkedSource() {
		return (this.source != null) ? this.source : Source.OTHER;
	}

	/**
	 * @throws BadInput on {@code uses}
	 */
	@Nullable Integer checkedUses() {
		if (this.uses != null && (this.uses < 1 || this.uses > MOST_USES)) {
			throw new BadInput("uses", "number.range", 1, MOST_USES);
		}
		return this.uses;
	}

	/**
	 * @throws BadInput on {@code until}
	 */
	@Nullable OffsetDateTime checkedEnd(Instant now) {
		if (this.until == null || this.until.isBlank()) {
			return null;
		}
		OffsetDateTime end;
		try {
			end = LocalDate.parse(this.until.strip())
				.plusDays(1)
				.atStartOfDay()
				.minusSeconds(1)
				.atOffset(ZoneOffset.UTC);
		}
		catch (DateTimeException garbage) {
			throw new BadInput("until", "until.invalid");
		}
		if (!end.toInstant().isAfter(now) || end.isAfter(CursorPage.END_OF_TIME)) {
			throw new BadInput("until", "until.past");
		}
		return end;
	}

	boolean isVouched() {
		return Boolean.TRUE.equals(this.vouched);
	}

	@Nullable String groupName() {
		return (this.group != null && !this.group.isBlank()) ? this.group : null;
	}

}
