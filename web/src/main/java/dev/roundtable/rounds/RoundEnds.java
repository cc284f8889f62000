package dev.roundtable.rounds;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Ends rounds when their time is over, whether anybody looks or not. What waits is in the
 * rows of the rounds, so that no restart forgets it; any number of nodes may do it,
 * because {@link Rounds#finish} locks the round and the second finds it done.
 */
@Component
class RoundEnds {

	private static final int AT_ONCE = 50;

	private static final Logger log = LoggerFactory.getLogger(RoundEnds.class);

	private final JdbcClient jdbc;

	private final Rounds rounds;

	private final Clock clock;

	RoundEnds(JdbcClient jdbc, Rounds rounds, Clock clock) {
		this.jdbc = jdbc;
		this.rounds = rounds;
		this.clock = clock;
	}

	@Scheduled(fixedDelayString = "${roundtable.rounds.ended-every:5s}", initialDelayString = "PT5S")
	void work() {
		for (long round : due()) {
			try {
				this.rounds.finish(round);
			}
			catch (RuntimeException ex) {
				// The others end all the same; this one is tried again.
				log.warn("Round {} could not be ended", round, ex);
			}
		}
	}

	private List<Long> due() {
		return this.jdbc.sql("""
				select id from rounds where finished_at is null and closes_at <= :now order by closes_at, id limit :most
				""").param("now", OffsetDateTime.now(this.clock)).param("most", AT_ONCE).query(Long.class).list();
	}

}
