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
import dev.roundtable.people.Audiences;
import dev.roundtable.site.Audience;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tasks that are the same as another one. Each merge is a row that keeps who was merged
 * into whom, so that a merge of a merge can be taken back, too; all of a tree name its
 * root, where people are counted.
 */
@Component
class Merges {

	private final JdbcClient jdbc;

	private final Clock clock;

	Merges(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * The numbers of a task and of all that was merged into it, over however many steps.
	 */
	List<Long> family(long task) {
		// Not with "or", which makes H2 read the whole list.
		List<Long> ofRoot = this.jdbc.sql("""
				select number from tasks where number = :task
				union all select number from tasks where duplicate_of = :task
				""").param("task", task).query(Long.class).list();
		return (ofRoot.size() > 1) ? ofRoot : below(task);
	}

	private List<Long> below(long task) {
		return this.jdbc.sql("""
				with recursive tree (number) as (
				    select cast(:task as bigint) as number
				    union all
				    select m.child from tree t join task_merges m on m.parent = t.number
				)
				select number from tree
				""").param("task", task).query(Long.class).list();
	}

	/** The root that stands for a task on the list; empty when there is no such task. */
	Optional<Long> root(long task) {
		return this.jdbc.sql("select coalesce(duplicate_of, number) from tasks where number = :task")
			.param("task", task)
			.query(Long.class)
			.optional();
	}

	/** Whether somebody of those audiences may know of a task. */
	boolean isReadable(long task, Audiences audiences) {
		return this.jdbc.sql("select count(*) from tasks t where t.number = :task and " + Task.READABLE)
			.param("task", task)
			.param("audiences", audiences.array())
			.query(Long.class)
			.single() > 0;
	}

	/**
	 * Who may be told of what concerns all of these tasks and one that is told to some.
	 */
	Audience told(Collection<Long> tasks, Audience some) {
		if (tasks.isEmpty()) {
			return some;
		}
		return this.jdbc.sql("select audience, source_audience from tasks where number in (:tasks)")
			.param("tasks", tasks)
			.query((row, _) -> Task.narrower(new Audience(row.getString(1)), new Audience(row.getString(2))))
			.list()
			.stream()
			.reduce(some, Task::narrower);
	}

	/** The status that a merged task came from, null for any other. */
	@Nullable TaskStatus was(long task) {
		return this.jdbc.sql("select was from task_merges where child = :task")
			.param("task", task)
			.query(TaskStatus.class)
			.optional()
			.orElse(null);
	}

	/**
	 * A vote may count again what an edit ranks, and two merges may want each other's
	 * rows: whatever an edit will write is locked before it is read, in one order, so
	 * that nobody waits in a circle or works from what has gone.
	 */
	void lock(long task, @Nullable Long into) {
		if (into != null || !root(task).equals(Optional.of(task))) {
			// Who changes what hangs where waits for its turn: what is locked below
			// grows no more, or two would lock it in another order.
			this.jdbc.sql("select id from merge_turn for update").query(Long.class).single();
		}
		Set<Long> locked = Set.of();
		Set<Long> needed = trees(task, into);
		while (!locked.containsAll(needed)) {
			lock(needed);
			locked = needed;
			needed = trees(task, into);
		}
	}

	/** The roots of both, and all that hangs on the task. */
	private Set<Long> trees(long task, @Nullable Long into) {
		Set<Long> numbers = new HashSet<>(family(task));
		Stream.of(task, into).filter(Objects::nonNull).forEach((one) -> {
			numbers.add(one);
			root(one).ifPresent(numbers::add);
		});
		return numbers;
	}

	void lock(Collection<Long> numbers) {
		this.jdbc.sql("select number from tasks where number in (:numbers) order by number for update")
			.param("numbers", numbers)
			.query(Long.class)
			.list();
	}

	/**
	 * Hangs a task, with all that hangs on it, below another one. The caller has locked
	 * both trees, and takes a merged one off first.
	 * @throws BadInput when that is the task itself, or hangs below it
	 */
	void attach(long child, long parent, TaskStatus was, @Nullable Long by) {
		long root = root(parent)
			.orElseThrow(() -> new BadInput("duplicateOf", "duplicate.unknown", String.valueOf(parent)));
		if (root == child || parent == child) {
			throw new BadInput("duplicateOf", "duplicate.self");
		}
		this.jdbc.sql("""
				insert into task_merges (child, parent, was, merged_by, merged_at)
				values (:child, :parent, :was, :by, :now)
				""")
			.param("child", child)
			.param("parent", parent)
			.param("was", was.name())
			.param("by", by)
			.param("now", OffsetDateTime.now(this.clock))
			.update();
		this.jdbc.sql("update tasks set touched = nextval('task_touches'), duplicate_of = :root where number = :child")
			.param("root", root)
			.param("child", child)
			.update();
		this.jdbc.sql("""
				update tasks set touched = nextval('task_touches'), duplicate_of = :root, version = version + 1
				where duplicate_of = :child
				""").param("root", root).param("child", child).update();
	}

	/** Takes a task, with all that hangs on it, off the one that it was merged into. */
	void detach(long child) {
		this.jdbc.sql("delete from task_merges where child = :child").param("child", child).update();
		List<Long> below = below(child);
		this.jdbc.sql("update tasks set touched = nextval('task_touches'), duplicate_of = null where number = :child")
			.param("child", child)
			.update();
		if (below.size() > 1) {
			this.jdbc.sql("""
					update tasks set touched = nextval('task_touches'), duplicate_of = :child, version = version + 1
					where number in (:below) and number <> :child
					""").param("child", child).param("below", below).update();
		}
	}

}
