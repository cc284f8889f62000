package dev.roundtable.tracker.jira;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.roundtable.tracker.Abilities;
import dev.roundtable.tracker.Ability;
import dev.roundtable.tracker.Access;
import dev.roundtable.tracker.Changes;
import dev.roundtable.tracker.Choice;
import dev.roundtable.tracker.Delivery;
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
import dev.roundtable.tracker.Values;
import dev.roundtable.tracker.http.Answer;
import dev.roundtable.tracker.http.Asked;
import dev.roundtable.tracker.http.Bounds;
import dev.roundtable.tracker.http.Outside;
import dev.roundtable.tracker.http.Reach;
import org.jspecify.annotations.Nullable;

/** A connection to the issues of a project in a Jira. */
public final class JiraTracker implements Tracker, AutoCloseable {

	private static final int PAGE = Search.MOST;

	private static final Set<Ability> CAN = Set.of(Ability.CREATE, Ability.UPDATE, Ability.COMMENT,
			Ability.EDIT_COMMENT, Ability.DELETE_COMMENT, Ability.HINTS);

	private static final Set<Field> FIELDS = EnumSet.allOf(Field.class);

	private final Abilities abilities;

	private final Outside outside;

	private final Api api;

	private final Place place;

	private final Issues issues;

	private final Choices choices;

	private final Reader reader;

	private final Writer writer;

	private final Hooks hooks;

	private final Clock clock;

	public JiraTracker(JiraProject project, Bounds bounds, Reach reach, Asked.Audit audit, Clock clock) {
		this(project, bounds, reach, audit, clock, PAGE);
	}

	JiraTracker(JiraProject project, Bounds bounds, Reach reach, Asked.Audit audit, Clock clock, int page) {
		this.outside = new Outside(project.endpoint(bounds, reach, audit, clock));
		this.api = new Api(this.outside);
		this.place = new Place(this.api, project.key());
		this.issues = new Issues(project, clock);
		this.choices = new Choices(this.api, this.place);
		this.reader = new Reader(this.api, this.place, this.issues, new Search(this.api, this.place, page));
		this.writer = new Writer(this.api, this.place, this.reader, this.issues);
		this.hooks = new Hooks(project);
		this.clock = clock;
		// Its searches know minutes, and what was written may be found some seconds
		// later.
		this.abilities = new Abilities(CAN, FIELDS, FIELDS, 255, 32_767, Duration.ofSeconds(1), Duration.ofSeconds(90),
				bounds.whole().plusMinutes(2), new Wiki());
	}

	@Override
	public Abilities abilities() {
		return this.abilities;
	}

	@Override
	public Optional<RateLimit> limit() {
		return this.outside.limit();
	}

	@Override
	public List<Choice> choices(Field field) {
		return this.choices.of(field);
	}

	@Override
	public Access check() {
		Home now = this.place.askAgain();
		Answer answer = this.api.get("/myself");
		return new Access(now.account(), Home.rights(this.api, this.place.project()),
				Duration.between(this.clock.instant(), this.issues.at(answer)));
	}

	@Override
	public RemoteIssue fetch(RemoteId id) {
		return this.reader.fetch(id);
	}

	@Override
	public RemoteIssue named(RemoteId name) {
		return this.reader.named(name);
	}

	@Override
	public List<RemoteIssue> peek(Collection<RemoteId> ids) {
		return this.reader.peek(ids);
	}

	@Override
	public Optional<RemoteId> find(ExternalId id) {
		return this.reader.find(id);
	}

	@Override
	public Changes changes(Changes.Since since) {
		return this.reader.changes(since);
	}

	@Override
	public Ids ids(@Nullable String page) {
		return this.reader.ids(page);
	}

	@Override
	public RemoteIssue create(NewIssue issue) {
		return this.writer.create(issue);
	}

	@Override
	public RemoteIssue update(RemoteId id, Values values) {
		return this.writer.update(id, values);
	}

	@Override
	public RemoteComment comment(RemoteId id, NewComment comment) {
		return this.writer.comment(id, comment);
	}

	@Override
	public RemoteComment editComment(RemoteId id, String comment, NewComment text) {
		return this.writer.edit(id, comment, text);
	}

	@Override
	public void deleteComment(RemoteId id, String comment) {
		this.writer.delete(id, comment);
	}

	@Override
	public Delivery.Hints hints(Delivery delivery) {
		return this.hooks.read(delivery);
	}

	@Override
	public void close() throws IOException {
		this.outside.close();
	}

}
