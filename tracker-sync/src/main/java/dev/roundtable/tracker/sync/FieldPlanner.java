package dev.roundtable.tracker.sync;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RemoteIssue;
import org.jspecify.annotations.Nullable;

/**
 * Compares each field of a task and its issue with what each side had when both last
 * agreed. Asks nobody and changes nothing: a dry run is this and no more.
 */
final class FieldPlanner {

	private final Connection connection;

	private final OurTask ours;

	private final RemoteIssue theirs;

	private final Duration ahead;

	/**
	 * @param ahead how far the tracker's clock is ahead of ours
	 */
	FieldPlanner(Connection connection, OurTask ours, RemoteIssue theirs, Duration ahead) {
		this.connection = connection;
		this.ours = ours;
		this.theirs = theirs;
		this.ahead = ahead;
	}

	/** Fields that need nothing are not among them. */
	Map<Field, FieldStep> plan(Map<Field, Baseline> baselines) {
		Map<Field, FieldStep> steps = new EnumMap<>(Field.class);
		this.connection.rules().forEach((field, rule) -> {
			String mine = this.ours.values().get(field);
			String yours = this.theirs.values().get(field);
			if (mine != null && yours != null) {
				FieldStep step = step(rule, mine, yours, baselines.get(field));
				if (step != null) {
					steps.put(field, step);
				}
			}
		});
		return steps;
	}

	private @Nullable FieldStep step(FieldRule rule, String mine, String yours, @Nullable Baseline last) {
		boolean oursChanged = last == null || !mine.equals(last.ours());
		boolean theirsChanged = last == null || !yours.equals(last.theirs());
		if (last != null) {
			switch (last.standing()) {
				case OURS_IS_RIGHT -> {
					return carry(rule, Side.THEIRS, mine, yours, true);
				}
				case THEIRS_IS_RIGHT -> {
					return carry(rule, Side.OURS, mine, yours, true);
				}
				case ASKED -> {
					return rule.map().same(mine, yours) ? new FieldStep.Settle(mine, yours) : null;
				}
				case AGREED, DIFFERS -> {
					// Whether one has changed decides.
				}
			}
		}
		if (!oursChanged && !theirsChanged) {
			return null;
		}
		if (rule.map().same(mine, yours)) {
			return new FieldStep.Settle(mine, yours);
		}
		if (oursChanged && theirsChanged) {
			return conflict(rule, mine, yours);
		}
		return carry(rule, oursChanged ? Side.THEIRS : Side.OURS, mine, yours, false);
	}

	private FieldStep conflict(FieldRule rule, String mine, String yours) {
		return switch (rule.direction()) {
			case TO_THEIRS -> carry(rule, Side.THEIRS, mine, yours, true);
			case TO_OURS -> carry(rule, Side.OURS, mine, yours, true);
			case NONE -> carry(rule, Side.THEIRS, mine, yours, false);
			case BOTH -> switch (rule.policy()) {
				case OURS -> carry(rule, Side.THEIRS, mine, yours, true);
				case THEIRS -> carry(rule, Side.OURS, mine, yours, true);
				case NEWEST -> carry(rule, theirsIsNewer() ? Side.OURS : Side.THEIRS, mine, yours, true);
				case ASK -> new FieldStep.Ask(mine, yours);
			};
		};
	}

	private boolean theirsIsNewer() {
		return this.theirs.updatedAt().minus(this.ahead).isAfter(this.ours.changedAt());
	}

	private FieldStep carry(FieldRule rule, Side to, String mine, String yours, boolean conflict) {
		if (!rule.direction().reaches(to)) {
			return FieldStep.stay(to, mine, yours, null);
		}
		String after = rule.map().to(to, (to == Side.THEIRS) ? mine : yours);
		if (after == null) {
			return FieldStep.stay(to, mine, yours, "“" + ((to == Side.THEIRS) ? mine : yours) + "” has no counterpart");
		}
		return (to == Side.THEIRS) ? new FieldStep.ToTheirs(mine, yours, after, conflict)
				: new FieldStep.ToOurs(yours, mine, after, conflict);
	}

}
