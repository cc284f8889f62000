package dev.roundtable.mail;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A mail to be sent.
 *
 * @param key names what it tells whom: with the same key it is queued once
 * @param kind what goes first when many wait
 * @param subject one line; what would end it becomes a space
 * @param text plain
 * @param unsubscribe the address that ends such mails with one POST (RFC 8058), null
 * where they cannot be ended
 * @param until when it is worth nothing any more
 */
public record Letter(String key, Kind kind, MailAddress to, String subject, String text, @Nullable String unsubscribe,
		Instant until) {

	/** UTF-16 units. */
	static final int SUBJECT = 250;

	/** UTF-16 units. */
	static final int TEXT = 60_000;

	/** In the order in which they go. */
	public enum Kind {

		/** Somebody waits for it in front of a page: a link. */
		ACCOUNT,

		/** Something happened. */
		NOTICE,

		DIGEST

	}

	public Letter {
		subject = cut(subject.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip(), SUBJECT);
		text = cut(text, TEXT);
	}

	private static String cut(String text, int most) {
		if (text.length() <= most) {
			return text;
		}
		int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
		return text.substring(0, end) + "…";
	}

}
