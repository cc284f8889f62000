package dev.roundtable.journal;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * What followers have not been given yet. Each has its own rows, in lanes by subject; one
 * node at a time works in a lane of a follower, so that nothing overtakes anything about
 * the same subject, and all nodes find work.
 */
@Component
class JournalQueue {

	private static final int LANES = 16;

	private final JdbcClient jdbc;

	private final EntryRows rows;

	private final Supplier<List<JournalFollower>> followers;

	private final Clock clock;

	/**
	 * @param followers asked for when something happens the first time, because followers
	 * may want the journal itself
	 */
	JournalQueue(JdbcClient jdbc, EntryRows rows, ObjectProvider<JournalFollower> followers, Clock clock) {
		this.jdbc = jdbc;
		this.rows = rows;
		this.followers = SingletonSupplier.of(() -> followers.stream().toList());
		this.clock = clock;
	}

	/** Names of the followers of such a thing. */
	List<String> whoWants(String action, Subject subject) {
		return this.followers.get()
			.stream()
			.filter((follower) -> follower.wants(action, subject))
			.map(JournalFollower::name)
			.toList();
	}

	void add(long entry, Subject subject, List<String> names) {
		this.jdbc.sql("""
				insert into journal_queue (follower, lane, entry, subject)
				select f.name, :lane, :entry, :subject from unnest(cast(:names as varchar array)) as f(name)
				""")
			.param("names", names.toArray(String[]::new))
			.param("lane", lane(subject.toString()))
			.param("entry", entry)
			.param("subject", subject.toString())
			.update();
	}

	private static int lane(String subject) {
		return Math.floorMod(subject.hashCode(), LANES);
	}

	/**
	 * Makes a follower's lanes where they are missing. Where none is, a start has nothing
	 * to write: it works on a full disk, too.
	 */
	void prepare(String follower) {
		List<Integer> there = this.jdbc.sql("select lane from journal_lanes where follower = :follower")
			.param("follower", follower)
			.query(Integer.class)
			.list();
		IntStream.range(0, LANES)
			.filter((lane) -> !there.contains(lane))
			.forEach((lane) -> this.jdbc
				.sql("insert into journal_lanes (follower, lane) values (:follower, :lane) on conflict do nothing")
				.param("follower", follower)
				.param("lane", lane)
				.update());
	}

	/** The lanes in which something waits for a follower. */
	List<Integer> lanes(String follower) {
		return this.jdbc.sql("select distinct lane from journal_queue where follower = :follower")
			.param("follower", follower)
			.query(Integer.class)
			.list();
	}

	/**
	 * The oldest of what waits in a lane, and the lane with it until the transaction
	 * ends; nothing while somebody else has it. What is put off holds up its own subject
	 * only. Whoever sees a row sees all earlier ones of its subject: they were written
	 * under the subject's lock.
	 */
	List<Entry> claim(String follower, int lane, int most) {
		boolean free = this.jdbc
			.sql("select lane from journal_lanes where follower = :follower and lane = :lane for update skip locked")
			.param("follower", follower)
			.param("lane", lane)
			.query(Integer.class)
			.optional()
			.isPresent();
		return !free ? List.of()
				: this.jdbc.sql("select " + EntryRows.COLUMNS + """
						 from journal_queue q join journal j on j.id = q.entry
						where q.follower = :follower and q.lane = :lane and (q.again_at is null or q.again_at <= :now)
						and not exists (
						    select 1 from journal_queue w where w.follower = :follower and w.lane = :lane
						    and w.subject = q.subject and w.entry < q.entry and w.again_at > :now)
						order by q.entry limit :most
						""")
					.param("follower", follower)
					.param("lane", lane)
					.param("now", OffsetDateTime.now(this.clock))
					.param("most", most)
					.query(this.rows)
					.list();
	}

	void remove(String follower, int lane, List<Entry> entries) {
		this.jdbc.sql("delete from journal_queue where follower = :follower and lane = :lane and entry = any(:entries)")
			.param("follower", follower)
			.param("lane", lane)
			.param("entries", entries.stream().map(Entry::id).toArray(Long[]::new))
			.update();
	}

	/** Lets an entry wait after a failure; after too many it waits for a person. */
	void putOff(String follower, int lane, Entry entry, String reason) {
		int attempts = 1 + this.jdbc
			.sql("select attempts from journal_queue where follower = :follower and lane = :lane and entry = :entry")
			.param("follower", follower)
			.param("lane", lane)
			.param("entry", entry.id())
			.query(Integer.class)
			.optional()
			.orElse(0);
		if (attempts >= Patience.ATTEMPTS) {
			remove(follower, lane, List.of(entry));
			giveUp(follower, entry, attempts, reason);
			return;
		}
		this.jdbc.sql("""
				update journal_queue set attempts = :attempts, again_at = :again
				where follower = :follower and lane = :lane and entry = :entry
				""")
			.param("attempts", attempts)
			.param("again", OffsetDateTime.now(this.clock).plus(Patience.after(attempts)))
			.param("follower", follower)
			.param("lane", lane)
			.param("entry", entry.id())
			.update();
	}

	private void giveUp(String follower, Entry entry, int attempts, String reason) {
		this.jdbc.sql("""
				insert into journal_failures (follower, entry, attempts, reason, failed_at)
				values (:follower, :entry, :attempts, :reason, :now) on conflict do nothing
				""")
			.param("follower", follower)
			.param("entry", entry.id())
			.param("attempts", attempts)
			.param("reason", reason.substring(0, Math.min(reason.length(), 2000)))
			.param("now", OffsetDateTime.now(this.clock))
			.update();
	}

	/** How many deliveries wait. */
	long waiting() {
		return this.jdbc.sql("select count(*) from journal_queue").query(Long.class).single();
	}

}
