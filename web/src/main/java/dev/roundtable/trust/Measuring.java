package dev.roundtable.trust;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts what some hundred people read and how they were read: six statements for all of
 * them.
 */
@Component
class Measuring {

	/** Floors of a topic among which people who replied are looked for. */
	private static final int FLOORS = 200;

	private final JdbcClient jdbc;

	Measuring(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * @param from when that begins which happened of late
	 * @return of those of whom there is anything
	 */
	Map<Long, Counts> of(Collection<Long> people, OffsetDateTime from) {
		Long[] ids = people.toArray(Long[]::new);
		Map<Long, Builder> found = new HashMap<>();
		ask(found, ids, from, """
				select account_id, count(distinct topic_id) as n, sum(posts) as m from topic_reads
				where account_id = any(:ids) and on_day >= :day group by account_id
				""", (one, row) -> {
			one.topics = row.n();
			one.posts = row.m();
		});
		ask(found, ids, from, """
				select account_id, count(*) as n, 0 as m from visit_day_facts
				where account_id = any(:ids) and on_day >= :day group by account_id
				""", (one, row) -> one.days = row.n());
		ask(found, ids, from, """
				select v.account_id, count(*) as n, 0 as m
				from topic_vote_facts v join topic_facts t on t.topic_id = v.topic_id
				where v.account_id = any(:ids) and t.author_id <> v.account_id group by v.account_id
				""", (one, row) -> one.given = row.n());
		ask(found, ids, from, """
				select t.author_id as account_id, sum(t.votes) as n, sum(case when exists (
				    select 1 from topic_vote_facts v where v.topic_id = t.topic_id and v.account_id = t.author_id)
				    then 1 else 0 end) as m
				from topic_facts t where t.author_id = any(:ids) and t.held = false and t.votes > 0 group by t.author_id
				""", (one, row) -> one.received = row.n() - row.m());
		ask(found, ids, from, """
				select t.author_id as account_id, count(distinct p.author_id) as n, 0 as m
				from topic_facts t join post_facts p on p.topic_id = t.topic_id and p.floor between 2 and %d
				where t.author_id = any(:ids) and t.created_at >= :from and t.held = false and p.held = false
				and p.author_id <> t.author_id group by t.author_id
				""".formatted(FLOORS + 1), (one, row) -> one.repliers = row.n());
		ask(found, ids, from, """
				select account_id, reports + answers as n, 0 as m from deed_facts where account_id = any(:ids)
				""", (one, row) -> one.accepted = row.n());
		Map<Long, Counts> counts = new HashMap<>();
		found.forEach((id, one) -> counts.put(id, one.counts()));
		return counts;
	}

	private void ask(Map<Long, Builder> found, Long[] ids, OffsetDateTime from, String sql,
			BiConsumer<Builder, Row> into) {
		JdbcClient.StatementSpec asked = this.jdbc.sql(sql).param("ids", ids);
		if (sql.contains(":day")) {
			asked.param("day", from.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate());
		}
		if (sql.contains(":from")) {
			asked.param("from", from);
		}
		asked.query((row) -> {
			into.accept(found.computeIfAbsent(row.getLong("account_id"), (_) -> new Builder()),
					new Row(bound(row.getLong("n")), bound(row.getLong("m"))));
		});
	}

	private static int bound(long number) {
		return Math.clamp(number, 0, 1_000_000);
	}

	private record Row(int n, int m) {
	}

	private static final class Builder {

		private int topics;

		private int posts;

		private int days;

		private int given;

		private int received;

		private int repliers;

		private int accepted;

		Counts counts() {
			return new Counts(this.topics, this.posts, this.days, this.given, this.received, this.repliers,
					this.accepted);
		}

	}

}
