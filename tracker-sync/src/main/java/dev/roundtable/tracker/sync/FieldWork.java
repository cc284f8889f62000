package dev.roundtable.tracker.sync;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.roundtable.tracker.Abilities;
import dev.roundtable.tracker.Ability;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RemoteIssue;
import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.Values;
import org.jspecify.annotations.Nullable;

/** Does what is to be done about fields. */
final class FieldWork {

	private final Pair pair;

	private final Desk desk;

	private RemoteIssue theirs;

	FieldWork(Pair pair, RemoteIssue theirs) {
		this.pair = pair;
		this.desk = pair.desk();
		this.theirs = theirs;
	}

	/**
	 * First here, where it can be checked that nothing changed meanwhile, then there.
	 * @return the issue as it stands after
	 * @throws Stale when the task changed meanwhile
	 */
	RemoteIssue carry(Map<Field, FieldStep> steps) {
		Map<Field, FieldStep.ToOurs> here = new EnumMap<>(Field.class);
		Map<Field, FieldStep.ToTheirs> there = new EnumMap<>(Field.class);
		List<Carried> told = new ArrayList<>();
		Link next = this.pair.link();
		for (Map.Entry<Field, FieldStep> entry : steps.entrySet()) {
			Field field = entry.getKey();
			switch (entry.getValue()) {
				case FieldStep.ToOurs step -> here.put(field, step);
				case FieldStep.ToTheirs step -> there.put(field, step);
				case FieldStep.Settle(String ours, String yours) ->
					next = next.with(field, Baseline.agreed(ours, yours));
				case FieldStep.Ask(String ours, String yours) -> {
					next = next.with(field, Baseline.asked(ours, yours));
					told.add(this.pair.told(Side.OURS, field.name(), Carried.Outcome.ASKED, ours, yours,
							"both sides changed it"));
				}
				case FieldStep.Stay(String ours, String yours, Side to, String why) -> {
					next = next.with(field, Baseline.differs(ours, yours, why));
					told.add(this.pair.told(to, field.name(), Carried.Outcome.REFUSED, null, null, why));
				}
			}
		}
		this.pair.keep(next, told);
		if (!here.isEmpty()) {
			writeHere(here);
		}
		writeThere(there);
		return this.theirs;
	}

	private void writeHere(Map<Field, FieldStep.ToOurs> steps) {
		Map<Field, TaskMirror.Swap> swaps = new EnumMap<>(Field.class);
		steps.forEach((field, step) -> swaps.put(field, new TaskMirror.Swap(step.before(), step.after())));
		TaskMirror.Applied applied = this.desk.mirror()
			.apply(this.desk.id(), this.pair.task(),
					new TaskMirror.Change(swaps, this.theirs.author(), this.theirs.page()));
		Map<Field, String> refused = switch (applied) {
			case TaskMirror.Applied.Done(Map<Field, String> fields) -> fields;
			case TaskMirror.Applied.Stale() -> throw new Stale();
		};
		Link next = this.pair.link();
		List<Carried> told = new ArrayList<>();
		for (Map.Entry<Field, FieldStep.ToOurs> entry : steps.entrySet()) {
			Field field = entry.getKey();
			FieldStep.ToOurs step = entry.getValue();
			String why = refused.get(field);
			next = next.with(field, (why != null) ? Baseline.differs(step.before(), step.theirs(), why)
					: Baseline.agreed(step.after(), step.theirs()));
			told.addAll(tell(Side.OURS, field, step.before(), step.after(), step.conflict(), why));
		}
		this.pair.keep(next, told);
	}

	/** All at once; where that is refused, each by itself. */
	private void writeThere(Map<Field, FieldStep.ToTheirs> steps) {
		Map<Field, FieldStep.ToTheirs> left = new EnumMap<>(steps);
		Abilities abilities = this.desk.tracker().abilities();
		steps.forEach((field, step) -> {
			if (!abilities.can(Ability.UPDATE) || !abilities.writable().contains(field)) {
				refuse(field, step, "the tracker cannot change this");
				left.remove(field);
			}
		});
		while (!left.isEmpty()) {
			Optional<TrackerFailure.Refused> refusal = write(left);
			if (refusal.isEmpty()) {
				return;
			}
			Field named = refusal.get().field();
			if (named != null && left.containsKey(named)) {
				refuse(named, left.remove(named), refusal.get().getMessage());
			}
			else {
				left.forEach((field, step) -> write(Map.of(field, step))
					.ifPresent((failure) -> refuse(field, step, failure.getMessage())));
				return;
			}
		}
	}

	private Optional<TrackerFailure.Refused> write(Map<Field, FieldStep.ToTheirs> steps) {
		Map<Field, String> values = new EnumMap<>(Field.class);
		steps.forEach((field, step) -> values.put(field, step.after()));
		this.pair.renew();
		RemoteIssue after;
		try {
			after = this.desk.tracker().update(this.pair.issue(), new Values(values));
		}
		catch (TrackerFailure.Refused failure) {
			return Optional.of(failure);
		}
		Link next = this.pair.link();
		List<Carried> told = new ArrayList<>();
		for (Map.Entry<Field, FieldStep.ToTheirs> entry : steps.entrySet()) {
			FieldStep.ToTheirs step = entry.getValue();
			ReadBack read = ReadBack.of(entry.getKey(), step.before(), step.after(), after);
			next = next.with(entry.getKey(), read.baseline(step.ours()));
			told.addAll(
					tell(Side.THEIRS, entry.getKey(), step.before(), step.after(), step.conflict(), read.whyIgnored()));
			if (read.isSomebodyElses()) {
				this.pair.lookAgain();
			}
		}
		if (!sameBut(steps, this.theirs.values(), after.values())) {
			this.pair.lookAgain();
		}
		this.pair.keep(next.seen(null), told);
		this.theirs = after;
		return Optional.empty();
	}

	private static boolean sameBut(Map<Field, ?> written, Values before, Values after) {
		return before.only((field) -> !written.containsKey(field))
			.equals(after.only((field) -> !written.containsKey(field)));
	}

	private void refuse(Field field, FieldStep.ToTheirs step, @Nullable String why) {
		String reason = (why != null) ? why : "refused";
		this.pair.keep(this.pair.link().with(field, Baseline.differs(step.ours(), step.before(), reason)),
				tell(Side.THEIRS, field, step.before(), step.after(), step.conflict(), reason));
	}

	private List<Carried> tell(Side to, Field field, String before, String after, boolean conflict,
			@Nullable String why) {
		if (why != null) {
			return List.of(this.pair.told(to, field.name(), Carried.Outcome.REFUSED, before, after, why));
		}
		Carried carried = this.pair.told(to, field.name(), Carried.Outcome.CARRIED, before, after, null);
		return conflict
				? List.of(carried,
						this.pair.told(to, field.name(), Carried.Outcome.LOST, null, before, "both sides changed it"))
				: List.of(carried);
	}

	/** The task changed while it was worked on; nothing was done to it. */
	static final class Stale extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Stale() {
			super("the task has changed meanwhile");
		}

	}

}
