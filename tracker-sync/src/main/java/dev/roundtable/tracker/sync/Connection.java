package dev.roundtable.tracker.sync;

import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.Namespace;

/**
 * What an administrator decided about one connection.
 *
 * @param project where new issues are made
 * @param rules of the fields that are carried; others are left alone on both sides
 * @param comments which way public comments go
 * @param pushed which tasks get an issue without being asked; those that have one keep it
 * whatever becomes of them
 * @param takesIn whether public issues that people make there become tasks
 */
public record Connection(ConnectionId id, Namespace namespace, String project, Map<Field, FieldRule> rules,
		Direction comments, Predicate<OurTask> pushed, boolean takesIn) {

	/** How long somebody has an errand for herself; more than any tracker's doubt. */
	static final Duration LEASE = Duration.ofMinutes(10);

	/**
	 * @throws IllegalArgumentException without a rule for titles
	 */
	public Connection {
		rules = Map.copyOf(rules);
		if (!rules.containsKey(Field.TITLE)) {
			throw new IllegalArgumentException("no rule for titles, which every issue has");
		}
	}

}
