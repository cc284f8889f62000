package dev.roundtable.tracker.gitlab;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RateLimit;
import dev.roundtable.tracker.http.Dialect;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpHeaders;

/**
 * GitLab refuses with 429 and {@code Retry-After}; where its administrator has set a
 * limit, every answer counts it down. What it does not want it tells field by field:
 * {@code {"message": {"title": ["is too long (maximum is 255 characters)"]}}}.
 */
final class GitLabDialect implements Dialect {

	private static final Map<String, Field> FIELDS = Map.of("title", Field.TITLE, "description", Field.DESCRIPTION,
			"state_event", Field.STATUS, "assignees", Field.ASSIGNEE, "assignee_ids", Field.ASSIGNEE, "milestone",
			Field.RELEASE, "milestone_id", Field.RELEASE);

	@Override
	public Optional<RateLimit> limit(HttpHeaders headers) {
		try {
			String reset = headers.getFirst("RateLimit-Reset");
			String remaining = headers.getFirst("RateLimit-Remaining");
			String limit = headers.getFirst("RateLimit-Limit");
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
	public @Nullable Field refused(JsonNode problem) {
		return problem.path("message")
			.propertyStream()
			.map((property) -> FIELDS.get(property.getKey()))
			.filter(Objects::nonNull)
			.findFirst()
			.orElseGet(() -> FIELDS.get(problem.path("error").asString("").split(" ", 2)[0]));
	}

	@Override
	public String said(JsonNode problem) {
		JsonNode message = problem.path("message");
		if (message.isObject()) {
			return message.propertyStream()
				.map((property) -> property.getKey() + " "
						+ property.getValue()
							.valueStream()
							.map((one) -> one.asString(""))
							.collect(Collectors.joining(", ")))
				.collect(Collectors.joining("; "));
		}
		return (message.asString("") + " " + problem.path("error").asString("")).strip();
	}

}
