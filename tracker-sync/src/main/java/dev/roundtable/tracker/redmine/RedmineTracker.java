package dev.roundtable.tracker.redmine;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import dev.roundtable.tracker.Abilities;
import dev.roundtable.tracker.Ability;
import dev.roundtable.tracker.Access;
import dev.roundtable.tracker.Changes;
import dev.roundtable.tracker.Choice;
import dev.roundtable.tracker.ExternalId;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.Ids;
import dev.roundtable.tracker.NewComment;
import dev.roundtable.tracker.NewIssue;
import dev.roundtable.tracker.RateLimit;
import dev.roundtable.tracker.RemoteComment;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.RemoteIssue;
import dev.roundtable.tracker.Tracker;
import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.Values;
import dev.roundtable.tracker.http.Answer;
import dev.roundtable.tracker.http.Asked;
import dev.roundtable.tracker.http.Bounds;
import dev.roundtable.tracker.http.Outside;
import dev.roundtable.tracker.http.Reach;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpMethod;

/** A connection to a project in a Redmine. It delivers nothing: it has to be polled. */
public final class RedmineTracker implements Tracker, AutoCloseable {

	static final Set<Ability> CAN = Set.of(Ability.CREATE, Ability.UPDATE, Ability.COMMENT, Ability.EDIT_COMMENT,
			Ability.DELETE_COMMENT);

	/** It gives no more, whatever it is asked for. */
	private static final int PAGE = 100;

	private static final Set<Field> FIELDS = EnumSet.allOf(Field.class);

	private final RedmineProject project;

	private final Abilities abilities;

	private final Outside outside;

	private final Account account;

	private final Words words;

	private final Issues issues;

	private final int page;

	private final Clock clock;

	public RedmineTracker(RedmineProject project, Bounds bounds, Reach reach, Asked.Audit audit, Clock clock) {
		this(project, bounds, reach, audit, clock, PAGE);
	}

	RedmineTracker(RedmineProject project, Bounds bounds, Reach reach, Asked.Audit audit, Clock clock, int page) {
		this.project = project;
		this.outside = new Outside(project.endpoint(bounds, reach, audit, clock));
		this.account = new Account(this.outside, project.identifier(), clock);
		this.words = new Words(this.outside, project.identifier());
		this.issues = new Issues(project, clock);
		this.page = page;
		this.clock = clock;
		// Its times have no fractions, and what is saved in one second may show in the
		// next. A request waits for its turn in front of it for a minute or so.
		this.abilities = new Abilities(CAN, FIELDS, FIELDS, 255, 60_000, Duration.ofSeconds(1), Duration.ofSeconds(5),
				bounds.whole().plusMinutes(2), project.markup());
	}

	@Override
	public Abilities abilities() {
		return this.abilities;
	}

	/** What Redmine said last of its limits, which it has none of. */
	@Override
	public Optional<RateLimit> limit() {
		return this.outside.limit();
	}

	@Override
	public List<Choice> choices(Field field) {
		// Whoever is nobody to it is shown what a public project has.
		this.account.known();
		return this.words.choices(field);
	}

	@Override
	public Access check() {
		Account.Known known = this.account.sure();
		Answer answer = this.outside.get("/projects/" + this.project.identifier() + ".json", Map.of());
		requireFilter();
		return new Access(known.person(), this.account.rights(known),
				Duration.between(this.clock.instant(), this.issues.at(answer)));
	}

	/**
	 * A field that is no filter for all projects filters nothing, and every issue would
	 * be found by every name.
	 */
	private void requireFilter() {
		JsonNode found = this.outside.get(search("rt-" + UUID.randomUUID(), 1), Map.of()).json();
		if (found.path("total_count").asInt(1) != 0) {
			throw new TrackerFailure.Refused("custom field " + this.project.externalIdField()
					+ " does not exist, is not for all projects or is not used as a filter", null);
		}
	}

	private String search(String value, int limit) {
		return Outside.query("/issues.json", "status_id", "*", "sort", "id:asc", "limit", String.valueOf(limit),
				"cf_" + this.project.externalIdField(), value);
	}

	@Override
	public RemoteIssue fetch(RemoteId id) {
		return read(id, "?include=journals");
	}

	private RemoteIssue read(RemoteId id, String include) {
		Account.Known known = this.account.known();
		try {
			return this.issues.single(this.outside.get(path(id) + include, Map.of()), known);
		}
		catch (TrackerFailure.Gone | TrackerFailure.Forbidden ex) {
			this.account.sure();
			throw new TrackerFailure.Gone("there is no issue " + id.issue() + " for this key");
		}
	}

	private static String path(RemoteId id) {
		if (id.issue().length() > 10 || !id.issue().chars().allMatch((digit) -> digit >= '0' && digit <= '9')) {
			throw new TrackerFailure.Gone("issues there have numbers");
		}
		return "/issues/" + id.issue() + ".json";
	}

