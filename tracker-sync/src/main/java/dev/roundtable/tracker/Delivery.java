package dev.roundtable.tracker;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * A request that says it comes from the tracker. The caller has bounded the body.
 *
 * @param headers by name, whatever its case, each with its first value
 */
public record Delivery(Map<String, String> headers, byte[] body) {

	public Delivery {
		Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		byName.putAll(headers);
		headers = byName;
		Objects.requireNonNull(body);
	}

	public @Nullable String header(String name) {
		return this.headers.get(name);
	}

	/**
	 * What it says.
	 *
	 * @param id the same when it is delivered again
	 * @param issues to be looked at; what it says of them is not believed
	 */
	public record Hints(String id, List<RemoteId> issues) {

		public Hints {
			issues = List.copyOf(issues);
		}

	}

	/** The signature is not that of the tracker, or it is too old to be believed. */
	public static final class Forged extends RuntimeException {

		private static final long serialVersionUID = 1L;

		public Forged(String message) {
			super(message);
		}

	}

}
