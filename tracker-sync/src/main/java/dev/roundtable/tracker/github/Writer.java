package dev.roundtable.tracker.github;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
record Writer(Api api, Place place, Reader reader, Issues issues, Choices choices) {

	RemoteIssue create(NewIssue issue) {
		Map<String, Object> asked = new HashMap<>(
				fields().written(issue.values(), issue.externalId(), null, this::milestone));
		asked.keySet().removeAll(Set.of("state", "state_reason"));
		asked.putIfAbsent("body", new Mark("", issue.externalId()).body());
		List<String> labels = labels().saying(issue.values());
		if (!labels.isEmpty()) {
			asked.put("labels", labels);
		}
		Answer answer = send(HttpMethod.POST, () -> this.place.path("/issues"), asked);
		JsonNode made = answer.json();
		return this.issues.issue(this.issues.id(made), made, answer, this.place.home(), List.of());
	}

	private Fields fields() {
		return this.issues.fields();
	}

	private Labels labels() {
		return fields().labels();
	}

	private int milestone(String title) {
		return this.choices.milestone(title, this.place.path(""));
	}

	/**
	 * One request where the issue need not be read before: the answer says how it stands
	 * then. A text is written with the mark that the one before had, and labels are put
	 * on and taken off one by one, so that those of others stay.
	 */
	RemoteIssue update(RemoteId id, Values values) {
		@Nullable JsonNode before = fields().needBefore(values) ? this.reader.read(id).issue() : null;
		Map<String, Object> asked = fields().written(values,
				(before != null) ? Mark.read(before.path("body").asString("")).id() : null, before, this::milestone);
		if (before != null) {
			label(id, values, Fields.labels(before));
		}
		if (asked.isEmpty()) {
			return this.reader.plain(id);
		}
		Answer answer = send(HttpMethod.PATCH, id, "", asked);
		return this.issues.issue(id, answer.json(), answer, this.place.home(), null);
	}

	private void label(RemoteId id, Values values, List<String> there) {
		List<String> missing = labels().saying(values).stream().filter((label) -> !there.contains(label)).toList();
		if (!missing.isEmpty()) {
			send(HttpMethod.POST, id, "/labels", Map.of("labels", missing));
		}
		labels().gainsaying(values)
			.stream()
			.filter(there::contains)
			.forEach((label) -> remove(() -> this.place.path(id) + "/labels/" + Outside.part(label)));
	}

	RemoteComment comment(RemoteId id, NewComment comment) {
		Answer answer = send(HttpMethod.POST, id, "/comments", Map.of("body", comment.mark().below(comment.text())));
		return Issues.comment(answer.json(), this.place.home());
	}

	RemoteComment edit(RemoteId id, String comment, NewComment text) {
		Answer answer = send(HttpMethod.PATCH, () -> this.place.comment(id, comment),
				Map.of("body", text.mark().below(text.text())));
		return Issues.comment(answer.json(), this.place.home());
	}

	void delete(RemoteId id, String comment) {
		remove(() -> this.place.comment(id, comment));
	}

	/** Takes away what may be gone already. */
	private void remove(Supplier<String> path) {
		try {
			send(HttpMethod.DELETE, path, null);
		}
		catch (TrackerFailure.Gone ex) {
			// Which is what was wanted.
		}
	}

	private Answer send(HttpMethod method, RemoteId id, String rest, Object body) {
		try {
			return send(method, () -> this.place.path(id) + rest, body);
		}
		catch (TrackerFailure.Gone ex) {
			// Nothing was written: reading tells whether it is gone or somewhere else.
			this.reader.read(id);
			throw ex;
		}
	}

	/**
	 * Writes, under the name that the repository has by now: where it was renamed,
	 * nothing was written under the old one.
	 */
	private Answer send(HttpMethod method, Supplier<String> path, @Nullable Object body) {
		String before = path.get();
		Answer answer = this.api.send(method, before, body);
		if (answer.isMoved()) {
			this.place.askAgain();
			if (!path.get().equals(before)) {
				answer = this.api.send(method, path.get(), body);
			}
		}
		if (answer.isMoved()) {
			throw new TrackerFailure.Gone("it is at another place now");
		}
		return answer;
	}

}
