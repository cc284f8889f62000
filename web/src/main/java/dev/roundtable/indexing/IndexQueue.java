package dev.roundtable.indexing;

import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.roundtable.forum.PostChanged;
import dev.roundtable.forum.PostWritten;
import dev.roundtable.forum.TopicChanged;
import dev.roundtable.forum.TopicPosted;
import dev.roundtable.forum.VotesCounted;
import dev.roundtable.search.DocumentKey;
import dev.roundtable.tasks.ReportsChanged;
import dev.roundtable.tasks.TaskChanged;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskRules;
import dev.roundtable.tasks.TasksShown;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What has changed and is not in the index yet. A row is written in the transaction of
 * the change, so nothing is forgotten while the engine is away.
 */
@Component
class IndexQueue {

	private static final Duration LONGEST_TURN = Duration.ofMinutes(3);

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Clock clock;

	private final TaskRules tasks;

	IndexQueue(JdbcClient jdbc, TransactionTemplate transaction, Clock clock, TaskRules tasks) {
		this.transaction = transaction;
		this.jdbc = jdbc;
		this.tasks = tasks;
		this.clock = clock;
	}

	@EventListener
	void add(TopicPosted posted) {
		add(new DocumentKey(DocumentKey.Type.TOPIC, posted.topic().value()));
	}

	@EventListener
	void add(TopicChanged changed) {
		add(new DocumentKey(DocumentKey.Type.TOPIC, changed.topic().value()));
		if (changed.concernsFloors()) {
			addTasksOf(changed.topic().value());
			this.jdbc
				.sql("""
						insert into index_queue (document, queued_at)
						select concat('post-', post_id), cast(:now as timestamp with time zone) from post_facts where topic_id = :topic and floor > 1
						""")
				.param("now", OffsetDateTime.now(this.clock))
				.param("topic", changed.topic().value())
				.update();
		}
	}

	/**
	 * Whether a topic stands for a task depends on whether it can be seen, and so do the
	 * builds that what stands for the task is found by.
	 */
	private void addTasksOf(long topic) {
		this.jdbc.sql("""
				insert into index_queue (document, queued_at)
				select concat('task-', task_number), cast(:now as timestamp with time zone) from task_topic_facts
				where topic_id = :topic
				union all
				select concat('task-', d.duplicate_of), cast(:now as timestamp with time zone) from task_topic_facts l
				join task_facts d on d.number = l.task_number
				where l.topic_id = :topic and d.duplicate_of is not null
				""").param("now", OffsetDateTime.now(this.clock)).param("topic", topic).update();
	}

	@EventListener
	void add(PostChanged changed) {
		add(new DocumentKey(DocumentKey.Type.POST, changed.post().value()));
		this.jdbc.sql("""
				insert into index_queue (document, queued_at)
				select concat('topic-', topic_id), cast(:now as timestamp with time zone) from post_facts
				where post_id = :post
				""").param("now", OffsetDateTime.now(this.clock)).param("post", changed.post().value()).update();
	}

	/** How many people it concerns is what hits are ordered by. */
	@EventListener
	void add(VotesCounted counted) {
		add(new DocumentKey(DocumentKey.Type.TOPIC, counted.topic().value()));
		addTasksOf(counted.topic().value());
	}

	/** A topic is found by what stands on its floors. */
	@EventListener
	void add(PostWritten written) {
		add(new DocumentKey(DocumentKey.Type.POST, written.post().value()));
		add(new DocumentKey(DocumentKey.Type.TOPIC, written.topic().value()));
	}

	/**
	 * How many people have it, too, is what hits are ordered by; on which builds, what
	 * its topics are found by.
	 */
	@EventListener
	void add(ReportsChanged changed) {
		add(new DocumentKey(DocumentKey.Type.TASK, changed.task().value()));
		if (changed.builds()) {
			addTopicsOf(changed.task());
		}
	}

	/**
	 * A task's topics are found by its status, too, and what it was merged into by what
	 * was said on it.
	 */
	@EventListener
	void add(TaskChanged changed) {
		add(new DocumentKey(DocumentKey.Type.TASK, changed.task().value()));
		addTopicsOf(changed.task());
	}

	private void addTopicsOf(TaskNumber task) {
		this.jdbc.sql("""
				insert into index_queue (document, queued_at)
				select concat('topic-', topic_id), cast(:now as timestamp with time zone) from task_topic_facts
				where task_number in (:family)
				union all
				select concat('task-', duplicate_of), cast(:now as timestamp with time zone) from task_facts
				where number = :task and duplicate_of is not null
				""")
			.param("now", OffsetDateTime.now(this.clock))
			.param("family", this.tasks.family(task))
			.param("task", task.value())
			.update();
	}

