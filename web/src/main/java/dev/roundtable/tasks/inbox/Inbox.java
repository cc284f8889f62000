package dev.roundtable.tasks.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.roundtable.people.Audiences;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.Task;
import dev.roundtable.tasks.inbox.Waiting.Reason;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What waits for one of the team, read from what happened: nothing is written down for it
 * but what she has done with.
 */
@Component
public class Inbox {

	/** What is older than this waits no longer. */
	static final Duration REACHES = Duration.ofDays(90);

	/** Things, of which several may be about one task. */
	private static final int MOST = 500;

	private static final String OPEN = "in ('NEW', 'NEEDS_INFO', 'CONFIRMED', 'PLANNED', 'IN_PROGRESS')";

	/** Where a fan's words are for her, and from when on. */
	private static final String HERS = """
			select o.number as task, 'ANSWER' as reason, cast(:since as timestamp with time zone) as since
			from tasks o where o.assignee_id = :me and o.status %s
			union all
			select c.task_number, 'REPLIED', min(c.created_at) from task_comments c
			where c.author_id = :me and c.internal = false and c.created_at > :since group by c.task_number
			union all
			select coalesce(k.duplicate_of, k.number), 'REPLIED', min(p.created_at)
			from post_facts p join task_topic_facts l on l.topic_id = p.topic_id join tasks k on k.number = l.task_number
			where p.author_id = :me and p.created_at > :since group by coalesce(k.duplicate_of, k.number)
			"""
		.formatted(OPEN);

	/** The last that a fan wrote there, where nobody of the team said anything since. */
	private static final String WRITTEN = """
			select q.task, q.reason, p.created_at as at, p.author_id as actor, p.topic_id as topic, p.floor
			from (select m.task, m.reason, max(p.post_id) as post
			      from (%s) m
			      join (select number as part, number as root from tasks
			            union all select number, duplicate_of from tasks where duplicate_of is not null) c
			          on c.root = m.task
			      join task_topic_facts l on l.task_number = c.part
			      join topic_facts f on f.topic_id = l.topic_id and f.held = false and f.floors > 1
			          and f.last_post_at > :since and %s
			      join post_facts p on p.topic_id = l.topic_id and p.floor > 1 and p.held = false
			          and p.created_at > m.since
			      join people_names a on a.account_id = p.author_id and a.role = 'FAN'
			      where not exists (select 1 from post_facts s join people_names b on b.account_id = s.author_id
			          where s.topic_id = p.topic_id and s.floor > p.floor and s.held = false and b.role <> 'FAN')
			      and not exists (select 1 from task_answer_facts w
			          where w.task_number = m.task and w.created_at > p.created_at)
			      group by m.task, m.reason) q
			join post_facts p on p.post_id = q.post
			""".formatted(HERS, Audiences.mayRead("f.readers"));

	private static final String ASSIGNED = """
			select t.number, 'ASSIGNED', j.happened_at, j.actor, cast(null as bigint), cast(null as int)
			from tasks t join journal_facts j on j.subject = concat('task-', t.number) and j.action = 'assigned'
			where t.assignee_id = :me and t.status %s and j.happened_at > :since and j.actor <> :me
			""".formatted(OPEN);

	private static final String NAMED = """
			select c.task_number, 'MENTIONED', m.mentioned_at, c.author_id, cast(null as bigint), cast(null as int)
			from task_mentions m join task_comments c on c.id = m.comment_id
			where m.account_id = :me and m.mentioned_at > :since and c.author_id <> :me
			and not exists (select 1 from task_comment_withdrawals w where w.comment_id = c.id)
			union all
			select coalesce(k.duplicate_of, k.number), 'MENTIONED', n.happened_at, n.actor_id, n.topic_id, n.floor
			from mention_facts n join task_topic_facts l on l.topic_id = n.topic_id
			join tasks k on k.number = l.task_number
			join topic_facts f on f.topic_id = n.topic_id and f.held = false and %s
			where n.account_id = :me and n.happened_at > :since
			""".formatted(Audiences.mayRead("f.readers"));

	private static final String WAITING = """
			select x.task, x.reason, x.at, x.topic, x.floor, n.name, t.title, t.kind, t.status, t.version
			from (%s union all %s union all %s) x
			join tasks t on t.number = x.task and %s
			left join inbox_done d on d.account_id = :me and d.task_number = x.task
			left join people_names n on n.account_id = x.actor
			where d.done_to is null or x.at > d.done_to
			order by x.at desc limit :most
			""".formatted(WRITTEN, ASSIGNED, NAMED, Task.READABLE);

	private final JdbcClient jdbc;

	private final Clock clock;

	Inbox(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** What has to be answered first, then the newest. */
	List<OfTask> of(Viewer viewer) {
		viewer.require(Capability.CHANGE_TASKS);
		Map<Long, OfTask> tasks = new LinkedHashMap<>();
		for (Row row : rows(viewer)) {
			tasks
				.computeIfAbsent(row.task(),
						(_) -> new OfTask(row.task(), row.title(), row.kind(), row.status(), row.version(),
								new ArrayList<>()))
				.take(new Waiting(Reason.valueOf(row.reason()), row.at(), row.name(), row.topic(), row.floor()));
		}
		return tasks.values()
			.stream()
			.sorted(Comparator.comparing(OfTask::reason)
				.thenComparing(OfTask::until, Comparator.reverseOrder())
				.thenComparing(OfTask::number))
			.toList();
	}

	/** How many tasks wait for her; null for who has no inbox. */
	public @Nullable Integer count(@Nullable Viewer viewer) {
		if (viewer == null || !viewer.may(Capability.CHANGE_TASKS)) {
			return null;
		}
		return (int) rows(viewer).stream().mapToLong(Row::task).distinct().count();
	}

	private List<Row> rows(Viewer viewer) {
		return this.jdbc.sql(WAITING)
			.param("me", viewer.id().value())
			.param("since", OffsetDateTime.now(this.clock).minus(REACHES))
			.param("audiences", Audiences.of(viewer).array())
			.param("most", MOST)
			.query(Row.class)
			.list();
	}

	private record Row(long task, String reason, OffsetDateTime at, @Nullable Long topic, @Nullable Integer floor,
			@Nullable String name, String title, String kind, String status, long version) {
	}

	/**
	 * All that waits for her at one task, the newest first, of each reason once. Public
	 * for its template.
	 */
	public record OfTask(long number, String title, String kind, String status, long version, List<Waiting> waiting) {

		private void take(Waiting one) {
			boolean isKnown = this.waiting.stream()
				.anyMatch((other) -> other.reason() == one.reason() || isOfFan(other) && isOfFan(one));
			if (!isKnown) {
				this.waiting.add(one);
			}
			else if (one.reason() == Reason.ANSWER) {
				this.waiting.replaceAll((other) -> (other.reason() == Reason.REPLIED) ? one : other);
			}
		}

		private static boolean isOfFan(Waiting one) {
			return one.reason() == Reason.ANSWER || one.reason() == Reason.REPLIED;
		}

		/** The most pressing of them. */
		Reason reason() {
			return Objects
				.requireNonNull(this.waiting.stream().map(Waiting::reason).min(Comparator.naturalOrder()).orElse(null));
		}

		/** When the newest of it happened. */
		public OffsetDateTime until() {
			return this.waiting.getFirst().since();
		}

	}

}
