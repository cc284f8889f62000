package dev.roundtable.tracker.gitlab;

import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.roundtable.tracker.CommentMark;
import dev.roundtable.tracker.ExternalId;
import dev.roundtable.tracker.RemoteComment;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.RemoteIssue;
import dev.roundtable.tracker.Visibility;
import dev.roundtable.tracker.forge.Mark;
import dev.roundtable.tracker.http.Answer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpHeaders;

/**
 * Reads issues out of what GitLab answers. Marks count in what our own account wrote
 * alone: in a public project everybody may write an issue that bears one.
 */
record Issues(GitLabProject project, Fields fields, Place place, Clock clock) {

	/**
	 * When an answer was given: the whole second before, since what happened within it
	 * after the answer must not seem to be known.
	 */
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

	/** The name that the connection knows it by, whatever the project is called now. */
	RemoteId id(JsonNode issue) {
		return new RemoteId(this.project.path(), issue.path("iid").asString());
	}

	static Instant time(JsonNode node, String name) {
		return OffsetDateTime.parse(node.path(name).asString()).toInstant();
	}

	RemoteIssue issue(RemoteId id, JsonNode issue, Answer answer, @Nullable List<RemoteComment> comments) {
		if (!issue.path("iid").isIntegralNumber()) {
			throw answer.failed("the answer has no issue");
		}
		Instant updatedAt = time(issue, "updated_at");
		Instant readAt = at(answer);
		return new RemoteIssue(id, page(issue), externalId(issue), this.fields.read(issue), visibility(id, issue),
				Home.person(issue.path("author")), time(issue, "created_at"), updatedAt,
				readAt.isBefore(updatedAt) ? updatedAt : readAt, comments);
	}

	/** Who may read another project, nobody here was asked. */
	private Visibility visibility(RemoteId id, JsonNode issue) {
		boolean open = issue.path("confidential").isBoolean() && !issue.path("confidential").asBoolean();
		return (open && this.place.isHere(id)) ? Visibility.PUBLIC : Visibility.PRIVATE;
	}

	private URI page(JsonNode issue) {
		try {
			return URI.create(issue.path("web_url").asString(""));
		}
		catch (IllegalArgumentException ex) {
			return this.project.base();
		}
	}

	@Nullable ExternalId externalId(JsonNode issue) {
		return isOurs(issue) ? Mark.read(issue.path("description").asString("")).id() : null;
	}

	private boolean isOurs(JsonNode written) {
		return Home.person(written.path("author")).key().equals(this.place.home().account().key());
	}

	/** Those that people wrote, of all pages, oldest first. */
	List<RemoteComment> comments(List<JsonNode> notes) {
		List<RemoteComment> comments = new ArrayList<>();
		Set<CommentMark> seen = new HashSet<>();
		for (JsonNode note : notes) {
			if (!isSystem(note)) {
				RemoteComment read = comment(note);
				boolean again = read.mark() != null && !seen.add(read.mark());
				comments.add(again ? new RemoteComment(read.id(), read.author(), read.text(), null, read.visibility(),
						read.createdAt()) : read);
			}
		}
		return comments;
	}

	static boolean isSystem(JsonNode note) {
		return note.path("system").asBoolean(false);
	}

	RemoteComment comment(JsonNode note) {
		String body = note.path("body").asString("").replace("\r\n", "\n").strip();
		Optional<CommentMark.Marked> marked = isOurs(note) ? CommentMark.read(body) : Optional.empty();
		return new RemoteComment(note.path("id").asString(), Home.person(note.path("author")),
				marked.map(CommentMark.Marked::text).orElse(body), marked.map(CommentMark.Marked::mark).orElse(null),
				isInternal(note) ? Visibility.PRIVATE : Visibility.PUBLIC, time(note, "created_at"));
	}

	/** Called confidential before 15.3. One that says neither is not proven public. */
	private static boolean isInternal(JsonNode note) {
		JsonNode said = note.path(note.path("internal").isBoolean() ? "internal" : "confidential");
		return said.asBoolean(!said.isNull());
	}

}
