package dev.roundtable.notifications;

import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskRules;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells the many who follow something, some at a time: each round is a transaction that
 * also notes how far it came, so that a node that dies is continued by any other, without
 * a double. New ones get their first step before older ones their next.
 */
@Component
class FanOuts {

	private static final Logger log = LoggerFactory.getLogger(FanOuts.class);

	private static final int AT_ONCE = 1000;

	/** Of those that few follow, so many share a transaction. */
	private static final int TOGETHER = 50;

	/** After so many rounds the thread goes back to others. */
	private static final int ROUNDS = 200;

	/** After so many failures it is given up. */
	private static final int ATTEMPTS = 12;

	private final JdbcClient jdbc;

	private final Telling telling;

	private final TaskRules tasks;

	private final Clock clock;

	private final TransactionTemplate transaction;

	FanOuts(JdbcClient jdbc, Telling telling, TaskRules tasks, Clock clock, PlatformTransactionManager transactions) {
		this.jdbc = jdbc;
		this.telling = telling;
		this.tasks = tasks;
		this.clock = clock;
		this.transaction = new TransactionTemplate(transactions);
	}

	/**
	 * In the caller's transaction; the same entry twice is once.
	 * @param what is followed; nothing is begun where nobody who is to be told follows it
	 * @param otherwise who is not told because she was told in another way
	 */
	void toFollowers(long entry, String what, Told told, Collection<Long> otherwise) {
		start("""
				 where exists (select 1 from follows f where f.what = :what and f.mode = 'FOLLOW'
				               and f.account_id <> :actor and f.account_id <> all(cast(:others as bigint array)))
				""", entry, what, told, otherwise, (row) -> row.param("others", otherwise.toArray(Long[]::new)));
	}

	/**
	 * In the caller's transaction; the same entry twice is once. All whom the task
	 * concerns are told.
	 */
	void toPeopleOf(TaskNumber task, long entry, Told told) {
		start("", entry, "task-" + task.value(), told, List.of(), UnaryOperator.identity());
	}

	private void start(String where, long entry, String what, Told told, Collection<Long> otherwise,
			UnaryOperator<JdbcClient.StatementSpec> more) {
		JdbcClient.StatementSpec row = this.jdbc
			.sql("""
					insert into fan_outs (entry, what, kind, subject, topic_id, floor, task_number, actor_id, act, detail,
					    told_otherwise, happened_at)
					select :entry, :what, :kind, :subject, cast(:topic as bigint), cast(:floor as int), cast(:task as bigint),
					    nullif(:actor, 0), :act, :detail, :otherwise, cast(:at as timestamp with time zone)
					"""
					+ where + " on conflict do nothing");
		more.apply(row)
			.param("entry", entry)
			.param("what", what)
			.param("kind", told.kind().name())
			.param("subject", told.subject())
			.param("topic", told.topic(), Types.BIGINT)
			.param("floor", told.floor(), Types.INTEGER)
			.param("task", told.task(), Types.BIGINT)
			.param("actor", (told.actor() != null) ? told.actor() : 0L)
			.param("act", told.act())
			.param("detail", told.detail())
			.param("otherwise", otherwise.stream().map(String::valueOf).collect(Collectors.joining(",")))
			.param("at", told.at())
			.update();
	}

	@Scheduled(fixedDelayString = "${roundtable.notifications.every:300ms}")
	void work() {
		int rounds = 0;
		while (rounds < ROUNDS && round()) {
			rounds++;
		}
	}

	/** Whether there was something to do. */
	private boolean round() {
		try {
			return Boolean.TRUE.equals(this.transaction.execute((_) -> together()));
		}
		catch (RuntimeException ex) {
			return alone();
		}
	}

	/**
	 * In the caller's transaction, which many share that few follow.
	 * @return whether there was something to do
	 */
	boolean together() {
		int told = 0;
		List<FanOut> claimed = claim(TOGETHER);
		for (FanOut one : claimed) {
			told += step(one);
			if (told >= AT_ONCE) {
				break;
			}
		}
		return !claimed.isEmpty();
	}

	/** So that one that cannot be told does not cost its neighbours. */
	private boolean alone() {
		List<FanOut> claimed = new ArrayList<>();
		try {
			this.transaction.executeWithoutResult((_) -> {
				claimed.addAll(claim(1));
				claimed.forEach(this::step);
			});
		}
		catch (RuntimeException ex) {
			if (claimed.isEmpty()) {
				throw ex;
			}
			putOff(claimed.getFirst(), ex);
		}
		return !claimed.isEmpty();
	}

	private void putOff(FanOut failed, RuntimeException why) {
		if (failed.attempts() + 1 >= ATTEMPTS) {
			log.error("Not all who follow {} are told of journal entry {}", failed.what(), failed.entry(), why);
			delete(failed);
			return;
		}
		log.warn("Those who follow {} are told later of journal entry {}: {}", failed.what(), failed.entry(),
				why.toString());
		this.jdbc.sql("update fan_outs set attempts = attempts + 1, again_at = :again where id = :id")
			.param("again", OffsetDateTime.now(this.clock).plusSeconds(1L << failed.attempts()))
			.param("id", failed.id())
			.update();
	}

	/**
	 * What comes first and no other node is at. Chosen before it is locked: asked for
	 * both at once in the order of an index, H2 locks all that waits.
	 */
	private List<FanOut> claim(int most) {
		List<Long> first = this.jdbc.sql("""
				select id from fan_outs where again_at is null or again_at <= :now order by told_to, id limit :most
				""").param("now", OffsetDateTime.now(this.clock)).param("most", most).query(Long.class).list();
		return this.jdbc.sql("""
				select id, entry, what, kind, subject, topic_id as topicId, floor, task_number as taskNumber,
				       actor_id as actorId, act, detail, told_otherwise as toldOtherwise, happened_at as happenedAt,
				       told_to as toldTo, attempts
				from fan_outs where id = any(:first) order by id for update skip locked
				""").param("first", first.toArray(Long[]::new)).query(FanOut.class).list();
	}

	/** Returns how many people it looked at. */
	private int step(FanOut one) {
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
			delete(one);
		}
		else {
			this.jdbc.sql("update fan_outs set told_to = :last, attempts = 0 where id = :id")
				.param("last", people.keySet().stream().max(Long::compare).orElseThrow())
				.param("id", one.id())
				.update();
		}
		return people.size();
	}

	private void delete(FanOut one) {
		this.jdbc.sql("delete from fan_outs where id = :id").param("id", one.id()).update();
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

	private record FanOut(long id, long entry, String what, Kind kind, String subject, @Nullable Long topicId,
			@Nullable Integer floor, @Nullable Long taskNumber, @Nullable Long actorId, String act, String detail,
			String toldOtherwise, OffsetDateTime happenedAt, long toldTo, int attempts) {

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
