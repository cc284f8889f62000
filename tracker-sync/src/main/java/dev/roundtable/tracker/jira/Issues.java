package dev.roundtable.tracker.jira;

import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.roundtable.tracker.CommentMark;
import dev.roundtable.tracker.ExternalId;
import dev.roundtable.tracker.RemoteComment;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.RemoteIssue;
import dev.roundtable.tracker.Visibility;
import dev.roundtable.tracker.http.Answer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpHeaders;

/**
 * Reads issues out of what Jira answers. They are known by their numbers, which stay when
 * an issue is moved to another project and gets another key. Marks count in what our own
 * account made alone.
 */
record Issues(JiraProject project, Clock clock) {

	/** {@code 2026-11-20T08:00:00.123+0000}. */
	private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
		.append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
		.appendOffset("+HHmm", "Z")
		.toFormatter();

	private static final String PROPERTY = "dev.roundtable.mark";

	Instant at(Answer answer) {
		String date = answer.headers().getFirst(HttpHeaders.DATE);
		try {
			return (date != null) ? ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant()
					: this.clock.instant();
		}
		catch (DateTimeException ex) {
			return this.clock.instant();
		}
	}

	static Instant time(JsonNode node, String name) {
		return OffsetDateTime.parse(node.path(name).asString(), TIME).toInstant();
	}

	RemoteId id(JsonNode issue) {
		return new RemoteId(this.project.key(), issue.path("id").asString());
	}

	RemoteIssue issue(JsonNode issue, Answer answer, Home home, @Nullable List<RemoteComment> comments) {
		JsonNode fields = issue.path("fields");
		if (!issue.path("id").isString() || !fields.isObject()) {
			throw answer.failed("the answer has no issue");
		}
		Instant updatedAt = time(fields, "updated");
		Instant readAt = at(answer);
		return new RemoteIssue(id(issue), URI.create(this.project.base() + "/browse/" + issue.path("key").asString("")),
				externalId(fields, home), Fields.read(fields), visibility(fields), Home.person(fields.path("creator")),
				time(fields, "created"), updatedAt, readAt.isBefore(updatedAt) ? updatedAt : readAt, comments);
	}

	/**
	 * A project without levels of security has no such field. In another project an issue
	 * has other readers, whom nobody here was asked about.
	 */
	private Visibility visibility(JsonNode fields) {
		boolean open = fields.path("security").isNull() || fields.path("security").isMissingNode();
		return (open && isHere(fields)) ? Visibility.PUBLIC : Visibility.PRIVATE;
	}

	boolean isHere(JsonNode fields) {
		return this.project.key().equals(fields.path("project").path("key").asString(""));
	}

	static @Nullable ExternalId externalId(JsonNode fields, Home home) {
		if (!isOurs(fields.path("creator"), home)) {
			return null;
		}
		return fields.path("labels")
			.valueStream()
			.map((label) -> ExternalId.parse(label.asString("")).orElse(null))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static boolean isOurs(JsonNode author, Home home) {
		return Home.person(author).key().equals(home.account().key());
	}

	static List<RemoteComment> comments(List<JsonNode> all, Home home) {
		List<RemoteComment> comments = new ArrayList<>();
		Set<CommentMark> seen = new HashSet<>();
		for (JsonNode one : all) {
			RemoteComment read = comment(one, home);
			boolean again = read.mark() != null && !seen.add(read.mark());
			comments.add(again ? new RemoteComment(read.id(), read.author(), read.text(), null, read.visibility(),
					read.createdAt()) : read);
		}
		return comments;
	}

	static RemoteComment comment(JsonNode comment, Home home) {
		@Nullable CommentMark mark = isOurs(comment.path("author"), home) ? mark(comment) : null;
		return new RemoteComment(comment.path("id").asString(), Home.person(comment.path("author")),
				comment.path("body").asString("").replace("\r\n", "\n").strip(), mark,
				isRestricted(comment) ? Visibility.PRIVATE : Visibility.PUBLIC, time(comment, "created"));
	}

	/**
	 * What a comment is given that came from here: its mark, where no editor touches it.
	 */
	static List<Map<String, Object>> properties(CommentMark mark) {
		return List.of(Map.of("key", PROPERTY, "value", Map.of("mark", mark.toString())));
	}

	private static @Nullable CommentMark mark(JsonNode comment) {
		return comment.path("properties")
			.valueStream()
			.filter((property) -> property.path("key").asString("").equals(PROPERTY))
			.flatMap((property) -> CommentMark.read(property.path("value").path("mark").asString("")).stream())
			.map(CommentMark.Marked::mark)
			.findFirst()
			.orElse(null);
	}

	/** To a role or a group; or, in a service project, to those who work there. */
	private static boolean isRestricted(JsonNode comment) {
		return comment.hasNonNull("visibility") || !comment.path("jsdPublic").asBoolean(true)
				|| comment.path("properties")
					.valueStream()
					.anyMatch((property) -> property.path("key").asString("").equals("sd.public.comment")
							&& property.path("value").path("internal").asBoolean(true));
	}

}
