package dev.roundtable.tracker.gitlab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.roundtable.tracker.NewComment;
import dev.roundtable.tracker.NewIssue;
import dev.roundtable.tracker.RemoteComment;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.RemoteIssue;
import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.Values;
import dev.roundtable.tracker.forge.Labels;
import dev.roundtable.tracker.forge.Mark;
import dev.roundtable.tracker.http.Answer;
import dev.roundtable.tracker.http.Outside;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpMethod;

/** Writes issues and comments. */
record Writer(Outside outside, Place place, Reader reader, Issues issues, Choices choices) {

	/** It is open at first, whatever is asked for. */
	RemoteIssue create(NewIssue issue) {
		Map<String, Object> asked = new LinkedHashMap<>(
				fields().written(issue.values(), issue.externalId(), null, this.choices::milestone));
		asked.remove("state_event");
		asked.putIfAbsent("description", new Mark("", issue.externalId()).body());
		put(asked, "labels", labels().saying(issue.values()));
		Answer answer = send(HttpMethod.POST, this.place.path("/issues"), asked);
		JsonNode made = answer.json();
		return this.issues.issue(this.issues.id(made), made, answer, List.of());
	}

	private Fields fields() {
		return this.issues.fields();
	}

	private Labels labels() {
		return fields().labels();
	}

	private static void put(Map<String, Object> asked, String name, List<String> labels) {
		if (!labels.isEmpty()) {
			asked.put(name, String.join(",", labels));
		}
	}

	/**
	 * One request where the issue need not be read before: the answer says how it stands
	 * then. A text is written with the mark that the one before had; labels are put on
	 * and taken off by name, so that those of others stay.
	 */
	RemoteIssue update(RemoteId id, Values values) {
		@Nullable JsonNode before = Fields.needBefore(values) ? this.reader.read(id).issue() : null;
		Map<String, Object> asked = fields().written(values,
				(before != null) ? Mark.read(before.path("description").asString("")).id() : null, before,
				this.choices::milestone);
		put(asked, "add_labels", labels().saying(values));
		put(asked, "remove_labels", labels().gainsaying(values));
		if (asked.isEmpty()) {
			return this.reader.plain(id);
		}
		Answer answer = orMoved(id, () -> send(HttpMethod.PUT, this.place.path(id), asked));
		if (Reader.hasMoved(answer.json())) {
			// It was written to what is left of it.
			this.reader.read(id);
		}
		return this.issues.issue(id, answer.json(), answer, null);
	}

	RemoteComment comment(RemoteId id, NewComment comment) {
		Answer answer = orMoved(id, () -> send(HttpMethod.POST, this.place.path(id) + "/notes",
				Map.of("body", comment.mark().below(comment.text()))));
		return this.issues.comment(answer.json());
	}

	RemoteComment edit(RemoteId id, String comment, NewComment text) {
		return this.issues
			.comment(send(HttpMethod.PUT, this.place.note(id, comment), Map.of("body", text.mark().below(text.text())))
				.json());
	}

	/** Takes away what may be gone already. */
	void delete(RemoteId id, String comment) {
		try {
			send(HttpMethod.DELETE, this.place.note(id, comment), null);
		}
		catch (TrackerFailure.Gone ex) {
			// Which is what was wanted.
		}
	}

	private Answer orMoved(RemoteId id, Supplier<Answer> sending) {
		try {
			return sending.get();
		}
		catch (TrackerFailure.Gone | TrackerFailure.Forbidden ex) {
			// Nothing was written: reading tells whether it is gone or somewhere else.
			this.reader.read(id);
			throw ex;
		}
	}

	private Answer send(HttpMethod method, String path, @Nullable Object body) {
		Answer answer = this.outside.send(method, path, body, Map.of());
		if (answer.isMoved()) {
			throw new TrackerFailure.Gone("it is at another place now");
		}
		return answer;
	}

}
