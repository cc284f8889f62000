package dev.roundtable.tracker.sync;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.roundtable.tracker.Markup;
import dev.roundtable.tracker.text.Cut;
import org.jspecify.annotations.Nullable;

/**
 * How a field's values are called on the other side. It need not be one to one: what is
 * lost on the way there is never missed on the way back.
 */
public sealed interface ValueMap {

	/** Null when it has no name there. */
	@Nullable String toTheirs(String ours);

	/** Null when it has no name here. */
	@Nullable String toOurs(String theirs);

	default @Nullable String to(Side side, String value) {
		return (side == Side.THEIRS) ? toTheirs(value) : toOurs(value);
	}

	/** Whether a value of ours and one of theirs say the same. */
	default boolean same(String ours, String theirs) {
		return theirs.equals(toTheirs(ours)) || ours.equals(toOurs(theirs));
	}

	/** What one side says is what the other says: titles, versions. */
	static ValueMap verbatim(int ourLength, int theirLength) {
		return new Text(Markup.MARKDOWN, ourLength, theirLength);
	}

	/**
	 * Texts in two markups.
	 *
	 * @param ourLength UTF-16 units that we can hold
	 * @param theirLength UTF-16 units that they can hold
	 */
	record Text(Markup markup, int ourLength, int theirLength) implements ValueMap {

		@Override
		public String toTheirs(String ours) {
			return Cut.to(this.theirLength, this.markup.fromMarkdown(ours));
		}

		@Override
		public String toOurs(String theirs) {
			return Cut.to(this.ourLength, this.markup.toMarkdown(theirs));
		}

	}

	/**
	 * Names one by one. "None" is none on both sides unless it is listed.
	 */
	record Listed(Map<String, String> theirsByOurs, Map<String, String> oursByTheirs) implements ValueMap {

		public Listed {
			theirsByOurs = withNone(theirsByOurs);
			oursByTheirs = withNone(oursByTheirs);
		}

		private static Map<String, String> withNone(Map<String, String> names) {
			Map<String, String> all = new LinkedHashMap<>(names);
			all.putIfAbsent("", "");
			return Map.copyOf(all);
		}

		@Override
		public @Nullable String toTheirs(String ours) {
			return this.theirsByOurs.get(ours);
		}

		@Override
		public @Nullable String toOurs(String theirs) {
			return this.oursByTheirs.get(theirs);
		}

	}

}
