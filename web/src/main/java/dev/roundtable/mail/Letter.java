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
 * @param html the same for the eye, null where plain text does
 * @param unsubscribe the address that ends such mails with one POST (RFC 8058), null
 * where they cannot be ended
 * @param about what it tells whom, which {@link LastLook} is asked for when it goes; null
 * where nothing can have changed
 * @param until when it is worth nothing any more
 */
public record Letter(String key, Kind kind, MailAddress to, String subject, String text, @Nullable String html,
		@Nullable String unsubscribe, @Nullable String about, Instant until) {

	/** UTF-16 units. */
	static final int SUBJECT = 250;

	/** UTF-16 units. */
	static final int TEXT = 60_000;

	/** UTF-16 units; a longer one goes as plain text alone. */
	static final int HTML = 200_000;

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
		html = (html != null && html.length() > HTML) ? null : html;
	}

	/** Plain text, whatever happens until it goes. */
	public Letter(String key, Kind kind, MailAddress to, String subject, String text, @Nullable String unsubscribe,
			Instant until) {
		this(key, kind, to, subject, text, null, unsubscribe, null, until);
	}

	private static String cut(String text, int most) {
		if (text.length() <= most) {
			return text;
		}
		int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
		return text.substring(0, end) + "…";
	}

}
