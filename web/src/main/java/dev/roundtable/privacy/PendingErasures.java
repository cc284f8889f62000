package dev.roundtable.privacy;

import java.util.Set;

import dev.roundtable.people.AccountId;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Who asked to be erased and may still change her mind, known without asking at each
 * request: a few people at any time. Other nodes know within seconds.
 */
@Component
class PendingErasures {

	private final JdbcClient jdbc;

	private volatile Set<Long> accounts = Set.of();

	PendingErasures(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	boolean has(AccountId account) {
		return this.accounts.contains(account.value());
	}

	@Scheduled(fixedDelayString = "PT3S")
	void look() {
		try {
			refresh();
		}
		catch (DataAccessException away) {
			// What was known still holds.
		}
	}

	/** To be called after the commit. */
	void refresh() {
		this.accounts = this.jdbc.sql("""
				select account_id from erasures
				where finished_at is null and begun_at is null and asked_by = account_id""").query(Long.class).set();
	}

}
