package dev.roundtable.trust;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How far the next level is.
 *
 * @param next null where none comes by itself, or a moderator fixed the level
 * @param byHand whether a moderator fixed the level
 * @param barred whether a sanction keeps her from rising
 */
record Progress(TrustLevel level, @Nullable TrustLevel next, List<Step> steps, boolean byHand, boolean barred) {

	/**
	 * @param done at most what it takes
	 */
	record Step(Measure measure, int done, int needed) {

		/** Public for its template. */
		public boolean isMet() {
			return this.done >= this.needed;
		}

	}

	static Progress of(Ladder ladder, Standings.Standing standing) {
		TrustLevel level = standing.level();
		boolean ends = standing.byHand() != null || level.reaches(TrustLevel.REGULAR);
		TrustLevel next = ends ? null : level.next();
		List<Step> steps = (next == null) ? List.of() : Arrays.stream(Measure.values())
			.filter((measure) -> ladder.needs(next, measure) > 0)
			.map((measure) -> new Step(measure, Math.min(standing.counts().of(measure), ladder.needs(next, measure)),
					ladder.needs(next, measure)))
			.toList();
		return new Progress(level, next, steps, standing.byHand() != null, standing.barred());
	}

}
