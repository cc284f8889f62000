package dev.roundtable.tracker.github;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.roundtable.tracker.Abilities;
import dev.roundtable.tracker.Ability;
import dev.roundtable.tracker.Access;
import dev.roundtable.tracker.Changes;
import dev.roundtable.tracker.Choice;
import dev.roundtable.tracker.Delivery;
import dev.roundtable.tracker.ExternalId;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.Ids;
import dev.roundtable.tracker.Markup;
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

/** A connection to the issues of a repository on GitHub. */
public final class GitHubTracker implements Tracker, AutoCloseable {

	private static final int PAGE = 100;

	/** An issue has 2500 comments at most. */
	private static final int COMMENT_PAGES = 30;

	private static final Set<Ability> CAN = Set.of(Ability.CREATE, Ability.UPDATE, Ability.COMMENT,
			Ability.EDIT_COMMENT, Ability.DELETE_COMMENT, Ability.HINTS);

	private final GitHubRepository repository;

	private final Fields fields;

	private final Abilities abilities;

	private final Outside outside;

	private final Api api;

	private final Choices choices;

	private final Issues issues;

	private final Hooks hooks;

	private final Clock clock;

	private final int page;

	private volatile @Nullable Home home;

	public GitHubTracker(GitHubRepository repository, Bounds bounds, Reach reach, Asked.Audit audit, Clock clock) {
		this(repository, bounds, reach, audit, clock, PAGE);
	}

	GitHubTracker(GitHubRepository repository, Bounds bounds, Reach reach, Asked.Audit audit, Clock clock, int page) {
		this.repository = repository;
		this.fields = new Fields(repository.labels());
		this.outside = new Outside(repository.endpoint(bounds, reach, audit, clock));
		this.api = new Api(this.outside);
		this.choices = new Choices(this.api, this.fields);
		this.issues = new Issues(repository, this.fields, clock);
		this.hooks = new Hooks(repository);
		this.clock = clock;
		this.page = page;
		// Its lists are read from copies that may be some seconds behind; what waits in
		// front of it is given up after ten. Its search takes a minute or more, and what
		// was made lately is looked for in the list as well.
		this.abilities = new Abilities(CAN, this.fields.all(), this.fields.all(), 256, 65_536, Duration.ofSeconds(1),
				Duration.ofSeconds(30), bounds.whole().plusMinutes(2), Markup.MARKDOWN);
	}

	@Override
	public Abilities abilities() {
		return this.abilities;
	}

	/** What GitHub said last of its primary limit. */
	@Override
	public Optional<RateLimit> limit() {
		return this.outside.limit();
	}

	@Override
	public List<Choice> choices(Field field) {
		return this.choices.of(field, path(""));
	}

	private Home home() {
		Home known = this.home;
		return (known != null) ? known : moved();
	}

	/** What the repository is called now. */
	private Home moved() {
		Home now = Home.ask(this.api, this.repository.name());
		this.home = now;
		return now;
	}

	@Override
	public Access check() {
		Home now = moved();
		Answer answer = this.api.get("/repos/" + now.name());
		return new Access(now.account(), now.rights(), Duration.between(this.clock.instant(), this.issues.at(answer)));
	}

	private String path(String rest) {
		return "/repos/" + home().name() + rest;
	}

	private String path(RemoteId id) {
		if (id.issue().length() > 12 || !id.issue().chars().allMatch((digit) -> digit >= '0' && digit <= '9')) {
			throw new TrackerFailure.Gone("issues there have numbers");
		}
		return "/repos/" + repository(id, home()) + "/issues/" + id.issue();
	}

	/** What the repository of an issue is called now; one that was moved has another. */
	private String repository(RemoteId id, Home here) {
		if (id.project().equalsIgnoreCase(this.repository.name())) {
			return here.name();
		}
		if (!GitHubRepository.isName(id.project())) {
			throw new TrackerFailure.Gone("no such repository");
		}
		return id.project();
	}

