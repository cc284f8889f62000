package dev.roundtable.tracker.github;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.roundtable.tracker.Changes;
import dev.roundtable.tracker.ExternalId;
import dev.roundtable.tracker.Ids;
import dev.roundtable.tracker.RemoteComment;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.RemoteIssue;
import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.http.Answer;
import dev.roundtable.tracker.http.Outside;
import dev.roundtable.tracker.http.Portion;
import dev.roundtable.tracker.http.TooLarge;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads issues, singly and in lists.
 *
 * @param page issues on a page of a list
 */
record Reader(Api api, Place place, Issues issues, int page) {

	private static final System.Logger log = System.getLogger(Reader.class.getName());

	private static final String MOST = "100";

	/** Bytes of an answer after which the next may be of more. */
	private static final int ROOM = 512 * 1024;

	/** An issue has 2500 comments at most. */
	private static final int COMMENT_PAGES = 30;

	RemoteIssue fetch(RemoteId id) {
		Read read = read(id);
		List<RemoteComment> comments = (read.issue().path("comments").asInt(1) == 0) ? List.of()
				: comments(this.place.path(id) + "/comments");
		return issue(id, read, comments);
	}

	/** An issue without its comments. */
	RemoteIssue plain(RemoteId id) {
		return issue(id, read(id), null);
	}

	private RemoteIssue issue(RemoteId id, Read read, @Nullable List<RemoteComment> comments) {
		return this.issues.issue(id, read.issue(), read.answer(), this.place.home(), comments);
	}

	Read read(RemoteId id) {
		Answer answer = this.api.get(this.place.path(id));
		JsonNode issue = answer.json();
		if (!Issues.isIssue(issue)) {
			throw new TrackerFailure.Gone(id + " is a pull request");
		}
		if (!this.place.has(id, issue)) {
			throw new TrackerFailure.Moved(Home.elsewhere(issue));
		}
		return new Read(answer, issue);
	}

	private List<RemoteComment> comments(String list) {
		List<JsonNode> pages = new ArrayList<>();
		@Nullable String next = Outside.query(list, "per_page", MOST);
		while (next != null) {
			if (pages.size() == COMMENT_PAGES) {
				throw new TrackerFailure.Unavailable("it gives more comments than an issue can have");
			}
			Answer answer = this.api.get(next);
			pages.add(answer.json());
			next = this.api.next(answer);
		}
		return Issues.comments(pages, this.place.home());
	}

	/** One request each, as the API has it; those unchanged cost nothing of the limit. */
	List<RemoteIssue> peek(Collection<RemoteId> ids) {
		List<RemoteIssue> found = new ArrayList<>();
		for (RemoteId id : ids) {
			try {
				found.add(plain(id));
			}
			catch (TrackerFailure.Gone | TrackerFailure.Moved ex) {
				// Left out, as the port says.
			}
		}
		return found;
	}

	/** In the list, which knows what was made just now, and in the search. */
	Optional<RemoteId> find(ExternalId id) {
		Home here = this.place.home();
		JsonNode latest = this.api
			.get(Outside.query(this.place.path("/issues"), "creator", here.account().key(), "state", "all", "sort",
					"created", "direction", "desc", "per_page", MOST))
			.json();
		JsonNode found = this.api.get(Outside.query("/search/issues", "q",
				"\"" + id + "\" repo:" + here.name() + " is:issue in:body author:" + here.account().key(), "sort",
				"created", "order", "asc", "per_page", MOST))
			.json()
			.path("items");
		return Stream.of(latest, found)
			.flatMap(JsonNode::valueStream)
			.filter((issue) -> Issues.isIssue(issue) && Home.isIn(here.name(), issue)
					&& id.equals(Issues.externalId(issue, here)))
			.min(Comparator.comparingLong((issue) -> issue.path("number").asLong()))
			.map(this.issues::id);
	}

	/** In parts when they are more than fits; what alone is too large is left out. */
	Changes changes(Changes.Since since) {
		Pages asked = (since.page() != null) ? Pages.parse(since.page())
				: new Pages(since.from(), new Portion(0, this.page));
		while (true) {
			try {
				return changes(since, asked, this.api.get(asked.query(this.place.path("/issues"))));
			}
			catch (TooLarge ex) {
				if (asked.portion().isSingle()) {
					log.log(System.Logger.Level.WARNING, "left out, after {0}: {1}", asked, ex.getMessage());
					return new Changes(List.of(), asked.behind(this.page).toString());
				}
				asked = asked.smaller();
			}
		}
	}

	private Changes changes(Changes.Since since, Pages asked, Answer answer) {
		List<RemoteIssue> changed = new ArrayList<>();
		@Nullable Instant last = null;
		for (JsonNode issue : answer.json()) {
			last = Instant.parse(issue.path("updated_at").asString());
			if (Issues.isIssue(issue) && !last.isBefore(since.from())) {
				changed.add(this.issues.issue(this.issues.id(issue), issue, answer, this.place.home(), null));
			}
		}
		Pages next = asked.next(last, this.api.next(answer) != null, answer.body().length < ROOM, this.page);
		return new Changes(changed, (next != null) ? next.toString() : null);
	}

	Ids ids(@Nullable String asked) {
		Answer answer = this.api.get((asked != null) ? asked : Outside.query(this.place.path("/issues"), "state", "all",
				"sort", "created", "direction", "asc", "per_page", String.valueOf(this.page)));
		Map<RemoteId, Instant> ids = new LinkedHashMap<>();
		for (JsonNode issue : answer.json()) {
			if (Issues.isIssue(issue)) {
				ids.put(this.issues.id(issue), Instant.parse(issue.path("updated_at").asString()));
			}
		}
		return new Ids(ids, this.api.next(answer));
	}

	/** An issue as it was answered. */
	record Read(Answer answer, JsonNode issue) {
	}

}
