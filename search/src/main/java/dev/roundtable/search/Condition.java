package dev.roundtable.search;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What every hit has to be, whatever its words. */
public sealed interface Condition {

	/** One of the values. */
	record Is(Field field, Set<String> values) implements Condition {

		public static Is of(Field field, String value) {
			return new Is(field, Set.of(value));
		}

	}

	/**
	 * From the one, inclusive, to the other, exclusive; null leaves a side open. Instants
	 * are milliseconds of the epoch, numbers their digits, builds as {@link Versions}
	 * writes them.
	 */
	record Between(Field field, @Nullable String from, @Nullable String to) implements Condition {
	}

	record Not(Condition condition) implements Condition {
	}

}
