package dev.roundtable.tracker.sync;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.Values;

/** All values of one side in the words of the other. */
record Translation(Map<Field, FieldRule> rules) {

	/** What flows to a side and has a counterpart there; titles always do. */
	Values to(Side side, Values values, Predicate<Field> which) {
		Map<Field, String> translated = new EnumMap<>(Field.class);
		values.byField().forEach((field, value) -> {
			FieldRule rule = this.rules.get(field);
			if (rule != null && which.test(field) && (field == Field.TITLE || rule.direction().reaches(side))) {
				String there = rule.map().to(side, value);
				if (there != null) {
					translated.put(field, there);
				}
			}
		});
		return new Values(translated);
	}

	/**
	 * A link that begins with what both sides have now, whatever it is.
	 */
	Link begin(Link link, Values ours, Values theirs) {
		Link begun = link;
		for (Map.Entry<Field, FieldRule> rule : this.rules.entrySet()) {
			String mine = ours.get(rule.getKey());
			String yours = theirs.get(rule.getKey());
			if (mine != null && yours != null) {
				begun = begun.with(rule.getKey(), rule.getValue().map().same(mine, yours) ? Baseline.agreed(mine, yours)
						: Baseline.differs(mine, yours, "it began like that"));
			}
		}
		return begun;
	}

}
