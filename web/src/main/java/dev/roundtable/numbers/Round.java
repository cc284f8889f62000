package dev.roundtable.numbers;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Counts every ten minutes, on one node at a time. */
@Component
class Round {

	private static final Duration EVERY = Duration.ofMinutes(10);

	private final JdbcClient jdbc;

	private final Counting counting;

	private final Visits visits;

	private final Answers answers;

	private final Clock clock;

	Round(JdbcClient jdbc, Counting counting, Visits visits, Answers answers, Clock clock) {
		this.jdbc = jdbc;
		this.counting = counting;
		this.visits = visits;
		this.answers = answers;
		this.clock = clock;
	}

	@Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
	void whenDue() {
		OffsetDateTime now = OffsetDateTime.now(this.clock);
		// What was never counted is not kept waiting: a new site would look broken.
		int claimed = this.jdbc.sql("""
				update numbers_rounds set begun_at = :now where id = 1 and (begun_at < :due
				    or exists (select 1 from numbers_progress where counted = 0 and seen > 0))
				""").param("now", now).param("due", now.minus(EVERY)).update();
		if (claimed > 0) {
			count();
		}
	}

	void count() {
		this.counting.count(Counting.Counted.JOINED);
		this.counting.count(Counting.Counted.POSTS);
		this.visits.note();
		this.answers.count();
	}

}
