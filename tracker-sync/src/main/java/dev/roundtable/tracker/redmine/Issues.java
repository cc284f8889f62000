package dev.roundtable.tracker.redmine;

import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
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
import dev.roundtable.tracker.RemotePerson;
import dev.roundtable.tracker.Visibility;
import dev.roundtable.tracker.http.Answer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpHeaders;

/** Reads issues out of what Redmine answers. */
record Issues(RedmineProject project, Clock clock) {

	/**
	 * When an answer was given, by the clock of the server in front of Redmine. Without
	 * one it does not tell, and ours has to do.
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

	/** The issues of a list. */
	List<RemoteIssue> list(Answer answer, Account.Known account) {
		List<RemoteIssue> issues = new ArrayList<>();
		answer.json().path("issues").forEach((issue) -> issues.add(issue(issue, at(answer), account)));
		return issues;
	}

	/** A single issue, with its comments if it has journals. */
	RemoteIssue single(Answer answer, Account.Known account) {
		JsonNode issue = answer.json().path("issue");
		if (!issue.path("id").isIntegralNumber()) {
			throw answer.failed("the answer has no issue");
		}
		return issue(issue, at(answer), account);
	}

	private RemoteIssue issue(JsonNode issue, Instant readAt, Account.Known account) {
		Instant updatedAt = Instant.parse(issue.path("updated_on").asString());
		JsonNode journals = issue.path("journals");
		return new RemoteIssue(id(issue.path("id").asLong()),
				URI.create(this.project.base() + "/issues/" + issue.path("id").asLong()), externalId(issue),
				Words.read(issue), visibility(issue, account), person(issue.path("author")),
				Instant.parse(issue.path("created_on").asString()), updatedAt,
				readAt.isBefore(updatedAt) ? updatedAt : readAt,
				journals.isArray() ? comments(journals, account) : null);
	}

	/**
	 * Numbers are those of the whole Redmine: an issue that was moved to another project
	 * keeps its own, and keeps the name of our project here, so that it is the same one.
	 */
	RemoteId id(long number) {
		return new RemoteId(this.project.identifier(), String.valueOf(number));
	}

	/**
	 * In another project an issue has other readers, whom nobody here was asked about.
	 */
	private static Visibility visibility(JsonNode issue, Account.Known account) {
		boolean open = issue.path("is_private").isBoolean() && !issue.path("is_private").asBoolean();
		boolean home = issue.path("project").path("id").asLong() == account.project();
		return (open && home) ? Visibility.PUBLIC : Visibility.PRIVATE;
	}

	private @Nullable ExternalId externalId(JsonNode issue) {
		for (JsonNode field : issue.path("custom_fields")) {
			if (field.path("id").asInt() == this.project.externalIdField()) {
				return ExternalId.parse(field.path("value").asString("")).orElse(null);
			}
		}
		return null;
	}

	private static RemotePerson person(JsonNode person) {
		String key = person.path("id").asString("").strip();
		String name = person.path("name").asString("").strip();
		return new RemotePerson(key.isEmpty() ? "0" : key, name.isEmpty() ? "?" : name);
	}

	/** Journals are notes, changes, or both; what has no note is no comment. */
	private static List<RemoteComment> comments(JsonNode journals, Account.Known account) {
		List<RemoteComment> comments = new ArrayList<>();
		Set<CommentMark> seen = new HashSet<>();
		for (JsonNode journal : journals) {
			String notes = journal.path("notes").asString("").replace("\r\n", "\n").strip();
			if (!notes.isEmpty()) {
				RemotePerson author = person(journal.path("user"));
				Optional<CommentMark.Marked> marked = author.key().equals(account.person().key())
						? CommentMark.read(notes).filter((found) -> seen.add(found.mark())) : Optional.empty();
				boolean open = journal.path("private_notes").isBoolean() && !journal.path("private_notes").asBoolean();
				comments.add(new RemoteComment(journal.path("id").asString(), author,
						marked.map(CommentMark.Marked::text).orElse(notes),
						marked.map(CommentMark.Marked::mark).orElse(null),
						open ? Visibility.PUBLIC : Visibility.PRIVATE,
						Instant.parse(journal.path("created_on").asString())));
			}
		}
		return comments;
	}

}
