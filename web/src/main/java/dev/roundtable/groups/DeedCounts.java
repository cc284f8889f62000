package dev.roundtable.groups;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts now and then what everybody has done, some hundred people at a time, and applies
 * the rules of the groups after it. One node does it for all.
 */
@Component
class DeedCounts {

	private static final Duration EVERY = Duration.ofMinutes(10);

	private static final int AT_ONCE = 500;

	private final JdbcClient jdbc;

	private final ObjectProvider<Deeds> deeds;

	private final Groups groups;

	private final GroupRules rules;

	private final Clock clock;

	private final TransactionTemplate transaction;

	DeedCounts(JdbcClient jdbc, ObjectProvider<Deeds> deeds, Groups groups, GroupRules rules, Clock clock,
			PlatformTransactionManager transactions) {
		this.jdbc = jdbc;
		this.deeds = deeds;
		this.groups = groups;
		this.rules = rules;
		this.clock = clock;
		this.transaction = new TransactionTemplate(transactions);
	}

	@Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT20S")
	void whenDue() {
		OffsetDateTime now = OffsetDateTime.now(this.clock);
		int claimed = this.jdbc.sql("update deed_counts set counted_at = :now where id = 1 and counted_at < :due")
			.param("now", now)
			.param("due", now.minus(EVERY))
			.update();
		if (claimed > 0) {
			count();
		}
	}

	void count() {
		long last = 0;
		List<Long> people = after(last);
		while (!people.isEmpty()) {
			count(people);
			last = people.getLast();
			people = after(last);
		}
		this.groups.all().forEach((group) -> this.transaction.executeWithoutResult((_) -> this.rules.apply(group)));
	}

	private List<Long> after(long last) {
		return this.jdbc
			.sql("select account_id from people_since where account_id > :last order by account_id limit :most")
			.param("last", last)
			.param("most", AT_ONCE)
			.query(Long.class)
			.list();
	}

	/** These people alone; what did not change is not written. */
	void count(List<Long> people) {
		Deeds room = this.deeds.getIfAvailable();
		if (room == null) {
			return;
		}
		Map<Long, Deeds.Done> done = room.of(people);
		this.transaction.executeWithoutResult(
				(_) -> people.forEach((person) -> write(person, done.getOrDefault(person, Deeds.Done.NOTHING))));
	}

	private void write(long person, Deeds.Done done) {
		int known = bound(person, done, """
				update person_deeds set posts = :posts, reports = :reports, answers = :answers, counted_at = :now
				where account_id = :person and (posts <> :posts or reports <> :reports or answers <> :answers)
				""").update();
		if (known == 0 && !done.equals(Deeds.Done.NOTHING)) {
			bound(person, done, """
					insert into person_deeds (account_id, posts, reports, answers, counted_at)
					values (:person, :posts, :reports, :answers, :now) on conflict do nothing
					""").update();
		}
	}

	private JdbcClient.StatementSpec bound(long person, Deeds.Done done, String sql) {
		return this.jdbc.sql(sql)
			.param("person", person)
			.param("posts", done.posts())
			.param("reports", done.reports())
			.param("answers", done.answers())
			.param("now", OffsetDateTime.now(this.clock));
	}

}
