package dev.roundtable.journal;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What could not be delivered and waits for a person. Asks nobody's rights: who people
 * are is known above this room.
 */
@Component
public class Failures {

	private static final int SHOWN = 200;

	private final JdbcClient jdbc;

	private final EntryRows rows;

	private final JournalQueue queue;

	private final Once once;

	Failures(JdbcClient jdbc, EntryRows rows, JournalQueue queue, Once once) {
		this.jdbc = jdbc;
		this.rows = rows;
		this.queue = queue;
		this.once = once;
	}

	/** The newest first, at most 200. */
	public List<Failure> latest() {
		return this.jdbc.sql("select f.follower, f.attempts, f.reason, f.failed_at, " + EntryRows.COLUMNS + """
				 from journal_failures f join journal j on j.id = f.entry
				order by f.failed_at desc, f.entry desc limit :most
				""")
			.param("most", SHOWN)
			.query((row, number) -> new Failure(row.getString("follower"), this.rows.mapRow(row, number),
					row.getInt("attempts"), row.getString("reason"),
					row.getObject("failed_at", OffsetDateTime.class).toInstant()))
			.list();
	}

	public long count() {
		return this.jdbc.sql("select count(*) from journal_failures").query(Long.class).single();
	}

	/**
	 * Sends one on its way again, behind what has been delivered of its subject since:
	 * followers re-read what they tell of. Twice is once, with any keys.
	 */
	public void again(OnceKey key, String follower, long entry) {
		this.once.write(key.asking("deliver again", follower, entry), () -> requeue(follower, entry));
	}

	private void requeue(String follower, long entry) {
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

	/**
	 * @param attempts how often it was tried
	 * @param reason what was thrown the last time
	 */
	public record Failure(String follower, Entry entry, int attempts, String reason, Instant failedAt) {
	}

}
