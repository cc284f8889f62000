package dev.roundtable.tasks;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.writing.Body;
import dev.roundtable.writing.Markdown;
import dev.roundtable.writing.Rendered;
import dev.roundtable.writing.Text;
import dev.roundtable.writing.Title;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opens and changes the tasks of the one list. */
@Component
public class Tasks {

	private static final int COMPONENT_LENGTH = 40;

	static final String COLUMNS = """
			t.number, t.kind, t.title, t.status, t.reason, t.fixed_in as fixedIn,
			t.duplicate_of as duplicateOf, t.severity, t.regression,
			t.component, t.assignee_id as assigneeId, a.name as assignee, t.origin, t.origin_ref as originRef,
			t.people, t.votes, t.standing,
			t.created_at as createdAt, t.version""";

	private final JdbcClient jdbc;

	private final Accounts accounts;

	private final TaskHistory history;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Tasks(JdbcClient jdbc, Accounts accounts, TaskHistory history, ApplicationEventPublisher events, Clock clock) {
		this.jdbc = jdbc;
		this.accounts = accounts;
		this.history = history;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Puts a row on the list.
	 * @param body Markdown, empty where the origin has the text
	 * @param component what it is about, null for nothing in particular
	 */
	@Transactional
	public TaskNumber open(AccountId author, Origin origin, TaskKind kind, Severity severity, String title, String body,
			@Nullable String component) {
		String heading = Title.of(title).value();
		String text = body.isEmpty() ? "" : Body.of(body).value();
		Rendered rendered = text.isEmpty() ? Rendered.NOTHING : Markdown.render(text);
		String about = lineOrEmpty("component", component, COMPONENT_LENGTH);
		OffsetDateTime now = OffsetDateTime.now(this.clock);
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		this.jdbc.sql("""
				insert into tasks (kind, title, body, html, plain, renderer, status, status_at, severity, component,
				                   author_id, origin, origin_ref, standing, created_at, updated_at)
				values (:kind, :title, :body, :html, :plain, :renderer, 'NEW', :now, :severity, :component,
				        :author, :origin, :ref, :standing, :now, :now)
				""")
			.param("kind", kind.name())
			.param("title", heading)
			.param("body", text)
			.param("html", rendered.html())
			.param("plain", rendered.plainUnlessSame(text))
			.param("renderer", rendered.renderer())
			.param("severity", severity.name())
			.param("component", (about == null || about.isBlank()) ? null : about)
			.param("author", author.value())
			.param("origin", origin.name())
			.param("ref", origin.reference())
			.param("standing", TaskRank.standing(1, 0, severity, false, now.toInstant()))
			.param("now", now)
			.update(key, "number");
		TaskNumber number = TaskNumber.of(Objects.requireNonNull(key.getKeyAs(Long.class)));
		this.events.publishEvent(new TaskChanged(number));
		return number;
	}

	/**
	 * Changes a task.
	 * @throws StaleVersion when somebody changed it meanwhile
	 * @throws BadInput when the status cannot follow, or a field is wrong
	 */
	@Transactional
	public void change(Viewer by, TaskNumber number, TaskEdit edit) {
		lockAllThatChange(number, edit);
		Task before = find(number);
		if (before.version() != edit.version()) {
			throw new StaleVersion(before.version());
		}
		TaskEdit clean = cleaned(edit, number, before.status());
		Task after = before.with(clean, assigneeId(clean.assignee()));
		OffsetDateTime now = OffsetDateTime.now(this.clock);
		update(after, now);
		if (after.status() != before.status()) {
			statusChanged(by, after, now);
		}
		this.history.record(by, before, after, now);
		this.events.publishEvent(new TaskChanged(number));
		notifyOriginal(before.duplicateOf());
		notifyOriginal(after.duplicateOf());
	}

	/**
	 * A vote may count again what an edit ranks, and two merges may want each other's
	 * rows: whatever an edit will write is locked before it is read, in one order, so
	 * that nobody waits in a circle or works from what has gone.
	 */
	private void lockAllThatChange(TaskNumber number, TaskEdit edit) {
		Set<Long> locked = Set.of();
		Set<Long> needed = allThatChange(number, edit);
		while (!locked.containsAll(needed)) {
			lock(needed);
			locked = needed;
			needed = allThatChange(number, edit);
		}
	}

	/** The task, its duplicates, and the originals it leaves or joins. */
	private Set<Long> allThatChange(TaskNumber number, TaskEdit edit) {
		List<Long> partners = Stream.of(number.value(), edit.duplicateOf()).filter(Objects::nonNull).toList();
		Set<Long> numbers = new HashSet<>(partners);
		numbers.addAll(family(number));
		numbers.addAll(
				this.jdbc.sql("select duplicate_of from tasks where number in (:partners) and duplicate_of is not null")
					.param("partners", partners)
					.query(Long.class)
					.list());
		return numbers;
	}

	private void lock(Collection<Long> numbers) {
		this.jdbc.sql("select number from tasks where number in (:numbers) order by number for update")
			.param("numbers", numbers)
			.query(Long.class)
			.list();
	}

	/**
	 * Keeps others from changing a task until the transaction ends.
	 * @throws NotFound when there is no such task
	 */
	void lock(TaskNumber task) {
		lock(List.of(task.value()));
		find(task);
	}

	/** The same, unless somebody else is at it: then false, without waiting. */
	public boolean lockUnlessBusy(TaskNumber task) {
		return this.jdbc.sql("select number from tasks where number = :number for update skip locked")
			.param("number", task.value())
			.query(Long.class)
			.optional()
			.isPresent();
	}

	/** The numbers of a task and of its duplicates. */
	public List<Long> family(TaskNumber task) {
		// Not with "or", which makes H2 read the whole list.
		return this.jdbc.sql("""
				select number from tasks where number = :task
				union all select number from tasks where duplicate_of = :task
				""").param("task", task.value()).query(Long.class).list();
	}

	private TaskEdit cleaned(TaskEdit edit, TaskNumber number, TaskStatus before) {
		TaskStatus becomes = Objects.requireNonNullElse(edit.status(), before);
		return new TaskEdit(edit.version(), edit.status(),
				(edit.title() != null) ? Title.of(edit.title()).value() : null, edit.severity(), edit.regression(),
				lineOrEmpty("component", edit.component(), COMPONENT_LENGTH), edit.assignee(),
				lineOrEmpty("fixedIn", edit.fixedIn(), 80), lineOrEmpty("reason", edit.reason(), 2000),
				(edit.duplicateOf() != null && becomes == TaskStatus.DUPLICATE) ? original(edit.duplicateOf(), number)
						: null);
	}

	private static @Nullable String lineOrEmpty(String field, @Nullable String raw, int length) {
		return (raw == null || raw.isBlank()) ? raw : Text.line(field, raw, length);
	}

	/** A duplicate of a duplicate is a duplicate of the original. */
	private long original(long wanted, TaskNumber of) {
		Task other = number(wanted)
			.orElseThrow(() -> new BadInput("duplicateOf", "duplicate.unknown", String.valueOf(wanted)));
		long original = Objects.requireNonNullElse(other.duplicateOf(), other.number());
		if (original == of.value()) {
			throw new BadInput("duplicateOf", "duplicate.self");
		}
		this.jdbc.sql("update tasks set duplicate_of = :original, version = version + 1 where duplicate_of = :number")
			.param("original", original)
			.param("number", of.value())
			.update();
		return original;
	}

	private void notifyOriginal(@Nullable Long original) {
		if (original != null) {
			this.events.publishEvent(new TaskChanged(TaskNumber.of(original)));
		}
	}

	private @Nullable Long assigneeId(@Nullable String name) {
		if (name == null || name.isBlank()) {
			return null;
		}
		return this.accounts.team()
			.stream()
			.filter((person) -> person.name().equalsIgnoreCase(name.strip()))
			.map((person) -> person.id().value())
			.findFirst()
			.orElseThrow(() -> new BadInput("assignee", "assignee.unknown", name));
	}

	private void update(Task task, OffsetDateTime now) {
		this.jdbc.sql("""
				update tasks set title = :title, status = :status, reason = :reason, fixed_in = :fixedIn,
				    duplicate_of = :duplicateOf, severity = :severity, regression = :regression,
				    component = :component, assignee_id = :assigneeId, standing = :standing, updated_at = :now,
				    version = version + 1
				where number = :number
				""")
			.param("title", task.title())
			.param("status", task.status().name())
			.param("reason", task.reason())
			.param("fixedIn", task.fixedIn())
			.param("duplicateOf", task.duplicateOf())
			.param("severity", task.severity().name())
			.param("regression", task.regression())
			.param("component", task.component())
			.param("assigneeId", task.assigneeId())
			.param("standing", task.standing())
			.param("now", now)
			.param("number", task.number())
			.update();
	}

	private void statusChanged(Viewer by, Task task, OffsetDateTime now) {
		this.jdbc.sql("""
				update tasks set status_at = :now, status_by = :by, answered_at = coalesce(answered_at, :now),
				    fixed_at = case when :fixed then coalesce(fixed_at, :now) else fixed_at end
				where number = :number
				""")
			.param("now", now)
			.param("by", by.id().value())
			.param("fixed", task.status() == TaskStatus.FIXED || task.status() == TaskStatus.RELEASED)
			.param("number", task.number())
			.update();
	}

	/**
	 * Sets how many people a task affects, as the forum counts them. The caller has
	 * locked the task. The version stays: a fan's vote must not make an engineer's edit
	 * stale.
	 */
	public void recount(TaskNumber number, int people, int votes) {
		Task task = find(number);
		if (task.people() == people && task.votes() == votes) {
			return;
		}
		this.jdbc.sql("""
				update tasks set people = :people, votes = :votes, standing = :standing where number = :number
				""")
			.param("people", people)
			.param("votes", votes)
			.param("standing",
					TaskRank.standing(people, votes, task.severity(), task.regression(), task.createdAt().toInstant()))
			.param("number", number.value())
			.update();
	}

	Task find(TaskNumber number) {
		return number(number.value()).orElseThrow(() -> new NotFound("task " + number));
	}

	private Optional<Task> number(long number) {
		return this.jdbc
			.sql("select " + COLUMNS
					+ " from tasks t left join accounts a on a.id = t.assignee_id where t.number = :number")
			.param("number", number)
			.query(Task.class)
			.optional();
	}

	/** Only the team works on the list. */
	static void requireTeam(@Nullable Viewer viewer) {
		if (viewer == null || viewer.role() == Role.FAN) {
			throw new AccessDeniedException("for the team");
		}
	}

}