	@Override
	public RemoteIssue fetch(RemoteId id) {
		Read read = read(id);
		List<RemoteComment> comments = (read.issue().path("comments").asInt(1) == 0) ? List.of()
				: comments(path(id) + "/comments");
		return this.issues.issue(id, read.issue(), read.answer(), home(), comments);
	}

	private Read read(RemoteId id) {
		Answer answer = this.api.get(path(id));
		JsonNode issue = answer.json();
		if (!Issues.isIssue(issue)) {
			throw new TrackerFailure.Gone(id + " is a pull request");
		}
		if (!isHere(id, issue)) {
			throw new TrackerFailure.Moved(Home.elsewhere(issue));
		}
		return new Read(answer, issue);
	}

	private boolean isHere(RemoteId id, JsonNode issue) {
		return issue.path("number").asString().equals(id.issue())
				&& (Home.isIn(repository(id, home()), issue) || Home.isIn(repository(id, moved()), issue));
	}

	private List<RemoteComment> comments(String list) {
		List<JsonNode> pages = new ArrayList<>();
		@Nullable String next = Outside.query(list, "per_page", String.valueOf(PAGE));
		while (next != null) {
			if (pages.size() == COMMENT_PAGES) {
				throw new TrackerFailure.Unavailable("it gives more comments than an issue can have");
			}
			Answer answer = this.api.get(next);
			pages.add(answer.json());
			next = this.api.next(answer);
		}
		return Issues.comments(pages, home());
	}

	/** One request each, as the API has it; those unchanged cost nothing of the limit. */
	@Override
	public List<RemoteIssue> peek(Collection<RemoteId> ids) {
		List<RemoteIssue> found = new ArrayList<>();
		for (RemoteId id : ids) {
			try {
				Read read = read(id);
				found.add(this.issues.issue(id, read.issue(), read.answer(), home(), null));
			}
			catch (TrackerFailure.Gone | TrackerFailure.Moved ex) {
				// Left out, as the port says.
			}
		}
		return found;
	}

	/** In the list, which knows what was made just now, and in the search. */
	@Override
	public Optional<RemoteId> find(ExternalId id) {
		Home here = home();
		JsonNode latest = this.api
			.get(Outside.query(path("/issues"), "creator", here.account().key(), "state", "all", "sort", "created",
					"direction", "desc", "per_page", String.valueOf(PAGE)))
			.json();
		JsonNode found = this.api.get(Outside.query("/search/issues", "q",
				"\"" + id + "\" repo:" + here.name() + " is:issue in:body author:" + here.account().key(), "sort",
				"created", "order", "asc", "per_page", String.valueOf(PAGE)))
			.json()
			.path("items");
		return Stream.of(latest, found)
			.flatMap(JsonNode::valueStream)
			.filter((issue) -> Issues.isIssue(issue) && Home.isIn(here.name(), issue)
					&& id.equals(Issues.externalId(issue, here)))
			.min(Comparator.comparingLong((issue) -> issue.path("number").asLong()))
			.map(this.issues::id);
	}

	@Override
	public Changes changes(Changes.Since since) {
		Pages asked = (since.page() != null) ? Pages.parse(since.page()) : new Pages(since.from(), 1);
		Answer answer = this.api.get(asked.query(path("/issues"), this.page));
		List<RemoteIssue> changed = new ArrayList<>();
		@Nullable Instant last = null;
		for (JsonNode issue : answer.json()) {
			last = Instant.parse(issue.path("updated_at").asString());
			if (Issues.isIssue(issue) && !last.isBefore(since.from())) {
				changed.add(this.issues.issue(this.issues.id(issue), issue, answer, home(), null));
			}
		}
		Pages next = asked.next(last, this.api.next(answer) != null);
		return new Changes(changed, (next != null) ? next.toString() : null);
	}

	@Override
	public Ids ids(@Nullable String page) {
		Answer answer = this.api.get((page != null) ? page : Outside.query(path("/issues"), "state", "all", "sort",
				"created", "direction", "asc", "per_page", String.valueOf(this.page)));
		Map<RemoteId, Instant> ids = new LinkedHashMap<>();
		for (JsonNode issue : answer.json()) {
			if (Issues.isIssue(issue)) {
				ids.put(this.issues.id(issue), Instant.parse(issue.path("updated_at").asString()));
			}
		}
		return new Ids(ids, this.api.next(answer));
	}

