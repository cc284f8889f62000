package dev.roundtable.honours;

import java.time.Clock;
import java.time.LocalDate;

import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The days on which people said that they are there. */
@Component
class CheckIns {

	private final JdbcClient jdbc;

	private final Once once;

	private final HonourSettings settings;

	private final Clock clock;

	CheckIns(JdbcClient jdbc, Once once, HonourSettings settings, Clock clock) {
		this.jdbc = jdbc;
		this.once = once;
		this.settings = settings;
		this.clock = clock;
	}

	/** Twice on one day is once. It is too small for the journal. */
	void checkIn(Viewer viewer, OnceKey key) {
		viewer.require(Capability.POST);
		LocalDate today = today();
		this.once.write(key.asking("check in", today), () -> this.jdbc.sql("""
				insert into check_ins (account_id, on_day) values (:id, :today) on conflict do nothing
				""").param("id", viewer.id().value()).param("today", today).update());
	}

	LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), this.settings.zone());
	}

}
