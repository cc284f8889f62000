package dev.roundtable.mail;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import dev.roundtable.writing.When;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Addresses that a server refused for good. */
@Component
class Stops {

	private final JdbcClient jdbc;

	private final Journal journal;

	private final Once once;

	private final Clock clock;

	Stops(JdbcClient jdbc, Journal journal, Once once, Clock clock) {
		this.jdbc = jdbc;
		this.journal = journal;
		this.once = once;
		this.clock = clock;
	}

	record Stop(long id, String address, String reason, When since) {
	}

	boolean has(MailAddress address) {
		return this.jdbc.sql("select count(*) from mail_stops where address_key = :key")
			.param("key", address.key())
			.query(Long.class)
			.single() > 0;
	}

	/** In the caller's transaction. */
	void add(MailAddress address, String reason) {
		this.jdbc.sql("""
				insert into mail_stops (address_key, reason, stopped_at) values (:key, :reason, :now)
				on conflict do nothing""")
			.param("key", address.key())
			.param("reason", MailQueue.cut(reason))
			.param("now", OffsetDateTime.now(this.clock))
			.update();
	}

	/** The latest first; at most 100. */
	List<Stop> latest() {
		return this.jdbc.sql(
				"select id, address_key, reason, stopped_at from mail_stops order by stopped_at desc, id desc limit 100")
			.query((row, _) -> new Stop(row.getLong("id"), row.getString("address_key"), row.getString("reason"),
					When.of(row.getObject("stopped_at", OffsetDateTime.class).toInstant())))
			.list();
	}

	/**
	 * Lets mail go there again.
	 * @throws NotFound when it is not stopped
	 */
	void end(Viewer viewer, OnceKey key, long id) {
		viewer.require(Capability.ADMINISTER);
		this.once.write(key.asking("mail stop " + id), () -> {
			if (this.jdbc.sql("delete from mail_stops where id = :id").param("id", id).update() == 0) {
				throw new NotFound("mail stop " + id);
			}
			// Not which: a journal is for good, an address can be erased.
			this.journal.record(viewer.id().value(), "mail allowed again", Subject.of("mailstop", id), Audience.TEAM,
					Map.of());
		});
	}

	/** In the caller's transaction. */
	void forget(MailAddress address) {
		this.jdbc.sql("delete from mail_stops where address_key = :key").param("key", address.key()).update();
	}

}
