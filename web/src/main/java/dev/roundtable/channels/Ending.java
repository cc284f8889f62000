package dev.roundtable.channels;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.roundtable.notifications.Kind;
import org.jspecify.annotations.Nullable;

/** What of her mail somebody ends with one click. */
sealed interface Ending {

	/** Mail that tells of one kind of thing. */
	record OfKind(Kind kind) implements Ending {

		@Override
		public String key() {
			return "kind-" + this.kind.key();
		}

	}

	record OfTopic(long topic) implements Ending {

		@Override
		public String key() {
			return "topic-" + this.topic;
		}

	}

	/** All that comes daily, or all that comes weekly. */
	record OfDigest(Kind.Mail rhythm) implements Ending {

		@Override
		public String key() {
			return "digest-" + this.rhythm.name().toLowerCase(Locale.ROOT);
		}

	}

	Pattern SHAPE = Pattern.compile("(kind|topic|digest)-([a-z]+|[1-9][0-9]{0,17})");

	/** As it stands in an address. */
	String key();

	/** Null for what is none. */
	static @Nullable Ending of(String key) {
		Matcher shape = SHAPE.matcher(key);
		if (!shape.matches()) {
			return null;
		}
		String name = shape.group(2);
		try {
			return switch (shape.group(1)) {
				case "kind" -> new OfKind(Kind.valueOf(name.toUpperCase(Locale.ROOT)));
				case "topic" -> new OfTopic(Long.parseLong(name));
				default -> new OfDigest(Kind.Mail.valueOf(name.toUpperCase(Locale.ROOT)));
			};
		}
		catch (IllegalArgumentException unknown) {
			return null;
		}
	}

}
