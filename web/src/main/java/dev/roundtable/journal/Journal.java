package dev.roundtable.journal;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.roundtable.site.Audience;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Writes and reads what happened. */
@Component
public class Journal {

	private static final String LATEST = Journal.class.getName() + ".latest";

	private final JdbcClient jdbc;

	private final EntryRows rows;

	private final JournalQueue queue;

	private final Clock clock;

	Journal(JdbcClient jdbc, EntryRows rows, JournalQueue queue, Clock clock) {
		this.jdbc = jdbc;
		this.rows = rows;
		this.queue = queue;
		this.clock = clock;
	}

	/**
	 * Writes one row, in the caller's transaction, and one more for those who follow such
	 * things. The caller has locked the subject (its own change does), so that rows about
	 * one subject stand in the order of what happened.
	 * @param actor an account's id, null where nobody in particular did it
	 * @param action at most 40 characters
	 * @param facts at most 8,000 characters in all; longer texts stay where they are
	 */
	public void record(@Nullable Long actor, String action, Subject subject, Audience audience,
			Map<String, String> facts) {
		List<String> followers = this.queue.whoWants(action, subject);
		JdbcClient.StatementSpec insert = this.jdbc.sql("""
				insert into journal (happened_at, actor, action, subject, audience, facts)
				values (:now, :actor, :action, :subject, :audience, :facts)
				""")
			.param("now", OffsetDateTime.now(this.clock))
			.param("actor", actor)
			.param("action", action)
			.param("subject", subject.toString())
			.param("audience", audience.key())
			.param("facts", this.rows.text(facts));
		if (followers.isEmpty()) {
			insert.update();
		}
		else {
			GeneratedKeyHolder key = new GeneratedKeyHolder();
			insert.update(key, "id");
			this.queue.add(Objects.requireNonNull(key.getKeyAs(Long.class)), subject, followers);
		}
	}

	/** What happened to a subject, oldest first. The caller sees to the audience. */
	public List<Entry> of(Subject subject) {
		return this.jdbc.sql("select " + EntryRows.COLUMNS + " from journal j where j.subject = :subject order by j.id")
			.param("subject", subject.toString())
			.query(this.rows)
			.list();
	}

	/**
	 * A number that rises with each row that becomes visible, also with one whose id is
	 * below the latest because its transaction took longer: lists that change with what
	 * happens are kept by it.
	 */
	public long latest() {
		RequestAttributes request = RequestContextHolder.getRequestAttributes();
		boolean reads = request instanceof ServletRequestAttributes served
				&& served.getRequest().getMethod().equals("GET");
		if (request == null || !reads) {
			return readLatest();
		}
		// One page is made of what was so when it was asked for.
		if (request.getAttribute(LATEST, RequestAttributes.SCOPE_REQUEST) instanceof Long latest) {
			return latest;
		}
		long latest = readLatest();
		request.setAttribute(LATEST, latest, RequestAttributes.SCOPE_REQUEST);
		return latest;
	}

	private long readLatest() {
		return this.jdbc.sql("""
				select coalesce(sum(id), 0) from (select id from journal order by id desc limit 64) newest
				""").query(Long.class).single();
	}

}
