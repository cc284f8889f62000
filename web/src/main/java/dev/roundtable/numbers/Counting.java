package dev.roundtable.numbers;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;

import dev.roundtable.charts.Calendar;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts what was added since, some at a time and each row once: how far it came is noted
 * with what was counted. A row of a long time ago that was only now brought in, as by an
 * import, counts for its own day.
 */
@Component
class Counting {

	private static final int AT_ONCE = 5000;

	private final JdbcClient jdbc;

	private final Calendar calendar;

	private final TransactionTemplate transaction;

	Counting(JdbcClient jdbc, Calendar calendar, PlatformTransactionManager transactions) {
		this.jdbc = jdbc;
		this.calendar = calendar;
		this.transaction = new TransactionTemplate(transactions);
	}

	/** What is counted by day from rows with rising numbers. */
	enum Counted {

		JOINED("joined_people", "newest_person", "account_id"),

		POSTS("post_times", "newest_post", "post_id");

		private final String rows;

		private final String highest;

		Counted(String view, String newest, String id) {
			this.rows = "select created_at from " + view + " where " + id + " > :after and " + id + " <= :upTo";
			this.highest = "select coalesce(max(" + id + "), 0) from " + newest;
		}

	}

	/** Up to what the last round saw. */
	void count(Counted what) {
		while (Boolean.TRUE.equals(this.transaction.execute((_) -> some(what)))) {
			// The next ones.
		}
		this.jdbc.sql("update numbers_progress set seen = :highest where what = :what")
			.param("highest", this.jdbc.sql(what.highest).query(Long.class).single())
			.param("what", what.name())
			.update();
	}

	private boolean some(Counted what) {
		Progress progress = this.jdbc
			.sql("select counted, seen from numbers_progress where what = :what for update skip locked")
			.param("what", what.name())
			.query(Progress.class)
			.optional()
			.orElse(Progress.NONE);
		if (progress.counted() >= progress.seen()) {
			return false;
		}
		long upTo = Math.min(progress.counted() + AT_ONCE, progress.seen());
		Map<LocalDate, Long> days = new TreeMap<>();
		this.jdbc.sql(what.rows).param("after", progress.counted()).param("upTo", upTo).query((row) -> {
			days.merge(this.calendar.day(row.getObject("created_at", OffsetDateTime.class).toInstant()), 1L, Long::sum);
		});
		days.forEach((day, n) -> add(what.name(), day, n));
		this.jdbc.sql("update numbers_progress set counted = :upTo where what = :what")
			.param("upTo", upTo)
			.param("what", what.name())
			.update();
		return true;
	}

	private void add(String what, LocalDate day, long n) {
		int known = this.jdbc.sql("update day_numbers set n = n + :n where what = :what and on_day = :day")
			.param("n", n)
			.param("what", what)
			.param("day", day)
			.update();
		if (known == 0) {
			this.jdbc.sql("insert into day_numbers (what, on_day, n) values (:what, :day, :n)")
				.param("what", what)
				.param("day", day)
				.param("n", n)
				.update();
		}
	}

	private record Progress(long counted, long seen) {

		static final Progress NONE = new Progress(0, 0);

	}

}
