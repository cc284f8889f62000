package dev.roundtable.tracker.jira;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RateLimit;
import dev.roundtable.tracker.http.Dialect;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpHeaders;

/**
 * Jira refuses with 429 and {@code Retry-After}. Cloud says by when there is more; Data
 * Center counts tokens that drip back, and says no time. What it does not want it tells
 * field by field.
 */
final class JiraDialect implements Dialect {

	private static final Map<String, Field> FIELDS = Map.of("summary", Field.TITLE, "description", Field.DESCRIPTION,
			"issuetype", Field.KIND, "priority", Field.SEVERITY, "components", Field.COMPONENT, "assignee",
			Field.ASSIGNEE, "fixVersions", Field.RELEASE);

	@Override
	public Optional<RateLimit> limit(HttpHeaders headers) {
		String reset = headers.getFirst("X-RateLimit-Reset");
		String remaining = headers.getFirst("X-RateLimit-Remaining");
		String limit = headers.getFirst("X-RateLimit-Limit");
		if (reset == null || remaining == null || limit == null) {
			return Optional.empty();
		}
		try {
			// Without seconds, as its document shows it.
			Instant at = OffsetDateTime.parse(reset).toInstant();
			return Optional.of(new RateLimit(Integer.parseInt(limit), Integer.parseInt(remaining), at));
		}
		catch (DateTimeException | NumberFormatException ex) {
			return Optional.empty();
		}
	}

	@Override
	public @Nullable Field refused(JsonNode problem) {
		return problem.path("errors")
			.propertyStream()
			.map((error) -> FIELDS.get(error.getKey()))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	@Override
	public String said(JsonNode problem) {
		return Stream.concat(problem.path("errorMessages").valueStream(), problem.path("errors").valueStream())
			.map((text) -> text.asString(""))
			.filter((text) -> !text.isBlank())
			.collect(Collectors.joining("; "));
	}

}
