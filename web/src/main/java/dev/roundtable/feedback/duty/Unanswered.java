package dev.roundtable.feedback.duty;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskRules;
import dev.roundtable.tasks.TaskRules.Lock;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Feedback that nobody of the team has said anything about: no public answer on its task,
 * no floor on its topic.
 */
@Component
class Unanswered {

	/** Rows of a board that are shown. */
	static final int SHOWN = 8;

	/** Rows that may be in other people's hands before nothing is free. */
	private static final int TRIED = 50;

	/** Wants {@code :audiences}. */
	private static final String SELECT = """
			select f.topic_id as topic, f.board_id as board, f.title, f.kind, f.created_at as at, f.author_id as author,
			       t.number as task, t.assignee_id as assignee
			from topic_facts f join task_topics l on l.topic_id = f.topic_id
			join task_facts t on t.number = l.task_number
			where f.kind in ('BUG', 'IDEA') and f.held = false and %s and %s and %s
			and t.status in ('NEW', 'NEEDS_INFO', 'CONFIRMED', 'PLANNED', 'IN_PROGRESS')
			and f.topic_id not in (select p.topic_id from people_names s
			    join post_facts p on p.author_id = s.account_id and p.held = false where s.role <> 'FAN')
			and t.number not in (select a.task_number from task_answer_facts a)
			""".formatted(Audiences.mayRead("f.readers"), Audiences.mayRead("t.audience"),
			Audiences.mayRead("t.source_audience"));

	private final JdbcClient jdbc;

	private final TaskRules rules;

	private final Tasks tasks;

	private final Once once;

	private final Limits limits;

	Unanswered(JdbcClient jdbc, TaskRules rules, Tasks tasks, Once once, Limits limits) {
		this.jdbc = jdbc;
		this.rules = rules;
		this.tasks = tasks;
		this.once = once;
		this.limits = limits;
	}

	/** The queue of each board that has one and that she may read, oldest first. */
	Map<Long, Waiting> byBoard(Viewer viewer) {
		viewer.require(Capability.ANSWER_FOR_TEAM);
		Map<Long, Waiting> boards = new HashMap<>();
		this.jdbc.sql("""
				select q.*, n.name as by_name, a.name as taken_by from (
				    select u.*, count(*) over (partition by u.board) as total,
				           count(case when u.assignee is null then 1 end) over (partition by u.board) as free,
				           row_number() over (partition by u.board order by u.at, u.topic) as place from (%s) u) q
				join people_names n on n.account_id = q.author left join people_names a on a.account_id = q.assignee
				where q.place <= :shown order by q.board, q.place
				""".formatted(SELECT))
			.param("audiences", Audiences.of(viewer).array())
			.param("shown", SHOWN)
			.query((row) -> {
				long total = row.getLong("total");
				long free = row.getLong("free");
				boards.computeIfAbsent(row.getLong("board"), (_) -> new Waiting(total, free, new ArrayList<>()))
					.oldest()
					.add(new Topic(row.getLong("topic"), row.getString("title"), row.getString("kind"),
							row.getString("by_name"), row.getString("taken_by"),
							When.of(row.getObject("at", OffsetDateTime.class).toInstant())));
			});
		return boards;
	}

	/**
	 * The same as one list, page by page.
	 * @throws BadInput on {@code cursor}
	 */
	CursorPage<DutyTopic> page(Viewer viewer, List<Long> boards, @Nullable String cursor, int size) {
		viewer.require(Capability.ANSWER_FOR_TEAM);
		Place behind = Place.of(cursor);
		return CursorPage
			.of(this.jdbc
				.sql("select u.*, b.slug, n.name as by_name, a.name as taken_by from (" + SELECT
						+ " and f.board_id = any(:boards) and (f.created_at, f.topic_id) > (:at, :topic)) u"
						+ " join board_facts b on b.board_id = u.board join people_names n on n.account_id = u.author"
						+ " left join people_names a on a.account_id = u.assignee order by u.at, u.topic limit :most")
				.param("audiences", Audiences.of(viewer).array())
				.param("boards", boards.toArray(Long[]::new))
				.param("at", behind.at())
				.param("topic", behind.topic())
				.param("most", size + 1)
				.query((row, _) -> new Queued(row.getObject("at", OffsetDateTime.class), new DutyTopic(
						row.getLong("topic"), row.getLong("task"), row.getString("title"), row.getString("kind"),
						row.getString("slug"), row.getString("by_name"), row.getString("taken_by"),
						When.of(row.getObject("at", OffsetDateTime.class).toInstant()), "/t/" + row.getLong("topic"))))
				.list(), size, Queued::cursor)
			.map(Queued::item);
	}

