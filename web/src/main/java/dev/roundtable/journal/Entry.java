package dev.roundtable.journal;

import java.time.Instant;
import java.util.Map;

import dev.roundtable.site.Audience;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened.
 *
 * @param id rises; what happened to one subject stands in the order in which it happened
 * @param actor the account that did it, null where nobody in particular did
 * @param action what was done, distinct and in the past tense: {@code wrote},
 * {@code edited}, {@code merged}
 * @param audience who may be told
 * @param facts the small texts that a sentence about it needs
 */
public record Entry(long id, Instant at, @Nullable Long actor, String action, Subject subject, Audience audience,
		Map<String, String> facts) {

	/** A fact, empty where it was not given. */
	public String fact(String name) {
		return this.facts.getOrDefault(name, "");
	}

}
