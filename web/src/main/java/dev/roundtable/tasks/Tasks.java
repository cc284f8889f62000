package dev.roundtable.tasks;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import dev.roundtable.tasks.Change.Assignee;
import dev.roundtable.writing.Body;
import dev.roundtable.writing.Markdown;
import dev.roundtable.writing.Rendered;
import dev.roundtable.writing.Text;
import dev.roundtable.writing.Title;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/**
 * Opens and changes the tasks of the one list. Who may is asked here, whoever calls; what
 * happens without anybody asking stands in {@link TaskRules}.
 */
@Component
public class Tasks {

	private final JdbcClient jdbc;

	private final Accounts accounts;

	private final Merges merges;

	private final TaskStates states;

	private final LastActs acts;

	private final KnownBuilds builds;

	private final Journal journal;

	private final Once once;

	private final Limits limits;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Tasks(JdbcClient jdbc, Accounts accounts, Merges merges, TaskStates states, LastActs acts, KnownBuilds builds,
			Journal journal, Once once, Limits limits, ApplicationEventPublisher events, Clock clock) {
		this.jdbc = jdbc;
		this.accounts = accounts;
		this.merges = merges;
		this.states = states;
		this.acts = acts;
		this.builds = builds;
		this.journal = journal;
		this.once = once;
		this.limits = limits;
		this.events = events;
		this.clock = clock;
	}

	/** What happens to a task is told of this. */
	public static Subject subject(long task) {
		return Subject.of("task", task);
	}

	/**
	 * Puts the team's own finding on the list.
	 * @throws BadInput when a field is wrong
	 */
	public TaskNumber open(Viewer by, NewTask task, OnceKey key) {
		by.require(Capability.CHANGE_TASKS);
		this.limits.spend(by, Act.TASK);
		Row row = row(by.id(), new Origin.Native(), task, Audience.EVERYONE);
		return this.once.write(key.asking("open task", task), () -> insert(row), TaskNumber::value, TaskNumber::of);
	}

	/** The same, whoever asks: for {@link TaskRules}, in the caller's transaction. */
	TaskNumber open(AccountId author, Origin origin, NewTask task, Audience source) {
		return insert(row(author, origin, task, source));
	}

	private static Row row(AccountId author, Origin origin, NewTask task, Audience source) {
		String body = (task.body() == null || task.body().isEmpty()) ? "" : Body.of(task.body()).value();
		String about = task.component();
		return new Row(author, origin, task, Title.of(task.title()).value(), body,
				body.isEmpty() ? Rendered.NOTHING : Markdown.render(body),
				(about == null || about.isBlank()) ? null : Text.line("component", about, NewTask.COMPONENT),
				(task.audience() != null) ? Change.chosenAudience(task.audience()) : Audience.EVERYONE, source);
	}

	private record Row(AccountId author, Origin origin, NewTask task, String title, String body, Rendered text,
			@Nullable String component, Audience audience, Audience source) {

		Audience told() {
			return this.audience.equals(Audience.TEAM) ? this.audience : this.source;
		}

	}

	private TaskNumber insert(Row row) {
		OffsetDateTime now = OffsetDateTime.now(this.clock);
		Severity severity = row.task().severityOrNormal();
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		this.jdbc
			.sql("""
					insert into tasks (kind, title, body, html, plain, renderer, status, status_at, severity, component, author_id, origin,
					                   origin_ref, audience, source_audience, standing, created_at, updated_at)
					values (:kind, :title, :body, :html, :plain, :renderer, 'NEW', :now, :severity, :component, :author, :origin, :ref,
					        :audience, :source, :standing, :now, :now)
					""")
			.param("kind", row.task().kindOrBug().name())
			.param("title", row.title())
			.param("body", row.body())
			.param("html", row.text().html())
			.param("plain", row.text().plainUnlessSame(row.body()))
			.param("renderer", row.text().renderer())
			.param("severity", severity.name())
			.param("component", row.component())
			.param("author", row.author().value())
			.param("origin", row.origin().place().name())
			.param("ref", row.origin().reference())
			.param("audience", row.audience().key())
			.param("source", row.source().key())
			.param("standing", TaskRank.standing(1, 0, severity, false, now.toInstant()))
			.param("now", now)
			.update(key, "number");
		long number = Objects.requireNonNull(key.getKeyAs(Long.class));
		this.journal.record(row.author().value(), "opened", subject(number), row.told(),
				Map.of("title", row.title(), "origin", row.origin().place().name()));
		this.events.publishEvent(new TaskChanged(TaskNumber.of(number), true));
		return TaskNumber.of(number);
	}

