package dev.roundtable.privacy;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Map;

import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * People who asked to join and were not let in: they are forgotten after the days in
 * which that can be decided otherwise, and their names are free again.
 */
@Component
public class Applicants {

	private final JdbcClient jdbc;

	private final ErasureSettings settings;

	private final Journal journal;

	private final Clock clock;

	Applicants(JdbcClient jdbc, ErasureSettings settings, Journal journal, Clock clock) {
		this.jdbc = jdbc;
		this.settings = settings;
		this.journal = journal;
		this.clock = clock;
	}

	/**
	 * In the transaction in which she is declined. Where her erasure is asked for already
	 * it stays as it is, and her name is freed.
	 */
	public void decline(Viewer moderator, AccountId applicant) {
		moderator.require(Capability.MODERATE);
		OffsetDateTime now = OffsetDateTime.now(this.clock);
		OffsetDateTime due = now.plus(this.settings.grace());
		int asked = this.jdbc.sql("update erasures set frees_name = true where account_id = :account")
			.param("account", applicant.value())
			.update();
		if (asked > 0) {
			return;
		}
		this.jdbc.sql("""
				insert into erasures (account_id, asked_by, reason, words, asked_at, due_at, again_at, frees_name)
				values (:account, :by, '', true, :now, :due, :due, true) on conflict do nothing""")
			.param("account", applicant.value())
			.param("by", moderator.id().value())
			.param("now", now)
			.param("due", due)
			.update();
		this.journal.record(moderator.id().value(), "erasure asked", Subject.of("account", applicant.value()),
				Audience.TEAM, Map.of("due", due.toInstant().toString()));
	}

	/** In the transaction in which she is let in after all. What she asked for holds. */
	public void letIn(AccountId applicant) {
		this.jdbc.sql("""
				delete from erasures where account_id = :account and frees_name and begun_at is null
				and asked_by <> :account""").param("account", applicant.value()).update();
		this.jdbc.sql("update erasures set frees_name = false where account_id = :account")
			.param("account", applicant.value())
			.update();
	}

}
