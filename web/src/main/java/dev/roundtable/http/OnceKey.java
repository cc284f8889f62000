package dev.roundtable.http;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The key under which a request that may be sent twice (double click, retry, back button)
 * happens once: the header {@code Idempotency-Key}, or the form field {@code _once}. A
 * controller takes it as an argument and hands it to the write, which claims it.
 */
public final class OnceKey {

	/** Every request counts. */
	public static final OnceKey NONE = new OnceKey(null, "", false, "");

	private final @Nullable String key;

	private final String who;

	private final boolean form;

	private final String fingerprint;

	private OnceKey(@Nullable String key, String who, boolean form, String fingerprint) {
		this.key = key;
		this.who = who;
		this.form = form;
		this.fingerprint = fingerprint;
	}

	/** A program's: one key with two contents is its mistake. */
	static OnceKey ofProgram(String who, String key) {
		return new OnceKey(key, who, false, "");
	}

	/** A form's: who goes back and sends another text means both. */
	static OnceKey ofForm(String who, String key) {
		return new OnceKey(key, who, true, "");
	}

	/**
	 * The same key for what is asked: two acts, or one act with other contents, are two.
	 * @param act names the act and what it is done to, for example {@code reply 42}
	 */
	public OnceKey asking(String act, @Nullable Object... contents) {
		if (this.key == null) {
			return this;
		}
		String asked = Arrays.stream(contents)
			.map(String::valueOf)
			.map((content) -> content.length() + ":" + content)
			.collect(Collectors.joining(",", act + "|", ""));
		return new OnceKey(this.key, this.who, this.form, Secret.digest(asked));
	}

	/**
	 * A key of its own for each of several things that one request asks for.
	 * @param which tells it from the others of the request
	 */
	public OnceKey part(String which) {
		return (this.key == null) ? this : new OnceKey(this.key + "\n" + which, this.who, this.form, "");
	}

	boolean isNone() {
		return this.key == null;
	}

	/** The same for everything that is one and the same request. */
	String id() {
		return Secret.digest(this.who + "\n" + this.key + (this.form ? "\n" + this.fingerprint : ""));
	}

	String fingerprint() {
		return this.fingerprint;
	}

}
