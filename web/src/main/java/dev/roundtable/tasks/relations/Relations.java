package dev.roundtable.tasks.relations;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import dev.roundtable.tasks.Task;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.tasks.Tasks;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Says how one task stands to another and takes that back. Both show it, each from its
 * side, to those who may read the other one.
 */
@Component
public class Relations {

	/** Whether task {@code t} has any, whoever may read of them. */
	public static final String EXIST = """
			(exists (select 1 from task_relations r where r.from_task = t.number)
			    or exists (select 1 from task_relations r where r.to_task = t.number))""";

	private static final int SHOWN = 100;

	private final JdbcClient jdbc;

	private final Tasks tasks;

	private final Journal journal;

	private final Once once;

	private final Limits limits;

	private final Clock clock;

	Relations(JdbcClient jdbc, Tasks tasks, Journal journal, Once once, Limits limits, Clock clock) {
		this.jdbc = jdbc;
		this.tasks = tasks;
		this.journal = journal;
		this.once = once;
		this.limits = limits;
		this.clock = clock;
	}

	/**
	 * Says it; again is no matter.
	 * @throws NotFound when either of them is no task for her
	 * @throws BadInput {@code relation.self} or, where it would lead back to where it
	 * began, {@code relation.circle}
	 */
	void relate(Viewer by, TaskNumber task, RelationKind kind, TaskNumber other, OnceKey key) {
		requireBoth(by, task, other);
		if (task.equals(other)) {
			throw new BadInput("other", "relation.self");
		}
		Row row = Row.of(task, kind, other);
		this.once.write(key.asking("relate " + task, kind, other.value()), () -> {
			takeTurn();
			lock(Set.of(row.from(), row.to()));
			if (reached(row.to(), row.kind()).contains(row.from())) {
				throw new BadInput("other", "relation.circle", String.valueOf(task.value()),
						String.valueOf(other.value()));
			}
			int made = this.jdbc.sql("""
					insert into task_relations (from_task, kind, to_task, related_by, related_at)
					select :from, :kind, :to, :by, :now
					where not exists (select 1 from task_relations r
					                  where r.from_task = :from and r.kind = :kind and r.to_task = :to)
					""")
				.param("from", row.from())
				.param("kind", row.kind().name())
				.param("to", row.to())
				.param("by", by.id().value())
				.param("now", OffsetDateTime.now(this.clock))
				.update();
			if (made > 0) {
				tell(by, "related", task, kind, other);
			}
		});
	}

	/**
	 * Takes it back; where it is not said, that is no matter.
	 * @throws NotFound when either of them is no task for her
	 */
	void takeBack(Viewer by, TaskNumber task, RelationKind kind, TaskNumber other, OnceKey key) {
		requireBoth(by, task, other);
		Row row = Row.of(task, kind, other);
		this.once.write(key.asking("unrelate " + task, kind, other.value()), () -> {
			lock(Set.of(row.from(), row.to()));
			int gone = this.jdbc
				.sql("delete from task_relations where from_task = :from and kind = :kind and to_task = :to")
				.param("from", row.from())
				.param("kind", row.kind().name())
				.param("to", row.to())
				.update();
			if (gone > 0) {
				tell(by, "unrelated", task, kind, other);
			}
		});
	}

	private void requireBoth(Viewer by, TaskNumber task, TaskNumber other) {
		by.require(Capability.CHANGE_TASKS);
		this.limits.spend(by, Act.TASK);
		this.tasks.find(task, by);
		this.tasks.find(other, by);
	}

	/** One after the other: of several who close a circle together none would see it. */
	private void takeTurn() {
		this.jdbc.sql("select id from task_relation_turn for update").query(Integer.class).list();
	}

	private void lock(Set<Long> numbers) {
		this.jdbc.sql("select number from tasks where number in (:numbers) order by number for update")
			.param("numbers", numbers)
			.query(Long.class)
			.list();
	}

	/** The task itself and all that it leads to, step by step: ways may meet again. */
	private Set<Long> reached(long task, RelationKind kind) {
		Set<Long> reached = new HashSet<>(Set.of(task));
		Set<Long> edge = Set.copyOf(reached);
		while (!edge.isEmpty()) {
			Set<Long> next = new HashSet<>(
					this.jdbc.sql("select to_task from task_relations where from_task in (:edge) and kind = :kind")
						.param("edge", edge)
						.param("kind", kind.name())
						.query(Long.class)
						.list());
			next.removeAll(reached);
			reached.addAll(next);
			edge = next;
		}
		return reached;
	}

	/** Each of them is told of it, to those who may read both. */
	private void tell(Viewer by, String action, TaskNumber task, RelationKind kind, TaskNumber other) {
		Task one = this.tasks.find(task, by);
		Task two = this.tasks.find(other, by);
		Audience both = Task.narrower(one.told(), two.told());
		this.jdbc.sql("update tasks set touched = nextval('task_touches'), updated_at = :now where number in (:both)")
			.param("now", OffsetDateTime.now(this.clock))
			.param("both", List.of(task.value(), other.value()))
			.update();
		this.journal.record(by.id().value(), action, Tasks.subject(task.value()), both, facts(kind, other));
		this.journal.record(by.id().value(), action, Tasks.subject(other.value()), both, facts(kind.turned(), task));
	}

	private static Map<String, String> facts(RelationKind kind, TaskNumber other) {
		return Map.of("relation", kind.name(), "other", String.valueOf(other.value()));
	}

	/** The caller has seen to the task's audience. Kind by kind, the oldest first. */
	public List<Related> of(TaskNumber task, @Nullable Viewer viewer) {
		return this.jdbc.sql("""
				select t.number, t.title, t.status, r.kind, r.turned
				from (select to_task as other, kind, false as turned, related_at from task_relations
				      where from_task = :task
				      union all
				      select from_task, kind, true, related_at from task_relations where to_task = :task) r
				join tasks t on t.number = r.other and\s""" + Task.READABLE + """

				order by r.kind, r.turned desc, r.related_at, t.number limit :most
				""")
			.param("task", task.value())
			.param("audiences", Audiences.of(viewer).array())
			.param("most", SHOWN)
			.query((row, _) -> {
				RelationKind kind = RelationKind.valueOf(row.getString("kind"));
				return new Related(row.getBoolean("turned") ? kind.turned() : kind, row.getLong("number"),
						row.getString("title"), TaskStatus.valueOf(row.getString("status")));
			})
			.list();
	}

	/**
	 * Public for its template.
	 *
	 * @param kind how the task that was asked for stands to this one
	 */
	public record Related(RelationKind kind, long number, String title, TaskStatus status) {

		public String url() {
			return TaskNumber.of(this.number).url();
		}

	}

	/** As it is kept, whichever side said it. */
	private record Row(long from, RelationKind kind, long to) {

		static Row of(TaskNumber task, RelationKind kind, TaskNumber other) {
			return kind.isKept() ? new Row(task.value(), kind, other.value())
					: new Row(other.value(), kind.turned(), task.value());
		}

	}

}
