package dev.roundtable.notifications;

import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskRules;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells the many who follow something, some at a time: each step is a transaction that
 * also notes how far it came, so that a node that dies is continued by any other, without
 * a double. New ones get their first step before older ones their next.
 */
@Component
class FanOuts {

	private static final int AT_ONCE = 1000;

	/** After so many steps the thread goes back to others. */
	private static final int STEPS = 200;

	private final JdbcClient jdbc;

	private final Telling telling;

	private final TaskRules tasks;

	private final TransactionTemplate transaction;

	FanOuts(JdbcClient jdbc, Telling telling, TaskRules tasks, PlatformTransactionManager transactions) {
		this.jdbc = jdbc;
		this.telling = telling;
		this.tasks = tasks;
		this.transaction = new TransactionTemplate(transactions);
	}

	/**
	 * In the caller's transaction; the same entry twice is once.
	 * @param what is followed, or a task whose people are told
	 * @param otherwise who is not told because she was told in another way
	 */
	void start(long entry, String what, Told told, Collection<Long> otherwise) {
		this.jdbc.sql("""
				insert into fan_outs (entry, what, kind, subject, topic_id, floor, task_number, actor_id, act, detail,
				    told_otherwise, happened_at)
				values (:entry, :what, :kind, :subject, :topic, :floor, :task, :actor, :act, :detail, :otherwise, :at)
				on conflict do nothing
				""")
			.param("entry", entry)
			.param("what", what)
			.param("kind", told.kind().name())
			.param("subject", told.subject())
			.param("topic", told.topic(), Types.BIGINT)
			.param("floor", told.floor(), Types.INTEGER)
			.param("task", told.task(), Types.BIGINT)
			.param("actor", told.actor(), Types.BIGINT)
			.param("act", told.act())
			.param("detail", told.detail())
			.param("otherwise", otherwise.stream().map(String::valueOf).collect(Collectors.joining(",")))
			.param("at", told.at())
			.update();
	}

	@Scheduled(fixedDelayString = "${roundtable.notifications.every:300ms}")
	void work() {
		int steps = 0;
		while (steps < STEPS && Boolean.TRUE.equals(this.transaction.execute((_) -> step()))) {
			steps++;
		}
	}

	/** Whether there was something to do. */
	boolean step() {
		FanOut one = this.jdbc.sql("""
				select id, what, kind, subject, topic_id as topicId, floor, task_number as taskNumber,
				       actor_id as actorId, act, detail, told_otherwise as toldOtherwise, happened_at as happenedAt,
				       told_to as toldTo
				from fan_outs order by told_to, id limit 1 for update skip locked
				""").query(FanOut.class).optional().orElse(null);
		if (one == null) {
			return false;
		}
		Map<Long, @Nullable Long> people = one.taskNumber() != null && one.what().startsWith("task-")
				? peopleOf(one.taskNumber(), one.toldTo()) : followers(one.what(), one.topicId(), one.toldTo());
		Collection<Long> otherwise = one.otherwise();
		people.entrySet()
			.stream()
			.filter((person) -> !otherwise.contains(person.getKey()))
			.collect(Collectors.groupingBy((person) -> (person.getValue() != null) ? person.getValue() : 0L,
					Collectors.mapping(Map.Entry::getKey, Collectors.toList())))
			.forEach((topic, some) -> this.telling.tell(one.told((topic > 0) ? topic : null), some));
		if (people.size() < AT_ONCE) {
			this.jdbc.sql("delete from fan_outs where id = :id").param("id", one.id()).update();
		}
		else {
			this.jdbc.sql("update fan_outs set told_to = :last where id = :id")
				.param("last", people.keySet().stream().max(Long::compare).orElseThrow())
				.param("id", one.id())
				.update();
		}
		return true;
	}

	/** Each with the topic in which she is told. */
	private Map<Long, @Nullable Long> followers(String what, @Nullable Long topic, long after) {
		Map<Long, @Nullable Long> people = new LinkedHashMap<>();
		this.jdbc.sql("""
				select account_id from follows where what = :what and mode = 'FOLLOW' and account_id > :after
				order by what, account_id limit :most
				""")
			.param("what", what)
			.param("after", after)
			.param("most", AT_ONCE)
			.query(Long.class)
			.list()
			.forEach((id) -> people.put(id, topic));
		return people;
	}

	/** Who reported a task, voted for it, or follows a topic of it. */
	private Map<Long, @Nullable Long> peopleOf(long task, long after) {
		Map<Long, @Nullable Long> people = new LinkedHashMap<>();
		this.jdbc.sql("""
				select person, min(topic_id) as topic_id from (
				    select f.author_id as person, f.topic_id from task_topic_facts l
				    join topic_facts f on f.topic_id = l.topic_id where l.task_number = any(:family)
				    union all
				    select v.account_id, v.topic_id from task_topic_facts l
				    join topic_vote_facts v on v.topic_id = l.topic_id where l.task_number = any(:family)
				    union all
				    select o.account_id, l.topic_id from task_topic_facts l
				    join follows o on o.what = concat('topic-', l.topic_id) and o.mode = 'FOLLOW'
				    where l.task_number = any(:family)
				    union all
				    select t.author_id, cast(null as bigint) from task_facts t
				    where t.number = any(:family) and t.origin <> 'TOPIC'
				) everybody where person > :after group by person order by person limit :most
				""")
			.param("family", this.tasks.family(TaskNumber.of(task)).toArray(Long[]::new))
			.param("after", after)
			.param("most", AT_ONCE)
			.query((row) -> {
				people.put(row.getLong("person"), row.getObject("topic_id", Long.class));
			});
		return people;
	}

	private record FanOut(long id, String what, Kind kind, String subject, @Nullable Long topicId,
			@Nullable Integer floor, @Nullable Long taskNumber, @Nullable Long actorId, String act, String detail,
			String toldOtherwise, OffsetDateTime happenedAt, long toldTo) {

		Told told(@Nullable Long topic) {
			return new Told(this.kind, this.subject, topic, this.floor, this.taskNumber, this.actorId, this.act,
					this.detail, this.happenedAt);
		}

		List<Long> otherwise() {
			return this.toldOtherwise.isEmpty() ? List.of()
					: Arrays.stream(this.toldOtherwise.split(",")).map(Long::valueOf).toList();
		}

	}

}
