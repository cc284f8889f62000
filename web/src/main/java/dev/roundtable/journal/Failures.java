package dev.roundtable.journal;

import java.time.OffsetDateTime;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What could not be delivered and waits for a person. */
@Component
class Failures {

	private static final int SHOWN = 200;

	private final JdbcClient jdbc;

	private final EntryRows rows;

	private final JournalQueue queue;

	Failures(JdbcClient jdbc, EntryRows rows, JournalQueue queue) {
		this.jdbc = jdbc;
		this.rows = rows;
		this.queue = queue;
	}

	/** The newest first. */
	List<Failure> latest() {
		return this.jdbc.sql("select f.follower, f.reason, f.failed_at, " + EntryRows.COLUMNS + """
				 from journal_failures f join journal j on j.id = f.entry
				order by f.failed_at desc, f.entry desc limit :most
				""")
			.param("most", SHOWN)
			.query((row, number) -> new Failure(row.getString("follower"), this.rows.mapRow(row, number),
					row.getString("reason"), row.getObject("failed_at", OffsetDateTime.class)))
			.list();
	}

	long count() {
		return this.jdbc.sql("select count(*) from journal_failures").query(Long.class).single();
	}

	/**
	 * Sends one on its way again, behind what has been delivered of its subject since:
	 * followers re-read what they tell of. Twice is once.
	 */
	@Transactional
	public void again(String follower, long entry) {
		int taken = this.jdbc.sql("delete from journal_failures where follower = :follower and entry = :entry")
			.param("follower", follower)
			.param("entry", entry)
			.update();
		if (taken > 0) {
			Subject subject = Subject.parse(this.jdbc.sql("select subject from journal where id = :entry")
				.param("entry", entry)
				.query(String.class)
				.single());
			this.queue.add(entry, subject, List.of(follower));
		}
	}

	record Failure(String follower, Entry entry, String reason, OffsetDateTime failedAt) {
	}

}
