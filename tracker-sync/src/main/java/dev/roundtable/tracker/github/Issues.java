package dev.roundtable.tracker.github;

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
import dev.roundtable.tracker.forge.Mark;
import dev.roundtable.tracker.http.Answer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpHeaders;

/**
 * Reads issues out of what GitHub answers. Marks count in what our own account wrote
 * alone: in a public repository everybody may write an issue that bears one.
 */
record Issues(GitHubRepository repository, Fields fields, Clock clock) {

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

	/** For GitHub, a pull request is an issue too. */
	static boolean isIssue(JsonNode issue) {
		return issue.path("number").isIntegralNumber() && !issue.hasNonNull("pull_request");
	}

	/**
	 * The name that the connection knows it by, whatever the repository is called now.
	 */
	RemoteId id(JsonNode issue) {
		return new RemoteId(this.repository.name(), issue.path("number").asString());
	}

	RemoteIssue issue(RemoteId id, JsonNode issue, Answer answer, Home home, @Nullable List<RemoteComment> comments) {
		Instant updatedAt = Instant.parse(issue.path("updated_at").asString());
		Instant readAt = at(answer);
		return new RemoteIssue(id, page(issue), externalId(issue, home), this.fields.read(issue), visibility(id),
				Home.person(issue.path("user")), Instant.parse(issue.path("created_at").asString()), updatedAt,
				readAt.isBefore(updatedAt) ? updatedAt : readAt, comments);
	}

	/** Who may read another repository, nobody here was asked. */
	private Visibility visibility(RemoteId id) {
		return id.project().equalsIgnoreCase(this.repository.name()) ? Visibility.PUBLIC : Visibility.PRIVATE;
	}

	private URI page(JsonNode issue) {
		try {
			return URI.create(issue.path("html_url").asString(""));
		}
		catch (IllegalArgumentException ex) {
			return this.repository.base();
		}
	}

	static @Nullable ExternalId externalId(JsonNode issue, Home home) {
		return isOurs(issue, home) ? Mark.read(issue.path("body").asString("")).id() : null;
	}

	private static boolean isOurs(JsonNode written, Home home) {
		RemotePerson author = Home.person(written.path("user"));
		return author.key().equalsIgnoreCase(home.account().key());
	}

	/** Comments of all pages, oldest first. */
	static List<RemoteComment> comments(List<JsonNode> pages, Home home) {
		List<RemoteComment> comments = new ArrayList<>();
		Set<CommentMark> seen = new HashSet<>();
		for (JsonNode page : pages) {
			for (JsonNode comment : page) {
				RemoteComment read = comment(comment, home);
				boolean again = read.mark() != null && !seen.add(read.mark());
				comments.add(again ? new RemoteComment(read.id(), read.author(), read.text(), null, read.visibility(),
						read.createdAt()) : read);
			}
		}
		return comments;
	}

	static RemoteComment comment(JsonNode comment, Home home) {
		String body = comment.path("body").asString("").replace("\r\n", "\n").strip();
		Optional<CommentMark.Marked> marked = isOurs(comment, home) ? CommentMark.read(body) : Optional.empty();
		return new RemoteComment(comment.path("id").asString(), Home.person(comment.path("user")),
				marked.map(CommentMark.Marked::text).orElse(body), marked.map(CommentMark.Marked::mark).orElse(null),
				Visibility.PUBLIC, Instant.parse(comment.path("created_at").asString()));
	}

}