	@Override
	public List<RemoteIssue> peek(Collection<RemoteId> ids) {
		List<RemoteId> asked = List.copyOf(ids);
		List<RemoteIssue> found = new ArrayList<>();
		for (int at = 0; at < asked.size(); at += PAGE) {
			List<String> numbers = asked.subList(at, Math.min(at + PAGE, asked.size()))
				.stream()
				.map(RemoteId::issue)
				.toList();
			Account.Known known = this.account.known();
			found.addAll(this.issues.list(this.outside.get(Outside.query("/issues.json", "status_id", "*", "limit",
					String.valueOf(PAGE), "issue_id", String.join(",", numbers)), Map.of()), known));
		}
		if (found.size() < asked.size()) {
			this.account.sure();
		}
		return found;
	}

	@Override
	public Optional<RemoteId> find(ExternalId id) {
		Account.Known known = this.account.sure();
		return this.issues.list(this.outside.get(search(id.toString(), PAGE), Map.of()), known)
			.stream()
			.filter((issue) -> id.equals(issue.externalId()))
			.map(RemoteIssue::id)
			.min(Comparator.comparingLong((found) -> Long.parseLong(found.issue())));
	}

	@Override
	public Changes changes(Changes.Since since) {
		Account.Known known = this.account.known();
		Pages asked = (since.page() != null) ? Pages.parse(since.page()) : new Pages(since.from(), null);
		List<RemoteIssue> found = this.issues
			.list(this.outside.get(asked.query(this.project.identifier(), this.page), Map.of()), known);
		Pages next = asked.next(found, this.page);
		return new Changes(found.stream().filter(asked::has).toList(), (next != null) ? next.toString() : null);
	}

	@Override
	public Ids ids(@Nullable String page) {
		long after = (page != null) ? Long.parseLong(page) : 0;
		// What is not among them counts as gone: not for a key that nobody knows.
		Account.Known known = this.account.sure();
		Map<RemoteId, Instant> ids = new LinkedHashMap<>();
		String last = "";
		for (RemoteIssue issue : this.issues.list(this.outside.get(Outside.query("/issues.json", "project_id",
				this.project.identifier(), "subproject_id", "!*", "status_id", "*", "sort", "id:asc", "limit",
				String.valueOf(this.page), "issue_id", ">=" + (after + 1)), Map.of()), known)) {
			ids.put(issue.id(), issue.updatedAt());
			last = issue.id().issue();
		}
		return new Ids(ids, (ids.size() >= this.page) ? last : null);
	}

	@Override
	public RemoteIssue create(NewIssue issue) {
		Account.Known known = this.account.known();
		Map<String, Object> asked = this.words.written(issue.values());
		asked.put("project_id", issue.project());
		asked.put("custom_fields",
				List.of(Map.of("id", this.project.externalIdField(), "value", issue.externalId().toString())));
		return this.issues.single(this.outside.send(HttpMethod.POST, "/issues.json", Map.of("issue", asked), Map.of()),
				known);
	}

	/**
	 * Acknowledged is not written: a status that the workflow forbids is ignored, and so
	 * is a field that the account's role may only read.
	 */
	@Override
	public RemoteIssue update(RemoteId id, Values values) {
		this.account.known();
		write(path(id), Map.of("issue", this.words.written(values)));
		return readBack(() -> read(id, ""));
	}

	@Override
	public RemoteComment comment(RemoteId id, NewComment comment) {
		this.account.known();
		write(path(id), Map.of("issue", Map.of("notes", comment.mark().below(comment.text()))));
		return readBack(() -> Objects.requireNonNull(fetch(id).comments())).stream()
			.filter((one) -> comment.mark().equals(one.mark()))
			.findFirst()
			.orElseThrow(
					() -> new TrackerFailure.Refused("it ignored the comment: the role may not write notes", null));
	}

	@Override
	public RemoteComment editComment(RemoteId id, String comment, NewComment text) {
		journal(id, comment);
		write(path(comment), Map.of("journal", Map.of("notes", text.mark().below(text.text()))));
		return readBack(() -> journal(id, comment));
	}

	@Override
	public void deleteComment(RemoteId id, String comment) {
		try {
			journal(id, comment);
			write(path(comment), Map.of("journal", Map.of("notes", "")));
		}
		catch (TrackerFailure.Gone ex) {
			// Which is what was wanted.
			return;
		}
	}

	private static String path(String journal) {
		return "/journals/" + Outside.part(journal) + ".json";
	}

	/** A note that is there; Redmine would write into one that changed something else. */
	private RemoteComment journal(RemoteId id, String comment) {
		return Objects.requireNonNull(fetch(id).comments())
			.stream()
			.filter((one) -> one.id().equals(comment))
			.findFirst()
			.orElseThrow(() -> new TrackerFailure.Gone("no comment " + comment));
	}

	private void write(String path, Object body) {
		try {
			this.outside.send(HttpMethod.PUT, path, body, Map.of());
		}
		catch (TrackerFailure.Gone | TrackerFailure.Forbidden ex) {
			this.account.sure();
			throw ex;
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

	@Override
	public void close() throws IOException {
		this.outside.close();
	}

}
