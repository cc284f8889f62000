package dev.roundtable.tracker.jira;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.roundtable.tracker.Changes;
import dev.roundtable.tracker.ExternalId;
import dev.roundtable.tracker.Ids;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.RemoteIssue;
import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.http.Answer;
import dev.roundtable.tracker.http.Outside;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads issues, singly and by searches. */
record Reader(Api api, Place place, Issues issues, Search search) {

	private static final int PAGE = 100;

	/** More than an issue that people read can have. */
	private static final int COMMENTS = 5_000;

	RemoteIssue fetch(RemoteId id) {
		return fetch(id, read(id));
	}

	/**
	 * Numbers that people type are those of keys: ids, which are numbers too, are of all
	 * projects.
	 */
	RemoteIssue named(RemoteId name) {
		RemoteId key = this.place.key(name);
		Answer answer = read(key);
		if (!this.issues.isHere(answer.json().path("fields"))) {
			throw new TrackerFailure.Gone("that issue is in another project");
		}
		return fetch(key, answer);
	}

	private RemoteIssue fetch(RemoteId id, Answer answer) {
		return this.issues.issue(answer.json(), answer, this.place.home(),
				Issues.comments(comments(id), this.place.home()));
	}

	Answer read(RemoteId id) {
		return this.api.get(Outside.query(Place.issue(id), "fields", Fields.READ));
	}

	/** An issue without its comments. */
	RemoteIssue plain(RemoteId id) {
		Answer answer = read(id);
		return this.issues.issue(answer.json(), answer, this.place.home(), null);
	}

	private List<JsonNode> comments(RemoteId id) {
		List<JsonNode> all = new ArrayList<>();
		while (all.size() < COMMENTS) {
			JsonNode page = this.api
				.get(Outside.query(Place.issue(id) + "/comment", "startAt", String.valueOf(all.size()), "maxResults",
						String.valueOf(PAGE), "orderBy", "created", "expand", "properties"))
				.json();
			page.path("comments").forEach(all::add);
			if (page.path("comments").isEmpty() || all.size() >= page.path("total").asInt(0)) {
				break;
			}
		}
		return all;
	}

	/** By a search, which refuses all for one that is gone: then one by one. */
	List<RemoteIssue> peek(Collection<RemoteId> ids) {
		List<RemoteId> asked = ids.stream().filter(Place::isIssue).toList();
		List<RemoteIssue> found = new ArrayList<>();
		int size = Math.min(this.search.size(), Search.SURE);
		for (int at = 0; at < asked.size(); at += size) {
			List<RemoteId> part = asked.subList(at, Math.min(at + size, asked.size()));
			try {
				Search.Page page = this.search.exactly(part.stream().map(RemoteId::issue).toList());
				page.forEach((issue) -> found.add(this.issues.issue(issue, page.answer(), this.place.home(), null)));
			}
			catch (TrackerFailure.Refused ex) {
				part.forEach((id) -> single(id).ifPresent(found::add));
			}
		}
		return found;
	}

	private Optional<RemoteIssue> single(RemoteId id) {
		try {
			return Optional.of(plain(id));
		}
		catch (TrackerFailure.Gone ex) {
			return Optional.empty();
		}
	}

	Optional<RemoteId> find(ExternalId id) {
		return this.search.page("labels = \"" + id + "\" ORDER BY created ASC, key ASC", null)
			.issues()
			.stream()
			.filter((issue) -> id.equals(Issues.externalId(issue.path("fields"), this.place.home())))
			.min(Comparator.comparingLong((issue) -> Long.parseLong(issue.path("id").asString())))
			.map(this.issues::id);
	}

	Changes changes(Changes.Since since) {
		Pages asked = (since.page() != null) ? Pages.parse(since.page()) : new Pages(since.from(), null);
		Search.Page page = this.search.page(asked.jql(this.place.project(), this.place.home().zone()), asked.token());
		List<RemoteIssue> changed = new ArrayList<>();
		page.forEach((issue) -> changed.add(this.issues.issue(issue, page.answer(), this.place.home(), null)));
		changed.sort(Comparator.comparing(RemoteIssue::updatedAt));
		Pages next = asked.next(changed.isEmpty() ? null : changed.getLast().updatedAt(), page.next());
		return new Changes(changed.stream().filter((issue) -> asked.has(issue.updatedAt(), next)).toList(),
				(next != null) ? next.toString() : null);
	}

	Ids ids(@Nullable String from) {
		Search.Page page = this.search.page("project = \"" + this.place.project() + "\" ORDER BY key ASC", from);
		Map<RemoteId, Instant> ids = new LinkedHashMap<>();
		page.forEach((issue) -> ids.put(this.issues.id(issue), Issues.time(issue.path("fields"), "updated")));
		return new Ids(ids, page.next());
	}

}
