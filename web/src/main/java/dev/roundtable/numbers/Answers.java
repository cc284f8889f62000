package dev.roundtable.numbers;

import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import dev.roundtable.charts.Calendar;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How many of a week's questions, bugs and ideas were answered by somebody else, and how
 * soon half of them were.
 */
@Component
class Answers {

	/** An answer that came later than so many floors below is none. */
	private static final int FLOORS = 20;

	/** Weeks that may still change. */
	private static final int OPEN = 3;

	private final JdbcClient jdbc;

	private final Calendar calendar;

	private final TransactionTemplate transaction;

	Answers(JdbcClient jdbc, Calendar calendar, TransactionTemplate transaction) {
		this.jdbc = jdbc;
		this.calendar = calendar;
		this.transaction = transaction;
	}

	/** The last weeks, and those before that were never counted. */
	void count() {
		LocalDate now = Calendar.week(this.calendar.today());
		for (int ago = 0; ago < Visits.WEEKS; ago++) {
			LocalDate week = now.minusWeeks(ago);
			if (ago < OPEN || !isCounted(week)) {
				count(week);
			}
		}
	}

	private boolean isCounted(LocalDate week) {
		return this.jdbc.sql("select 1 from week_answers where monday = :week")
			.param("week", week)
			.query(Integer.class)
			.optional()
			.isPresent();
	}

	void count(LocalDate week) {
		List<Long> minutes = new ArrayList<>();
		int asked = this.jdbc.sql("""
				select t.created_at as asked, (
				    select min(p.created_at) from post_facts p where p.topic_id = t.topic_id and p.floor > 1
				    and p.floor <= :floors and p.author_id <> t.author_id and p.held = false) as answered
				from topic_facts t
				where t.created_at >= :from and t.created_at < :to and t.kind <> 'DISCUSSION' and t.held = false
				""")
			.param("floors", FLOORS)
			.param("from", this.calendar.start(week))
			.param("to", this.calendar.start(week.plusWeeks(1)))
			.query((row, _) -> {
				OffsetDateTime answered = row.getObject("answered", OffsetDateTime.class);
				if (answered != null) {
					minutes.add(Duration.between(row.getObject("asked", OffsetDateTime.class), answered).toMinutes());
				}
				return 1;
			})
			.list()
			.size();
		this.transaction.executeWithoutResult((_) -> replace(week, asked, minutes));
	}

	private void replace(LocalDate week, int asked, List<Long> minutes) {
		this.jdbc.sql("delete from week_answers where monday = :week").param("week", week).update();
		this.jdbc.sql("""
				insert into week_answers (monday, asked, answered, minutes)
				values (:week, :asked, :answered, cast(:minutes as bigint))
				""")
			.param("week", week)
			.param("asked", asked)
			.param("answered", minutes.size())
			.param("minutes", median(minutes))
			.update();
	}

	private static @Nullable Long median(List<Long> minutes) {
		return minutes.isEmpty() ? null
				: minutes.stream().sorted().skip((minutes.size() - 1) / 2).findFirst().orElse(null);
	}

}
