package dev.roundtable.tracker.sync;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.Values;

/** All values of one side in the words of the other. */
record Translation(Map<Field, FieldRule> rules) {

	/** A report says them, and stays what it is. */
	private static final Set<Field> REPORTED = EnumSet.of(Field.DESCRIPTION, Field.KIND);

	/** What flows to a side and has a counterpart there; titles always do. */
	Values to(Side side, Values values, Predicate<Field> which) {
		return translated(side, values,
				(field, direction) -> which.test(field) && (field == Field.TITLE || direction.reaches(side)));
	}

	/**
	 * What a task is made of: what was reported there is what it begins with, also where
	 * only we tell of it from then on.
	 */
	Values reported(Values theirs) {
		return translated(Side.OURS, theirs, (field, direction) -> field == Field.TITLE || direction.reaches(Side.OURS)
				|| (REPORTED.contains(field) && direction.reaches(Side.THEIRS)));
	}

	private Values translated(Side side, Values values, BiPredicate<Field, Direction> crosses) {
		Map<Field, String> translated = new EnumMap<>(Field.class);
		values.byField().forEach((field, value) -> {
			FieldRule rule = this.rules.get(field);
			if (rule != null && crosses.test(field, rule.direction())) {
				String there = rule.map().to(side, value);
				if (there != null) {
					translated.put(field, there);
				}
			}
		});
		return new Values(translated);
	}

	/**
	 * A link before the other side is given what one side has: whoever finds that it was,
	 * later, takes this for what both last agreed on.
	 */
	Link giving(Link link, Side to, Values from, Values given) {
		Link giving = link;
		for (Map.Entry<Field, String> value : given.byField().entrySet()) {
			String had = from.byField().getOrDefault(value.getKey(), "");
			giving = giving.with(value.getKey(), (to == Side.THEIRS) ? Baseline.agreed(had, value.getValue())
					: Baseline.agreed(value.getValue(), had));
		}
		return giving;
	}

	/** A link after that, where it is certain that neither side has changed since. */
	Link given(Link link, Values ours, Values theirs) {
		return begin(link, ours, theirs, (field) -> true);
	}

	/** A link after that, where either side may have. */
	Link found(Link link, Values ours, Values theirs) {
		return begin(link, ours, theirs, (field) -> !link.fields().containsKey(field));
	}

	private Link begin(Link link, Values ours, Values theirs, Predicate<Field> which) {
		Link begun = link;
		for (Map.Entry<Field, FieldRule> rule : this.rules.entrySet()) {
			String mine = ours.get(rule.getKey());
			String yours = theirs.get(rule.getKey());
			if (mine != null && yours != null && which.test(rule.getKey())) {
				begun = begun.with(rule.getKey(), rule.getValue().map().same(mine, yours) ? Baseline.agreed(mine, yours)
						: Baseline.differs(mine, yours, "it began like that"));
			}
		}
		return begun;
	}

}
