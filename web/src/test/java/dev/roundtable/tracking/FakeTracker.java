package dev.roundtable.tracking;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
import dev.roundtable.tracker.RemotePerson;
import dev.roundtable.tracker.Tracker;
import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.Values;
import dev.roundtable.tracker.Visibility;
import org.jspecify.annotations.Nullable;

/** A tracker in memory, without anything unexpected but a token that can die. */
public final class FakeTracker implements Tracker {

	static final String SIGNATURE = "X-Signed-With";

	static final RemotePerson ROBOT = new RemotePerson("robot", "Robot");

	static final RemotePerson LI = new RemotePerson("li", "Li");

	private static final Set<Field> FIELDS = Set.of(Field.TITLE, Field.STATUS, Field.SEVERITY, Field.ASSIGNEE,
			Field.RELEASE, Field.DESCRIPTION);

	private final Clock clock;

	private final String secret;

	final Map<String, RemoteIssue> issues = new LinkedHashMap<>();

	boolean tokenIsDead;

	String refusal = "revoked";

	Duration ahead = Duration.ZERO;

	@Nullable RateLimit limit;

	int writes;

	private int last;

	FakeTracker(Clock clock, String secret) {
		this.clock = clock;
		this.secret = secret;
	}

	/** Somebody there makes an issue. */
	public synchronized RemoteId add(Map<Field, String> values) {
		RemoteId id = id(String.valueOf(++this.last));
		put(id, null, new Values(values), List.of());
		return id;
	}

	public synchronized void edit(RemoteId id, Field field, String value) {
		RemoteIssue issue = get(id);
		put(id, issue.externalId(), issue.values().with(field, value), comments(issue));
	}

	synchronized void say(RemoteId id, RemotePerson by, String text, Visibility visibility) {
		RemoteIssue issue = get(id);
		List<RemoteComment> all = new ArrayList<>(comments(issue));
		all.add(new RemoteComment(String.valueOf(++this.last), by, text, null, visibility, now()));
		put(id, issue.externalId(), issue.values(), all);
	}

	/** All that stands there. */
	synchronized String told() {
		return this.issues.toString();
	}

	public RemoteIssue only() {
		return this.issues.values().iterator().next();
	}

	static List<RemoteComment> comments(RemoteIssue issue) {
		return Objects.requireNonNull(issue.comments());
	}

	private static RemoteId id(String issue) {
		return new RemoteId("owner/name", issue);
	}

	private void put(RemoteId id, @Nullable ExternalId name, Values values, List<RemoteComment> comments) {
		this.issues.put(id.issue(), new RemoteIssue(id, URI.create("https://tracker.example/" + id.issue()), name,
				values, Visibility.PUBLIC, ROBOT, now(), now(), now().plusSeconds(60), comments));
	}

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
	}

	private RemoteIssue get(RemoteId id) {
		if (this.tokenIsDead) {
			throw new TrackerFailure.TokenRefused(this.refusal);
		}
		RemoteIssue issue = this.issues.get(id.issue());
		if (issue == null) {
			throw new TrackerFailure.Gone("no such issue");
		}
		return issue;
	}

	@Override
	public Abilities abilities() {
		return new Abilities(Set.of(Ability.CREATE, Ability.UPDATE, Ability.COMMENT, Ability.HINTS), FIELDS, FIELDS,
				255, 60_000, Duration.ofMillis(1), Duration.ZERO, Duration.ofSeconds(1), Markup.MARKDOWN);
	}

	@Override
	public Optional<RateLimit> limit() {
		return Optional.ofNullable(this.limit);
	}

	@Override
	public List<Choice> choices(Field field) {
		if (this.tokenIsDead) {
			throw new TrackerFailure.TokenRefused(this.refusal);
		}
		return switch (field) {
			case STATUS -> Stream.of("open", "doing", "done", "no", "verified").map(Choice::of).toList();
			case SEVERITY -> Stream.of("low", "high").map(Choice::of).toList();
			case ASSIGNEE -> Stream.of(ROBOT, LI).map((one) -> new Choice(one.key(), one.name())).toList();
			case RELEASE -> List.of(Choice.of("2.4.1"));
			case TITLE, DESCRIPTION, KIND, COMPONENT -> List.of();
		};
	}

	@Override
	public Access check() {
		if (this.tokenIsDead) {
			throw new TrackerFailure.TokenRefused(this.refusal);
		}
		return new Access(ROBOT, Set.of(Ability.CREATE, Ability.UPDATE, Ability.COMMENT), this.ahead);
	}

	@Override
	public synchronized RemoteIssue fetch(RemoteId id) {
		return get(id);
	}

	@Override
	public synchronized List<RemoteIssue> peek(Collection<RemoteId> ids) {
		return ids.stream()
			.filter((id) -> this.issues.containsKey(id.issue()))
			.map(this::get)
			.map((one) -> new RemoteIssue(one.id(), one.page(), one.externalId(), one.values(), one.visibility(),
					one.author(), one.createdAt(), one.updatedAt(), one.readAt(), null))
			.toList();
	}

	@Override
	public synchronized Optional<RemoteId> find(ExternalId id) {
		return this.issues.values()
			.stream()
			.filter((one) -> id.equals(one.externalId()))
			.map(RemoteIssue::id)
			.findFirst();
	}

	@Override
	public synchronized Changes changes(Changes.Since since) {
		if (this.tokenIsDead) {
			throw new TrackerFailure.TokenRefused(this.refusal);
		}
		return new Changes(peek(this.issues.values().stream().map(RemoteIssue::id).toList()).stream()
			.filter((one) -> !one.updatedAt().isBefore(since.from()))
			.toList(), null);
	}

	@Override
	public Ids ids(@Nullable String page) {
		Map<RemoteId, Instant> all = new LinkedHashMap<>();
		this.issues.values().forEach((one) -> all.put(one.id(), one.updatedAt()));
		return new Ids(all, null);
	}

	@Override
	public synchronized RemoteIssue create(NewIssue issue) {
		this.writes++;
		RemoteId id = id(String.valueOf(++this.last));
		put(id, issue.externalId(), issue.values(), List.of());
		return get(id);
	}

	@Override
	public synchronized RemoteIssue update(RemoteId id, Values values) {
		this.writes++;
		RemoteIssue issue = get(id);
		put(id, issue.externalId(), issue.values().with(values), comments(issue));
		return get(id);
	}

	@Override
	public synchronized RemoteComment comment(RemoteId id, NewComment comment) {
		this.writes++;
		RemoteIssue issue = get(id);
		RemoteComment written = new RemoteComment(String.valueOf(++this.last), ROBOT, comment.text(), comment.mark(),
				Visibility.PUBLIC, now());
		List<RemoteComment> all = new ArrayList<>(comments(issue));
		all.add(written);
		put(id, issue.externalId(), issue.values(), all);
		return written;
	}

	@Override
	public RemoteComment editComment(RemoteId id, String comment, NewComment text) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void deleteComment(RemoteId id, String comment) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Delivery.Hints hints(Delivery delivery) {
		if (!this.secret.equals(delivery.header(SIGNATURE))) {
			throw new Delivery.Forged("not signed");
		}
		return new Delivery.Hints(Objects.requireNonNull(delivery.header("X-Delivery")),
				List.of(id(new String(delivery.body(), java.nio.charset.StandardCharsets.UTF_8))));
	}

}
