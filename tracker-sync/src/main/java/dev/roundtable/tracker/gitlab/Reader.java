package dev.roundtable.tracker.gitlab;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.roundtable.tracker.Changes;
import dev.roundtable.tracker.ExternalId;
import dev.roundtable.tracker.Ids;
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
 * Reads issues, singly and in lists. An issue that was moved stays, closed, and says that
 * it has moved; where to, its last note says.
 *
 * @param page issues on a page of a list
 */
record Reader(Outside outside, Lists lists, Place place, Issues issues, int page) {

	/** More than an issue that people read can have. */
	private static final int COMMENTS = 5_000;

	private static final Pattern MOVED = Pattern.compile("\\Amoved to ([A-Za-z0-9_./-]{1,200})#(\\d{1,18})\\s*\\z");

	RemoteIssue fetch(RemoteId id) {
		Read read = read(id);
		// Of what people say, and of what they do: all of it is one list.
		return this.issues.issue(id, read.issue(), read.answer(), this.issues.comments(notes(id)));
	}

	private List<JsonNode> notes(RemoteId id) {
		return this.lists.all(Outside.query(this.place.path(id) + "/notes", "sort", "asc", "order_by", "created_at"),
				COMMENTS);
	}

	/** An issue without its comments. */
	RemoteIssue plain(RemoteId id) {
		Read read = read(id);
		return this.issues.issue(id, read.issue(), read.answer(), null);
	}

	Read read(RemoteId id) {
		Answer answer = this.outside.get(this.place.path(id), Map.of());
		JsonNode issue = answer.json();
		if (hasMoved(issue)) {
			throw moved(id);
		}
		return new Read(answer, issue);
	}

	static boolean hasMoved(JsonNode issue) {
		return issue.hasNonNull("moved_to_id");
	}

	/** The number that it gives is one that nobody but an administrator may ask for. */
	private TrackerFailure moved(RemoteId id) {
		return notes(id).reversed()
			.stream()
			.filter(Issues::isSystem)
			.map((note) -> MOVED.matcher(note.path("body").asString("")))
			.filter(Matcher::matches)
			.findFirst()
			.<TrackerFailure>map(
					(said) -> new TrackerFailure.Moved(new RemoteId(this.place.resolved(said.group(1)), said.group(2))))
			.orElseGet(() -> new TrackerFailure.Gone("it was moved, and does not say where"));
	}

	/** A page of issues in one request, those of another project one by one. */
	List<RemoteIssue> peek(Collection<RemoteId> ids) {
		List<RemoteIssue> found = new ArrayList<>();
		List<RemoteId> here = ids.stream()
			.filter(this.place::isHere)
			.filter((id) -> Place.isNumber(id.issue()))
			.toList();
		for (int at = 0; at < here.size(); at += Lists.MOST) {
			List<RemoteId> part = here.subList(at, Math.min(at + Lists.MOST, here.size()));
			here(part, found);
		}
		ids.stream().filter((id) -> !this.place.isHere(id)).forEach((id) -> elsewhere(id).ifPresent(found::add));
		return found;
	}

	/** In halves when they are more than fits; one that alone is, a fetch tells of. */
	private void here(List<RemoteId> ids, List<RemoteIssue> found) {
		StringBuilder query = new StringBuilder(
				Outside.query(this.place.path("/issues"), "scope", "all", "per_page", String.valueOf(Lists.MOST)));
		ids.forEach((id) -> query.append("&iids%5B%5D=").append(id.issue()));
		try {
			Answer answer = this.outside.get(query.toString(), Map.of());
			for (JsonNode issue : answer.json()) {
				if (!hasMoved(issue)) {
					found.add(this.issues.issue(this.issues.id(issue), issue, answer, null));
				}
			}
		}
		catch (TooLarge ex) {
			if (ids.size() > 1) {
				here(ids.subList(0, ids.size() / 2), found);
				here(ids.subList(ids.size() / 2, ids.size()), found);
			}
		}
	}

	private Optional<RemoteIssue> elsewhere(RemoteId id) {
		try {
			return Optional.of(plain(id));
		}
		catch (TrackerFailure.Gone | TrackerFailure.Moved ex) {
			return Optional.empty();
		}
	}

	/** Among the latest of ours, which know what was made just now, and in the search. */
	Optional<RemoteId> find(ExternalId id) {
		String ours = Outside.query(this.place.path("/issues"), "scope", "all", "author_id",
				this.place.home().account().key(), "order_by", "created_at", "per_page", String.valueOf(Lists.MOST));
		JsonNode latest = this.outside.get(Outside.query(ours, "sort", "desc"), Map.of()).json();
		JsonNode found = this.outside
			.get(Outside.query(ours, "sort", "asc", "in", "description", "search", id.toString()), Map.of())
			.json();
		return Stream.of(latest, found)
			.flatMap(JsonNode::valueStream)
			.filter((issue) -> !hasMoved(issue) && id.equals(this.issues.externalId(issue)))
			.min(Comparator.comparingLong((issue) -> issue.path("iid").asLong()))
			.map(this.issues::id);
	}

	/** Those too that have moved: that is a change. */
	Changes changes(Changes.Since since) {
		Pages asked = (since.page() != null) ? Pages.parse(since.page())
				: new Pages(since.from(), new Portion(0, this.page));
		Lists.Part part = this.lists.part(asked.portion(),
				(portion) -> asked.query(this.place.path("/issues"), portion));
		List<RemoteIssue> changed = new ArrayList<>();
		@Nullable Instant last = null;
		if (part.answer() != null) {
			for (JsonNode issue : part.items()) {
				last = Issues.time(issue, "updated_at");
				changed.add(this.issues.issue(this.issues.id(issue), issue, part.answer(), null));
			}
		}
		Pages next = asked.next(part, last, this.page);
		return new Changes(changed, (next != null) ? next.toString() : null);
	}

	Ids ids(@Nullable String asked) {
		Lists.Part part = this.lists.part((asked != null) ? portion(asked) : new Portion(0, this.page),
				(portion) -> Outside.query(this.place.path("/issues"), "scope", "all", "order_by", "created_at", "sort",
						"asc", "per_page", String.valueOf(portion.size()), "page", String.valueOf(portion.page())));
		Map<RemoteId, Instant> ids = new LinkedHashMap<>();
		for (JsonNode issue : part.items()) {
			if (!hasMoved(issue)) {
				ids.put(this.issues.id(issue), Issues.time(issue, "updated_at"));
			}
		}
		return new Ids(ids, part.hasNext() ? part.portion().next(part.hasRoom(), this.page).toString() : null);
	}

	/** What was kept before there were sizes is the number of a page. */
	private Portion portion(String asked) {
		return (asked.indexOf('+') < 0) ? new Portion((Integer.parseInt(asked) - 1) * this.page, this.page)
				: Portion.parse(asked);
	}

	/** An issue as it was answered. */
	record Read(Answer answer, JsonNode issue) {
	}

}