	@Override
	public RemoteIssue create(NewIssue issue) {
		Map<String, Object> asked = new HashMap<>(
				this.fields.written(issue.values(), issue.externalId(), this::milestone));
		asked.keySet().removeAll(Set.of("state", "state_reason"));
		asked.putIfAbsent("body", new Mark("", issue.externalId()).body());
		List<String> labels = this.fields.missing(issue.values(), List.of());
		if (!labels.isEmpty()) {
			asked.put("labels", labels);
		}
		Answer answer = send(HttpMethod.POST, () -> path("/issues"), asked);
		JsonNode made = answer.json();
		return this.issues.issue(this.issues.id(made), made, answer, home(), List.of());
	}

	private int milestone(String title) {
		return this.choices.milestone(title, path(""));
	}

	/**
	 * One request where the issue need not be read before: the answer says how it stands
	 * then. A text is written with the mark that the one before had, and labels are put
	 * on and taken off one by one, so that those of others stay.
	 */
	@Override
	public RemoteIssue update(RemoteId id, Values values) {
		boolean plain = values.get(Field.DESCRIPTION) == null
				&& values.fields().stream().noneMatch(this.repository.labels()::containsKey);
		@Nullable Read before = plain ? null : read(id);
		Map<String, Object> asked = this.fields.written(values,
				(before != null) ? Mark.read(before.issue().path("body").asString("")).id() : null, this::milestone);
		if (before != null) {
			label(id, values, Fields.labels(before.issue()));
		}
		if (asked.isEmpty()) {
			Read after = read(id);
			return this.issues.issue(id, after.issue(), after.answer(), home(), null);
		}
		Answer answer = send(HttpMethod.PATCH, id, "", asked);
		return this.issues.issue(id, answer.json(), answer, home(), null);
	}

	private void label(RemoteId id, Values values, List<String> there) {
		List<String> missing = this.fields.missing(values, there);
		if (!missing.isEmpty()) {
			send(HttpMethod.POST, id, "/labels", Map.of("labels", missing));
		}
		for (String label : this.fields.replaced(values, there)) {
			remove(() -> path(id) + "/labels/" + Outside.part(label));
		}
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
			return send(method, () -> path(id) + rest, body);
		}
		catch (TrackerFailure.Gone ex) {
			// Nothing was written: reading tells whether it is gone or somewhere else.
			read(id);
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
			moved();
			if (!path.get().equals(before)) {
				answer = this.api.send(method, path.get(), body);
			}
		}
		if (answer.isMoved()) {
			throw new TrackerFailure.Gone("it is at another place now");
		}
		return answer;
	}

	@Override
	public RemoteComment comment(RemoteId id, NewComment comment) {
		Answer answer = send(HttpMethod.POST, id, "/comments", Map.of("body", comment.mark().below(comment.text())));
		return Issues.comment(answer.json(), home());
	}

	@Override
	public RemoteComment editComment(RemoteId id, String comment, NewComment text) {
		Answer answer = send(HttpMethod.PATCH, () -> comments(id, comment),
				Map.of("body", text.mark().below(text.text())));
		return Issues.comment(answer.json(), home());
	}

	@Override
	public void deleteComment(RemoteId id, String comment) {
		remove(() -> comments(id, comment));
	}

	/** Comments have numbers of their own, of the repository and not of the issue. */
	private String comments(RemoteId id, String comment) {
		return "/repos/" + repository(id, home()) + "/issues/comments/" + Outside.part(comment);
	}

	@Override
	public Delivery.Hints hints(Delivery delivery) {
		return this.hooks.read(delivery);
	}

	@Override
	public void close() throws IOException {
		this.outside.close();
	}

	/** An issue as it was answered. */
	private record Read(Answer answer, JsonNode issue) {
	}

}