	@EventListener
	void add(TasksShown shown) {
		OffsetDateTime now = OffsetDateTime.now(this.clock);
		this.jdbc.sql("""
				insert into index_queue (document, queued_at)
				select concat('task-', number), cast(:now as timestamp with time zone) from task_facts
				where number = any(:tasks)
				union all
				select concat('task-', duplicate_of), cast(:now as timestamp with time zone) from task_facts
				where number = any(:tasks) and duplicate_of is not null
				union all
				select concat('topic-', topic_id), cast(:now as timestamp with time zone) from task_topic_facts
				where task_number = any(:tasks)
				""")
			.param("now", now)
			.param("tasks", shown.tasks().stream().map(TaskNumber::value).toArray(Long[]::new))
			.update();
	}

	void add(DocumentKey document) {
		this.jdbc.sql("insert into index_queue (document, queued_at) values (:document, :now)")
			.param("document", document.toString())
			.param("now", OffsetDateTime.now(this.clock))
			.update();
	}

	/** Rises with each call; see V0041. */
	long nextVersion() {
		return this.jdbc.sql("select nextval('index_versions')").query(Long.class).single();
	}

	/**
	 * The oldest rows that nobody else works on. They are taken for a time, so that no
	 * connection waits for the engine; who ends before that leaves them to others.
	 */
	List<Row> take(int most) {
		List<Row> taken = this.transaction.execute((_) -> {
			OffsetDateTime now = OffsetDateTime.now(this.clock);
			List<Row> rows = this.jdbc.sql("""
					select id, document from index_queue where taken_until is null or taken_until < :now
					order by id limit :most for update skip locked
					""").param("now", now).param("most", most).query(Row.class).list();
			mark(rows, now.plus(LONGEST_TURN));
			return rows;
		});
		return (taken != null) ? taken : List.of();
	}

	/** Nothing was done about them. */
	void release(List<Row> rows) {
		mark(rows, null);
	}

	/** They wait while others are taken. */
	void postpone(List<Row> rows, Map<DocumentKey, Duration> later) {
		OffsetDateTime now = OffsetDateTime.now(this.clock);
		later.forEach((document, wait) -> mark(rows.stream().filter((row) -> row.key().equals(document)).toList(),
				now.plus(wait)));
	}

	private void mark(List<Row> rows, @Nullable OffsetDateTime until) {
		if (!rows.isEmpty()) {
			this.jdbc.sql("update index_queue set taken_until = :until where id = any(:ids)")
				.param("until", until, Types.TIMESTAMP_WITH_TIMEZONE)
				.param("ids", rows.stream().map(Row::id).toArray(Long[]::new))
				.update();
		}
	}

	void remove(Collection<Row> rows) {
		if (!rows.isEmpty()) {
			this.jdbc.sql("delete from index_queue where id in (:ids)")
				.param("ids", rows.stream().map(Row::id).toList())
				.update();
		}
	}

	/**
	 * Remembers for a person to read what was refused, and forgets what is taken now.
	 * @param tried what was sent
	 * @param refused what of it the engine refused for good, with the reason
	 */
	void refuse(Collection<DocumentKey> tried, Map<DocumentKey, String> refused) {
		this.transaction.executeWithoutResult((_) -> {
			this.jdbc.sql("delete from index_refusals where document = any(:documents)")
				.param("documents", tried.stream().map(DocumentKey::toString).sorted().toArray(String[]::new))
				.update();
			refused.forEach((key, reason) -> this.jdbc.sql("""
					insert into index_refusals (document, reason, refused_at) values (:document, :reason, :now)
					on conflict do nothing
					""")
				.param("document", key.toString())
				.param("reason", reason.substring(0, Math.min(reason.length(), 2000)))
				.param("now", OffsetDateTime.now(this.clock))
				.update());
		});
	}

	/** Of how many documents changes wait. */
	long documents() {
		return this.jdbc.sql("select count(distinct document) from index_queue").query(Long.class).single();
	}

	/** How many changes wait. */
	long size() {
		return this.jdbc.sql("select count(*) from index_queue").query(Long.class).single();
	}

	/** How many changes wait, and for how long the first of them has. */
	IndexKeeping.Lag lag() {
		long seconds = this.jdbc.sql("select queued_at from index_queue order by id limit 1")
			.query(OffsetDateTime.class)
			.optional()
			.map((oldest) -> Duration.between(oldest, OffsetDateTime.now(this.clock)).toSeconds())
			.orElse(0L);
		return new IndexKeeping.Lag(size(), Math.max(0, seconds));
	}

	record Row(long id, String document) {

		DocumentKey key() {
			return DocumentKey.parse(this.document);
		}

	}

}