	/** @see #change(Viewer, TaskNumber, TaskEdit, OnceKey) */
	public void change(Viewer by, TaskNumber number, TaskEdit edit) {
		change(by, number, edit, OnceKey.NONE);
	}

	/**
	 * Does to a task what an edit names, and nothing else.
	 * @throws NotFound when there is no such task for her
	 * @throws StaleVersion when somebody changed it meanwhile
	 * @throws BadInput when the status cannot follow, or a field is wrong
	 */
	public void change(Viewer by, TaskNumber number, TaskEdit edit, OnceKey key) {
		by.require(Capability.CHANGE_TASKS);
		this.limits.spend(by, Act.TASK);
		if (edit.version() == null) {
			throw new BadInput("version", "version.missing");
		}
		long version = edit.version();
		this.once.write(key.asking("change task " + number, edit), () -> {
			Task before = locked(by, number, edit.duplicateOf(), version);
			write(by, before, edit);
		});
	}

	/**
	 * Takes a task off the one that it was merged into; it stands where it stood before.
	 * @throws BadInput when it was merged into none
	 */
	public void unmerge(Viewer by, TaskNumber number, long version, OnceKey key) {
		by.require(Capability.CHANGE_TASKS);
		this.limits.spend(by, Act.TASK);
		this.once.write(key.asking("unmerge task " + number, version), () -> {
			Task before = locked(by, number, null, version);
			TaskStatus was = Optional.ofNullable(this.merges.was(number.value()))
				.orElseThrow(() -> new BadInput("duplicateOf", "duplicate.none"));
			write(by, before, TaskEdit.status(version, was));
		});
	}

	/** The same without a sentence. */
	public void reopen(Viewer by, TaskNumber number, long version, OnceKey key) {
		reopen(by, number, version, null, key);
	}

	/**
	 * Takes back that a task was closed; what was to be done is to be done again.
	 * @param sentence that fans read, null or blank for none
	 */
	public void reopen(Viewer by, TaskNumber number, long version, @Nullable String sentence, OnceKey key) {
		by.require(Capability.CHANGE_TASKS);
		this.limits.spend(by, Act.TASK);
		this.once.write(key.asking("reopen task " + number, version, sentence), () -> {
			Task before = locked(by, number, null, version);
			write(by, before, TaskEdit.status(version, before.status().reopened()).because(sentence));
		});
	}

	Task locked(Viewer by, TaskNumber number, @Nullable Long into, long version) {
		this.merges.lock(number.value(), into);
		Task task = find(number, by);
		if (into != null && !this.merges.isReadable(into, Audiences.of(by))) {
			throw new BadInput("duplicateOf", "duplicate.unknown", String.valueOf(into));
		}
		if (task.version() != version) {
			throw new StaleVersion(task.version());
		}
		return task;
	}

	private void write(Viewer by, Task before, TaskEdit edit) {
		boolean merged = before.status() == TaskStatus.DUPLICATE;
		TaskStatus unmerged = merged ? this.merges.was(before.number()) : null;
		Change change = new Change(before, edit, unmerged, assignee(edit.assignee(), before));
		change.build()
			.filter((build) -> !build.name().equals(before.fixedIn()))
			.ifPresent((build) -> requireKnown("fixedIn", build));
		Optional.ofNullable(change.plannedFor())
			.filter((build) -> !build.isEmpty())
			.ifPresent((build) -> requireKnown("plannedFor", new Build(build)));
		LastActs.Was was = this.acts.before(before);
		update(by, before.number(), change);
		this.states.keep(before.number(), change, by.id().value());
		this.acts.keep(before, was, change, by);
		if (merged && (change.moves() || change.into().isPresent())) {
			this.merges.detach(before.number());
		}
		change.into()
			.ifPresent((into) -> this.merges.attach(before.number(), into,
					(unmerged != null) ? unmerged : before.status(), by.id().value()));
		Task after = find(TaskNumber.of(before.number()), by);
		tell(by, before, after, change.acts());
	}

