package dev.roundtable.groups;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.roundtable.journal.JournalHistory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts now and then what people have done since it looked last, once a day what
 * everybody has, some hundred at a time, and applies the rules of the groups after it.
 * One node does it for all. Who has a million posts to read does not read them every ten
 * minutes; what a look misses, a floor taken away with its topic or an entry written at
 * that moment, the day's finds.
 */
@Component
class DeedCounts {

	private static final Duration EVERY = Duration.ofMinutes(10);

	private static final Duration EVERYBODY = Duration.ofDays(1);

	private static final int AT_ONCE = 500;

	private final JdbcClient jdbc;

	private final ObjectProvider<Deeds> deeds;

	private final JournalHistory journal;

	private final Groups groups;

	private final GroupRules rules;

	private final Clock clock;

	private final TransactionTemplate transaction;

	DeedCounts(JdbcClient jdbc, ObjectProvider<Deeds> deeds, JournalHistory journal, Groups groups, GroupRules rules,
			Clock clock, PlatformTransactionManager transactions) {
		this.jdbc = jdbc;
		this.deeds = deeds;
		this.journal = journal;
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
			count(now);
		}
	}

	private void count(OffsetDateTime now) {
		JournalHistory.Since since = this.journal
			.since(this.jdbc.sql("select journal_id from deed_counts where id = 1").query(Long.class).single());
		int everybody = this.jdbc.sql("update deed_counts set all_at = :now where id = 1 and all_at < :due")
			.param("now", now)
			.param("due", now.minus(EVERYBODY))
			.update();
		if (everybody > 0) {
			countEverybody();
		}
		else {
			countSome(since);
		}
		this.groups.all().forEach((group) -> this.transaction.executeWithoutResult((_) -> this.rules.apply(group)));
		this.jdbc.sql("update deed_counts set journal_id = :latest where id = 1")
			.param("latest", since.latest())
			.update();
	}

	private void countSome(JournalHistory.Since since) {
		Deeds room = this.deeds.getIfAvailable();
		if (room == null) {
			return;
		}
		Set<Long> people = new TreeSet<>(since.actors());
		people.addAll(room.behind(since.subjects()));
		List<Long> all = List.copyOf(people);
		for (int from = 0; from < all.size(); from += AT_ONCE) {
			count(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
		}
	}

	private void countEverybody() {
		long last = 0;
		List<Long> people = after(last);
		while (!people.isEmpty()) {
			count(people);
			last = people.getLast();
			people = after(last);
		}
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
