package dev.roundtable.numbers;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import dev.roundtable.charts.Calendar;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who signed in was here on which day, and who came back in later weeks. */
@Component
class Visits {

	/** Weeks that are compared. */
	static final int WEEKS = 12;

	/** Weeks of which the days are kept: others count a hundred days back. */
	static final int KEPT = 15;

	private final JdbcClient jdbc;

	private final Calendar calendar;

	Visits(JdbcClient jdbc, Calendar calendar) {
		this.jdbc = jdbc;
		this.calendar = calendar;
	}

	/** Of today, and what came yesterday since it was last looked. */
	@Transactional
	void note() {
		LocalDate today = this.calendar.today();
		note(today.minusDays(1));
		note(today);
		this.jdbc.sql("delete from visit_days where on_day < :old")
			.param("old", Calendar.week(today).minusWeeks(KEPT))
			.update();
		retained(Calendar.week(today));
	}

	private void note(LocalDate day) {
		this.jdbc.sql("""
				insert into visit_days (on_day, account_id, joined_at)
				select distinct cast(:day as date), v.account_id, p.created_at
				from visit_facts v join people_since p on p.account_id = v.account_id
				where v.last_seen_at >= :from and v.last_seen_at < :to
				and not exists (select 1 from visit_days d where d.on_day = :day and d.account_id = v.account_id)
				""")
			.param("day", day)
			.param("from", this.calendar.start(day))
			.param("to", this.calendar.start(day.plusDays(1)))
			.update();
		long n = this.jdbc.sql("select count(*) from visit_days where on_day = :day")
			.param("day", day)
			.query(Long.class)
			.single();
		this.jdbc.sql("delete from day_numbers where what = 'ACTIVE' and on_day = :day").param("day", day).update();
		this.jdbc.sql("insert into day_numbers (what, on_day, n) values ('ACTIVE', :day, :n)")
			.param("day", day)
			.param("n", n)
			.update();
	}

	/** Of those who are here this week, how many joined in which one before. */
	private void retained(LocalDate week) {
		Map<LocalDate, Set<Long>> here = new HashMap<>();
		this.jdbc.sql("select account_id, joined_at from visit_days where on_day >= :week")
			.param("week", week)
			.query((row) -> {
				LocalDate joined = Calendar
					.week(this.calendar.day(row.getObject("joined_at", OffsetDateTime.class).toInstant()));
				if (joined.isBefore(week) && !joined.isBefore(week.minusWeeks(WEEKS))) {
					here.computeIfAbsent(joined, (_) -> new HashSet<>()).add(row.getLong("account_id"));
				}
			});
		here.forEach((joined, people) -> {
			long later = ChronoUnit.WEEKS.between(joined, week);
			this.jdbc.sql("delete from week_retention where joined = :joined and later = :later")
				.param("joined", joined)
				.param("later", later)
				.update();
			this.jdbc.sql("insert into week_retention (joined, later, n) values (:joined, :later, :n)")
				.param("joined", joined)
				.param("later", later)
				.param("n", people.size())
				.update();
		});
	}

}
