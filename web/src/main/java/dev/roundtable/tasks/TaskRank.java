package dev.roundtable.tasks;

import java.time.Duration;
import java.time.Instant;

/**
 * The one rule that orders the list. It looks at what was reported and never at who
 * reported it:
 *
 * <pre>
 * score = 20 log2(1 + people) + 6 log2(1 + votes) + severity + regression + days waiting / 100
 * </pre>
 *
 * with 60, 30, 10 and 0 for critical, major, normal and minor, and 20 for a regression.
 * Twice the people weigh 20 points, as much as a step in severity; a year of waiting
 * weighs less than 4, enough to settle ties in favour of those who wait longest. All
 * tasks age alike, so the order does not change with time alone and a stored
 * {@link #standing} is enough to sort by. A product manager's points come on top, in a
 * column of their own, with a reason: see {@link Overrides}.
 */
final class TaskRank {

	private static final double PER_DOUBLED_PEOPLE = 20;

	private static final double PER_DOUBLED_VOTES = 6;

	private static final double FOR_A_REGRESSION = 20;

	private static final double DAYS_FOR_A_POINT = 100;

	private static final double DAY_IN_SECONDS = Duration.ofDays(1).toSeconds();

	private TaskRank() {
	}

	/** The score without the days since 1970, which are the same for all. */
	static double standing(int people, int votes, Severity severity, boolean regression, Instant created) {
		return PER_DOUBLED_PEOPLE * log2(1 + people) + PER_DOUBLED_VOTES * log2(1 + votes) + severity.weight()
				+ (regression ? FOR_A_REGRESSION : 0) - points(created);
	}

	/** What a person is shown, in whole points. */
	static long score(double standing, Instant now) {
		return Math.round(standing + points(now));
	}

	private static double points(Instant moment) {
		return moment.getEpochSecond() / DAY_IN_SECONDS / DAYS_FOR_A_POINT;
	}

	private static double log2(double value) {
		return Math.log(value) / Math.log(2);
	}

}