	/**
	 * Makes the oldest that nobody has hers. Two who ask at once get different ones.
	 * @param boards where she looks
	 * @return its topic, empty where nothing is free
	 */
	Optional<Long> take(Viewer by, List<Long> boards, OnceKey key) {
		by.require(Capability.ANSWER_FOR_TEAM);
		by.require(Capability.CHANGE_TASKS);
		this.limits.spend(by, Act.TASK);
		long topic = this.once.write(key.asking("take next", boards), () -> takeOne(by, boards), Long::longValue,
				(made) -> made);
		return (topic != 0) ? Optional.of(topic) : Optional.empty();
	}

	private long takeOne(Viewer by, List<Long> boards) {
		List<Free> free = this.jdbc
			.sql(SELECT + " and t.assignee_id is null and f.board_id = any(:boards) order by f.created_at, f.topic_id"
					+ " limit :tried")
			.param("audiences", Audiences.of(by).array())
			.param("boards", boards.toArray(Long[]::new))
			.param("tried", TRIED)
			.query((row, _) -> new Free(row.getLong("topic"), TaskNumber.of(row.getLong("task"))))
			.list();
		for (Free one : free) {
			if (this.rules.lockUnlessBusy(one.task()) == Lock.LOCKED && take(by, one.task())) {
				return one.topic();
			}
		}
		return 0;
	}

	/** What was free a moment ago may have been taken before it was locked. */
	private boolean take(Viewer by, TaskNumber task) {
		Long version = this.jdbc.sql("select version from task_facts where number = :task and assignee_id is null")
			.param("task", task.value())
			.query(Long.class)
			.optional()
			.orElse(null);
		if (version == null) {
			return false;
		}
		this.tasks.change(by, task, TaskEdit.assignee(version, by.name()), OnceKey.NONE);
		return true;
	}

	/**
	 * One that waits, for machines.
	 *
	 * @param takenBy null while it is nobody's
	 */
	record DutyTopic(long topic, long task, String title, String kind, String board, String author,
			@Nullable String takenBy, When at, String url) {
	}

	/** Its moment is told to the second. */
	private record Queued(OffsetDateTime at, DutyTopic item) {

		String cursor() {
			return this.at.withOffsetSameInstant(ZoneOffset.UTC) + "~" + this.item.topic();
		}

	}

	/** Where a page begins: behind that one. */
	private record Place(OffsetDateTime at, long topic) {

		static Place of(@Nullable String cursor) {
			if (cursor == null || cursor.isEmpty()) {
				return new Place(Instant.EPOCH.atOffset(ZoneOffset.UTC), 0);
			}
			try {
				String[] parts = cursor.split("~", 2);
				return new Place(CursorPage.moment(parts[0]), Long.parseLong(parts[1]));
			}
			catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException garbage) {
				throw new BadInput("cursor", "cursor.invalid");
			}
		}

	}

	private record Free(long topic, TaskNumber task) {
	}

	/**
	 * Public for its template.
	 *
	 * @param total of which the oldest are shown
	 * @param free those that nobody has taken
	 */
	public record Waiting(long total, long free, List<Topic> oldest) {

		static final Waiting NOTHING = new Waiting(0, 0, List.of());

	}

	/**
	 * Public for its template.
	 *
	 * @param takenBy null while it is nobody's
	 */
	public record Topic(long id, String title, String kind, String author, @Nullable String takenBy, When at) {
	}

}