	private void requireKnown(String field, Build build) {
		if (!this.builds.knows(build)) {
			String near = this.builds.near(build).stream().map(Build::name).collect(Collectors.joining(" · "));
			throw new BadInput(field, "build.unknown", build.name(), near);
		}
	}

	private void update(Viewer by, long number, Change change) {
		OffsetDateTime now = OffsetDateTime.now(this.clock);
		StringBuilder columns = new StringBuilder("updated_at = :now, version = version + 1");
		change.columns().keySet().forEach((column) -> columns.append(", %s = :%s".formatted(column, column)));
		if (change.moves()) {
			columns.append(", status_at = :now, status_by = :by, answered_at = coalesce(answered_at, :now)");
		}
		if (change.moves() && change.next().isDecided()) {
			columns.append(", decided_at = coalesce(decided_at, :now)");
		}
		this.jdbc.sql("update tasks set touched = nextval('task_touches'), " + columns + " where number = :number")
			.params(change.columns())
			.param("now", now)
			.param("by", by.id().value())
			.param("number", number)
			.update();
	}

	/** One row of the journal for each act; the other side of a merge is told as well. */
	void tell(Viewer by, Task before, Task after, List<Change.Act> acts) {
		long number = after.number();
		Audience told = Task.narrower(before.told(), after.told());
		Set<Long> roots = new LinkedHashSet<>();
		Stream.of(before, after).map(Task::duplicateOf).filter(Objects::nonNull).forEach(roots::add);
		Audience ofBoth = this.merges.told(roots, told);
		for (Change.Act act : acts) {
			this.journal.record(by.id().value(), act.action(), subject(number), act.ofMerging() ? ofBoth : told,
					act.facts());
		}
		this.events.publishEvent(new TaskChanged(TaskNumber.of(number)));
		for (long root : roots) {
			if (!Objects.equals(before.duplicateOf(), after.duplicateOf())) {
				boolean joins = Objects.equals(root, after.duplicateOf());
				this.journal.record(by.id().value(), joins ? "took-in" : "gave-back", subject(root), ofBoth,
						Map.of("other", String.valueOf(number)));
			}
			this.events.publishEvent(new TaskChanged(TaskNumber.of(root)));
		}
	}

	/** Who left the team may stay what she is, and be nobody's new choice. */
	private @Nullable Assignee assignee(@Nullable String name, Task before) {
		if (name == null || name.isBlank()) {
			return null;
		}
		if (before.assigneeId() != null) {
			AccountId present = AccountId.of(before.assigneeId());
			String known = this.accounts.names(List.of(present)).get(present);
			if (known != null && name.strip().equalsIgnoreCase(known)) {
				return new Assignee(present.value(), known);
			}
		}
		return this.accounts.team()
			.stream()
			.filter((person) -> person.name().equalsIgnoreCase(name.strip()))
			.map((person) -> new Assignee(person.id().value(), person.name()))
			.findFirst()
			.orElseThrow(() -> new BadInput("assignee", "assignee.unknown", name));
	}

	/**
	 * Keeps others from changing a task until the transaction ends.
	 * @throws NotFound when there is no such task for her
	 */
	Task lock(TaskNumber number, Viewer by) {
		this.merges.lock(List.of(number.value()));
		return find(number, by);
	}

	/**
	 * @param viewer null for an anonymous reader
	 * @throws NotFound when there is no such task for her
	 */
	public Task find(TaskNumber number, @Nullable Viewer viewer) {
		return this.jdbc.sql(Task.SELECT + "where t.number = :number and " + Task.READABLE)
			.param("number", number.value())
			.param("audiences", Audiences.of(viewer).array())
			.query(Task.class)
			.optional()
			.orElseThrow(() -> new NotFound("task " + number));
	}

}
