package dev.roundtable.tracker.jira;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.NewComment;
import dev.roundtable.tracker.NewIssue;
import dev.roundtable.tracker.RemoteComment;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.RemoteIssue;
import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.Values;
import dev.roundtable.tracker.http.Answer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpMethod;

/** Writes issues and comments, and reads back what became of them. */
record Writer(Api api, Place place, Reader reader, Issues issues) {

	/** It has the first status of its workflow, whatever is asked for. */
	RemoteIssue create(NewIssue issue) {
		Home home = this.place.home();
		Map<String, Object> fields = new LinkedHashMap<>(Fields.written(issue.values(), home.isCloud(), null));
		fields.put("project", Map.of("key", this.place.project()));
		fields.putIfAbsent("issuetype", Map.of("name", home.kind()));
		fields.put("labels", List.of(issue.externalId().toString()));
		JsonNode made = this.api.send(HttpMethod.POST, "/issue", Map.of("fields", fields)).json();
		return readBack(() -> this.reader.fetch(this.issues.id(made)));
	}

	/**
	 * Whether there is a way to a status is asked before anything is written, since what
	 * is refused must not be half done.
	 */
	RemoteIssue update(RemoteId id, Values values) {
		boolean known = values.get(Field.STATUS) != null || Fields.needBefore(values);
		@Nullable JsonNode before = known ? this.reader.read(id).json().path("fields") : null;
		@Nullable String transition = (before != null) ? transition(id, values, before) : null;
		Map<String, Object> fields = Fields.written(values, this.place.home().isCloud(), before);
		if (transition != null) {
			try {
				this.api.send(HttpMethod.POST, Place.issue(id) + "/transitions",
						Map.of("transition", Map.of("id", transition)));
			}
			catch (TrackerFailure.Refused ex) {
				throw new TrackerFailure.Refused(Optional.ofNullable(ex.getMessage()).orElse("refused"), Field.STATUS);
			}
		}
		if (!fields.isEmpty()) {
			this.api.send(HttpMethod.PUT, Place.issue(id), Map.of("fields", fields));
		}
		return readBack(() -> this.reader.plain(id));
	}

	/** The way from the status that an issue has; null where it need not go. */
	private @Nullable String transition(RemoteId id, Values values, JsonNode before) {
		String status = values.get(Field.STATUS);
		if (status == null || status.equals(Fields.read(before).get(Field.STATUS))) {
			return null;
		}
		JsonNode ways = this.api.get(Place.issue(id) + "/transitions").json().path("transitions");
		return ways.valueStream()
			.filter((way) -> status.equals(way.path("to").path("name").asString("").strip()))
			.map((way) -> way.path("id").asString())
			.findFirst()
			.orElseThrow(
					() -> new TrackerFailure.Refused("its workflow has no way to “" + status + "” from here, but to "
							+ ways.valueStream()
								.map((way) -> way.path("to").path("name").asString(""))
								.collect(Collectors.joining(", ")),
							Field.STATUS));
	}

	RemoteComment comment(RemoteId id, NewComment comment) {
		return read(this.api.send(HttpMethod.POST, Place.issue(id) + "/comment?expand=properties", body(comment)),
				comment);
	}

	RemoteComment edit(RemoteId id, String comment, NewComment text) {
		return read(this.api.send(HttpMethod.PUT, Place.comment(id, comment), body(text)), text);
	}

	private static Map<String, Object> body(NewComment comment) {
		return Map.of("body", comment.text(), "properties", Issues.properties(comment.mark()));
	}

	/** The answer need not say what properties it has by now. */
	private RemoteComment read(Answer answer, NewComment asked) {
		RemoteComment read = Issues.comment(answer.json(), this.place.home());
		return new RemoteComment(read.id(), read.author(), read.text(), asked.mark(), read.visibility(),
				read.createdAt());
	}

	/** Takes away what may be gone already. */
	void delete(RemoteId id, String comment) {
		try {
			this.api.send(HttpMethod.DELETE, Place.comment(id, comment), null);
		}
		catch (TrackerFailure.Gone ex) {
			// Which is what was wanted.
		}
	}

	/** It is written; only what it looks like now is not known. */
	private static <T> T readBack(Supplier<T> reading) {
		try {
			return reading.get();
		}
		catch (TrackerFailure.Unavailable | TrackerFailure.Limited ex) {
			throw new TrackerFailure.Doubtful("written, and not read back: " + ex.getMessage());
		}
	}

}
