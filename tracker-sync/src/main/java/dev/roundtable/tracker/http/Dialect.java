package dev.roundtable.tracker.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RateLimit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpHeaders;

/** How one kind of tracker says no. */
public interface Dialect {

	/** Nothing but what HTTP says: 429 and {@code Retry-After}. */
	Dialect PLAIN = new Dialect() {
	};

	/** Requests that are counted together. */
	default String bucket(String path) {
		return "";
	}

	/** How often it may be asked, where an answer says so. */
	default Optional<RateLimit> limit(HttpHeaders headers) {
		return Optional.empty();
	}

	/**
	 * Whether an answer refuses because of a limit.
	 * @param body its beginning
	 */
	default boolean isLimited(int status, HttpHeaders headers, String body) {
		return status == 429;
	}

	/**
	 * How long to wait after such an answer even where it asks for less; null when there
	 * is no rule.
	 */
	default @Nullable Duration atLeast(HttpHeaders headers, Instant now) {
		return null;
	}

	/** What it says of a problem: a message, errors, or a list of errors. */
	default String said(JsonNode problem) {
		return problem.path("errors")
			.valueStream()
			.map((error) -> error.isString() ? error.asString() : error.path("message").asString(""))
			.filter((text) -> !text.isBlank())
			.collect(Collectors.collectingAndThen(Collectors.joining("; "),
					(errors) -> (problem.path("message").asString("") + " " + errors).strip()));
	}

	/** What it does not want, where it says so. */
	default @Nullable Field refused(JsonNode problem) {
		return null;
	}

}
