package dev.roundtable.moderation;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** Why somebody reports what another wrote. */
public enum ReportReason {

	SPAM, ABUSE, PRIVATE, UNLAWFUL, OTHER;

	/** The one of that name, however it is spelt; null where it is a text of her own. */
	public static @Nullable ReportReason named(String text) {
		String name = text.strip().toUpperCase(Locale.ROOT);
		for (ReportReason reason : values()) {
			if (reason.name().equals(name)) {
				return reason;
			}
		}
		return null;
	}

}
