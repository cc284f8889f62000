package dev.roundtable.tracker.gitlab;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
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
import dev.roundtable.tracker.forge.Labels;
import dev.roundtable.tracker.http.Answer;
import dev.roundtable.tracker.http.Asked;
import dev.roundtable.tracker.http.Bounds;
import dev.roundtable.tracker.http.Outside;
import dev.roundtable.tracker.http.Reach;
import org.jspecify.annotations.Nullable;

/** A connection to the issues of a project in a GitLab. */
public final class GitLabTracker implements Tracker, AutoCloseable {

	private static final int PAGE = 100;

	private static final Set<Ability> CAN = Set.of(Ability.CREATE, Ability.UPDATE, Ability.COMMENT,
			Ability.EDIT_COMMENT, Ability.DELETE_COMMENT, Ability.HINTS);

	private static final Set<Field> FIELDS = EnumSet.allOf(Field.class);

	private final Abilities abilities;

	private final Outside outside;

	private final Place place;

	private final Issues issues;

	private final Choices choices;

	private final Reader reader;

	private final Writer writer;

	private final Hooks hooks;

	private final Clock clock;

	public GitLabTracker(GitLabProject project, Bounds bounds, Reach reach, Asked.Audit audit, Clock clock) {
		this(project, bounds, reach, audit, clock, PAGE);
	}

	GitLabTracker(GitLabProject project, Bounds bounds, Reach reach, Asked.Audit audit, Clock clock, int page) {
		this.outside = new Outside(project.endpoint(bounds, reach, audit, clock));
		this.place = new Place(this.outside, project.path());
		Fields fields = new Fields(new Labels(project.labels()));
		Lists lists = new Lists(this.outside);
		this.issues = new Issues(project, fields, this.place, clock);
		this.choices = new Choices(lists, this.place, fields);
		this.reader = new Reader(this.outside, lists, this.place, this.issues, page);
		this.writer = new Writer(this.outside, this.place, this.reader, this.issues, this.choices);
		this.hooks = new Hooks(project, clock);
		this.clock = clock;
		// It gives up on a request after a minute, and reads lists from copies that may
		// be
		// some seconds behind. It shows milliseconds, and says in seconds when it
		// answered.
		this.abilities = new Abilities(CAN, FIELDS, FIELDS, 255, 1_000_000, Duration.ofSeconds(1),
				Duration.ofSeconds(30), bounds.whole().plusMinutes(2), new GitLabMarkup());
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
		Answer answer = this.outside.get(this.place.path(""), Map.of());
		return new Access(now.account(), now.rights(), Duration.between(this.clock.instant(), this.issues.at(answer)));
	}

	@Override
	public RemoteIssue fetch(RemoteId id) {
		return this.reader.fetch(id);
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
