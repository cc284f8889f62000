package dev.roundtable.tracker;

import java.time.Duration;
import java.util.Set;

/**
 * What a tracker can do, known without asking it.
 *
 * @param readable fields that its issues have; {@link Field#TITLE} is one
 * @param writable fields that {@link Tracker#update} and {@link Tracker#create} take, all
 * of them readable
 * @param titleLength UTF-16 units of a title
 * @param textLength UTF-16 units of a description or a comment, the marks included
 * @param precision of its times: two things within it may bear the same time
 * @param late how much later than it says it was something may turn up in
 * {@link Tracker#changes}
 * @param doubt how long after a request without an answer its work may still be done and
 * not yet found by {@link Tracker#find}: its time-out, what waits in queues, and the
 * delay of its search
 * @param markup of its texts
 */
public record Abilities(Set<Ability> can, Set<Field> readable, Set<Field> writable, int titleLength, int textLength,
		Duration precision, Duration late, Duration doubt, Markup markup) {

	public Abilities {
		can = Set.copyOf(can);
		readable = Set.copyOf(readable);
		writable = Set.copyOf(writable);
		if (!readable.contains(Field.TITLE) || !readable.containsAll(writable)) {
			throw new IllegalArgumentException("what is written can be read, and there is a title");
		}
	}

	public boolean can(Ability ability) {
		return this.can.contains(ability);
	}

}
