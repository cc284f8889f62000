package dev.roundtable.tasks;

import org.jspecify.annotations.Nullable;

/**
 * Where a task came from. The list never looks at it; only the badge that shows it does.
 */
public sealed interface Origin {

	/** Name in the database, on the API and in message keys. */
	String name();

	/** What identifies it at its source, null where there is no source. */
	@Nullable String reference();

	record FromTopic(long topic) implements Origin {

		@Override
		public String name() {
			return "TOPIC";
		}

		@Override
		public String reference() {
			return String.valueOf(this.topic);
		}

	}

	/**
	 * @param issue connection, project and remote id
	 */
	record FromTracker(String issue) implements Origin {

		@Override
		public String name() {
			return "TRACKER";
		}

		@Override
		public String reference() {
			return this.issue;
		}

	}

	record Native() implements Origin {

		@Override
		public String name() {
			return "NATIVE";
		}

		@Override
		public @Nullable String reference() {
			return null;
		}

	}

}
