package dev.roundtable.rounds;

import java.util.List;

import dev.roundtable.site.Audience;
import dev.roundtable.writing.Body;
import dev.roundtable.writing.Title;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A round as somebody would open it. Nothing of it has been checked.
 *
 * @param description Markdown, empty for none
 * @param candidates numbers of tasks
 * @param choices how many of them a person may choose, one when missing
 * @param voters an audience, {@code members} when missing
 * @param minLevel the least level of trust, 0 to 4, 0 when missing
 * @param live whether everybody sees the count before the end
 * @param opensAt a moment, or a day from whose beginning on; now when missing
 * @param closesAt a moment, or a day to whose end; all in UTC
 */
record NewRound(@Schema(maxLength = Title.MAX) @Nullable String title,
		@Schema(maxLength = Body.MAX_BYTES, description = Body.SAID) @Nullable String description,
		@ArraySchema(maxItems = NewRound.CANDIDATES) @Nullable List<Long> candidates, @Nullable Integer choices,
		@Schema(maxLength = Audience.LENGTH) @Nullable String voters, @Nullable Integer minLevel,
		@Nullable Boolean live, @Schema(maxLength = NewRound.MOMENT) @Nullable String opensAt,
		@Schema(maxLength = NewRound.MOMENT) @Nullable String closesAt) {

	static final int CANDIDATES = 50;

	static final int MOMENT = 40;

	/** Nothing but what is to be voted on. */
	static NewRound with(List<Long> candidates) {
		return new NewRound("", "", candidates.stream().limit(CANDIDATES).toList(), 3, "members", 0, false, "", "");
	}

	/** For templates: the candidates as they are typed. */
	public String typed() {
		return (this.candidates == null) ? ""
				: String.join(" ", this.candidates.stream().map((number) -> "#" + number).toList());
	}

}
