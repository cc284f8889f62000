package dev.roundtable.tasks;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Where a task came from. The list never looks at it; only the badge that shows it does.
 */
public sealed interface Origin {

	Place place();

	/** What identifies it at its source, null where there is no source. */
	@Nullable String reference();

	record FromTopic(long topic) implements Origin {

		@Override
		public Place place() {
			return Place.TOPIC;
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
		public Place place() {
			return Place.TRACKER;
		}

		@Override
		public String reference() {
			return this.issue;
		}

	}

	record Native() implements Origin {

		@Override
		public Place place() {
			return Place.NATIVE;
		}

		@Override
		public @Nullable String reference() {
			return null;
		}

	}

	/** The same without the reference: in the database, on the API, in message keys. */
	enum Place {

		TOPIC, TRACKER, NATIVE;

		/** As the API spells it. */
		@JsonValue
		public String key() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
