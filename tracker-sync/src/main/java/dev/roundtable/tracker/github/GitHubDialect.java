package dev.roundtable.tracker.github;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RateLimit;
import dev.roundtable.tracker.http.Dialect;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpHeaders;

/**
 * GitHub has a primary limit that every answer counts down, one for searches apart, and
 * secondary ones that nobody is told of before. It refuses with 403 as well as with 429.
 * After a secondary limit it wants a minute at least, whatever it says.
 */
final class GitHubDialect implements Dialect {

	private static final Duration SECONDARY = Duration.ofSeconds(60);

	private static final Map<String, Field> FIELDS = Map.of("title", Field.TITLE, "body", Field.DESCRIPTION, "state",
			Field.STATUS, "state_reason", Field.STATUS, "assignees", Field.ASSIGNEE, "assignee", Field.ASSIGNEE,
			"milestone", Field.RELEASE);

	@Override
	public String bucket(String path) {
		return path.contains("/search/") ? "search" : "";
	}

	@Override
	public Optional<RateLimit> limit(HttpHeaders headers) {
		try {
			String reset = headers.getFirst("X-RateLimit-Reset");
			String remaining = headers.getFirst("X-RateLimit-Remaining");
			String limit = headers.getFirst("X-RateLimit-Limit");
			if (reset == null || remaining == null || limit == null) {
				return Optional.empty();
			}
			return Optional.of(new RateLimit(Integer.parseInt(limit), Integer.parseInt(remaining),
					Instant.ofEpochSecond(Long.parseLong(reset))));
		}
		catch (NumberFormatException ex) {
			return Optional.empty();
		}
	}

	@Override
	public boolean isLimited(int status, HttpHeaders headers, String body) {
		return status == 429 || (status == 403 && (isUsedUp(headers) || headers.containsHeader(HttpHeaders.RETRY_AFTER)
				|| body.toLowerCase(Locale.ROOT).contains("rate limit")));
	}

	private static boolean isUsedUp(HttpHeaders headers) {
		return "0".equals(headers.getFirst("X-RateLimit-Remaining"));
	}

	@Override
	public @Nullable Duration atLeast(HttpHeaders headers, Instant now) {
		if (!isUsedUp(headers)) {
			return SECONDARY;
		}
		return limit(headers).map((limit) -> Duration.between(now, limit.resetAt()))
			.filter(Duration::isPositive)
			.orElse(SECONDARY);
	}

	@Override
	public @Nullable Field refused(JsonNode problem) {
		return problem.path("errors")
			.valueStream()
			.map((error) -> FIELDS.get(error.path("field").asString("")))
			.filter((field) -> field != null)
			.findFirst()
			.orElse(null);
	}

}
