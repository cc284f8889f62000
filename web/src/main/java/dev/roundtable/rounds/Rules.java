package dev.roundtable.rounds;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.site.Audience;
import dev.roundtable.trust.TrustLevel;
import dev.roundtable.writing.Markdown;
import dev.roundtable.writing.Rendered;
import dev.roundtable.writing.Text;
import dev.roundtable.writing.Title;
import org.jspecify.annotations.Nullable;

/** A round that cannot be wrong, but for tasks and groups that there may not be. */
record Rules(String title, String description, Rendered text, Set<Long> candidates, int choices, Audience voters,
		int minLevel, boolean live, OffsetDateTime opensAt, OffsetDateTime closesAt) {

	/**
	 * @throws BadInput on the field that is wrong
	 */
	static Rules of(NewRound wanted, OffsetDateTime now) {
		if (wanted.candidates() != null && wanted.candidates().stream().anyMatch(Objects::isNull)) {
			throw new BadInput("candidates", "round.candidates", 2, NewRound.CANDIDATES);
		}
		String title = Title.of(Objects.requireNonNullElse(wanted.title(), "")).value();
		String description = (wanted.description() == null || wanted.description().isBlank()) ? ""
				: Text.body("description", wanted.description(), Text.BODY);
		Set<Long> candidates = candidates(wanted.candidates());
		int choices = within("choices", Objects.requireNonNullElse(wanted.choices(), 1), 1, candidates.size() - 1);
		int level = within("minLevel", Objects.requireNonNullElse(wanted.minLevel(), 0), 0, TrustLevel.LEADER.number());
		Audience voters = (wanted.voters() == null || wanted.voters().isBlank()) ? Audience.MEMBERS
				: Audience.chosen("voters", wanted.voters());
		OffsetDateTime opens = (wanted.opensAt() == null || wanted.opensAt().isBlank()) ? now
				: moment("opensAt", wanted.opensAt(), 0);
		OffsetDateTime closes = moment("closesAt", wanted.closesAt(), 1);
		if (!closes.isAfter(opens) || !closes.isAfter(now)) {
			throw new BadInput("closesAt", "round.ends-first");
		}
		return new Rules(title, description, description.isEmpty() ? Rendered.NOTHING : Markdown.render(description),
				candidates, choices, voters, level, Boolean.TRUE.equals(wanted.live()), opens, closes);
	}

	private static Set<Long> candidates(@Nullable List<Long> typed) {
		Set<Long> candidates = new LinkedHashSet<>();
		if (typed != null) {
			candidates.addAll(typed);
		}
		if (candidates.size() < 2 || candidates.size() > NewRound.CANDIDATES) {
			throw new BadInput("candidates", "round.candidates", 2, NewRound.CANDIDATES);
		}
		return candidates;
	}

	private static int within(String field, int number, int least, int most) {
		if (number < least || number > most) {
			throw new BadInput(field, "number.range", least, most);
		}
		return number;
	}

	private static OffsetDateTime moment(String field, @Nullable String typed, int daysLater) {
		String text = (typed != null) ? typed.strip() : "";
		try {
			return (text.length() == 10) ? CursorPage
				.moment(LocalDate.parse(text).plusDays(daysLater).atStartOfDay().atOffset(ZoneOffset.UTC).toString())
					: CursorPage.moment(text);
		}
		catch (DateTimeException garbage) {
			throw new BadInput(field, "round.moment");
		}
	}

}
