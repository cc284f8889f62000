package dev.roundtable.tracker.memory;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

import dev.roundtable.tracker.Abilities;
import dev.roundtable.tracker.Ability;
import dev.roundtable.tracker.Access;
import dev.roundtable.tracker.Changes;
import dev.roundtable.tracker.Choice;
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
import dev.roundtable.tracker.Visibility;
import org.jspecify.annotations.Nullable;

/** One connection to a {@link MemoryServer}. */
public final class MemoryTracker implements Tracker {

	/** Issues, and all others of the last one's second. */
	private static final int PAGE = 5;

	public static final Duration DOUBT = Duration.ofMinutes(2);

	private static final Abilities ABILITIES = new Abilities(
			Set.of(Ability.CREATE, Ability.UPDATE, Ability.COMMENT, Ability.EDIT_COMMENT, Ability.DELETE_COMMENT),
			MemoryServer.FIELDS, MemoryServer.FIELDS, MemoryServer.TITLE, 60_000, Duration.ofSeconds(1),
			Duration.ofSeconds(1), DOUBT, Markup.MARKDOWN);

	private final MemoryServer server;

	private final String project;

	private final boolean stranger;

	public MemoryTracker(MemoryServer server) {
		this(server, MemoryServer.PROJECT, false);
	}

	MemoryTracker(MemoryServer server, String project, boolean stranger) {
		this.server = server;
		this.project = project;
		this.stranger = stranger;
	}

	private MemoryServer ask() {
		if (this.stranger || !this.server.isTokenGood()) {
			throw new TrackerFailure.TokenRefused("nobody has this token");
		}
		if (!this.project.equals(MemoryServer.PROJECT)) {
			throw new TrackerFailure.Gone("no project " + this.project);
		}
		return this.server;
	}

	@Override
	public Abilities abilities() {
		return ABILITIES;
	}

	@Override
	public Optional<RateLimit> limit() {
		return Optional.empty();
	}

	@Override
	public List<Choice> choices(Field field) {
		return ask().choices(field);
	}

	@Override
	public Access check() {
		ask();
		return new Access(MemoryServer.ROBOT, ABILITIES.can(), Duration.ZERO);
	}

	@Override
	public RemoteIssue fetch(RemoteId id) {
		return read(ask().get(id), true);
	}

	@Override
	public List<RemoteIssue> peek(Collection<RemoteId> ids) {
		MemoryServer asked = ask();
		return ids.stream().filter(asked::has).map((id) -> read(asked.get(id), false)).toList();
	}

	@Override
	public Optional<RemoteId> find(ExternalId id) {
		return StreamSupport.stream(ask().all().spliterator(), false)
			.filter((issue) -> id.equals(issue.externalId))
			.map((issue) -> MemoryServer.id(issue.number))
			.findFirst();
	}

	/** The next page begins at the time where this one ends, and repeats that second. */
	@Override
	public Changes changes(Changes.Since since) {
		Instant from = (since.page() != null) ? Instant.parse(since.page()) : since.from();
		List<MemoryIssue> found = StreamSupport.stream(ask().all().spliterator(), false)
			.filter((issue) -> !issue.updatedAt.isBefore(from))
			.sorted(Comparator.comparing((issue) -> issue.updatedAt))
			.toList();
		List<RemoteIssue> page = new ArrayList<>();
		@Nullable Instant next = null;
		for (MemoryIssue issue : found) {
			if (page.size() >= PAGE && issue.updatedAt.isAfter(page.getLast().updatedAt())) {
				next = issue.updatedAt;
				break;
			}
			page.add(read(issue, false));
		}
		return new Changes(page, (next != null) ? next.toString() : null);
	}

	@Override
	public Ids ids(@Nullable String page) {
		long after = (page != null) ? Long.parseLong(page) : 0;
		Map<RemoteId, Instant> ids = new LinkedHashMap<>();
		long last = 0;
		for (MemoryIssue issue : ask().all()) {
			if (issue.number > after && ids.size() < PAGE) {
				ids.put(MemoryServer.id(issue.number), issue.updatedAt);
				last = issue.number;
			}
		}
		return new Ids(ids, (ids.size() == PAGE) ? String.valueOf(last) : null);
	}

	@Override
	public RemoteIssue create(NewIssue issue) {
		MemoryServer asked = ask();
		requireFits(issue.values());
		asked.wrote();
		return read(asked.open(MemoryServer.ROBOT, issue.values(), issue.externalId()), true);
	}

	@Override
	public RemoteIssue update(RemoteId id, Values values) {
		MemoryIssue issue = ask().get(id);
		requireFits(values);
		this.server.wrote();
		this.server.write(issue, values, false);
		return read(issue, this.server.tellsComments());
	}

	private static void requireFits(Values values) {
		values.byField().forEach((field, value) -> {
			int most = switch (field) {
				case TITLE -> ABILITIES.titleLength();
				case DESCRIPTION -> ABILITIES.textLength();
				case KIND, STATUS, SEVERITY, COMPONENT, ASSIGNEE, RELEASE -> RemoteId.LENGTH;
			};
			if (value.length() > most) {
				throw new TrackerFailure.Refused(field + " is too long", field);
			}
		});
	}

	@Override
	public RemoteComment comment(RemoteId id, NewComment comment) {
		MemoryIssue issue = ask().get(id);
		this.server.wrote();
		return read(this.server.note(issue, MemoryServer.ROBOT, comment.text(), comment.mark(), Visibility.PUBLIC));
	}

	@Override
	public RemoteComment editComment(RemoteId id, String comment, NewComment text) {
		MemoryIssue.Note note = ask().get(id).notes.stream()
			.filter((one) -> one.id.equals(comment))
			.findFirst()
			.orElseThrow(() -> new TrackerFailure.Gone("no comment " + comment));
		this.server.wrote();
		note.text = text.text();
		return read(note);
	}

	@Override
	public void deleteComment(RemoteId id, String comment) {
		if (ask().get(id).notes.removeIf((note) -> note.id.equals(comment))) {
			this.server.wrote();
		}
	}

	RemoteIssue read(MemoryIssue issue, boolean comments) {
		return new RemoteIssue(MemoryServer.id(issue.number), URI.create("http://tracker/" + issue.number),
				issue.externalId, issue.values, issue.visibility, issue.author, issue.createdAt, issue.updatedAt,
				this.server.now(), comments ? issue.notes.stream().map(MemoryTracker::read).toList() : null);
	}

	private static RemoteComment read(MemoryIssue.Note note) {
		return new RemoteComment(note.id, note.author, note.text, note.mark, note.visibility, note.createdAt);
	}

}
