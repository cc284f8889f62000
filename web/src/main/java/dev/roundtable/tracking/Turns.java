package dev.roundtable.tracking;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;

import dev.roundtable.tasks.TaskQueries;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.Subject;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whose turn it is to be asked what changed, to be gone through, to have its token tried,
 * and to get issues by rule. Of all nodes one takes a turn: it moves the moment of the
 * next, and leaves an errand that outlives it.
 */
@Component
class Turns {

	/** With hooks that are heard of, asking is for what they missed. */
	private static final int RARER_WITH_HOOKS = 5;

	/** Tasks that get issues by rule in one turn. */
	private static final int RULED = 100;

	/** Tasks that are chosen at once to be looked at anew. */
	private static final int LOOKED = 100;

	/** What a sweep that began without it would leave out is swept after it. */
	private static final String UNSWEPT = """
			 and not exists (select 1 from tracker_errands e
			    where e.connection_id = tracker_states.connection_id and e.subject = 'sweep')
			""";

	private final JdbcClient jdbc;

	private final Errands errands;

	private final TaskQueries listed;

	private final Clock clock;

	private final TransactionTemplate transaction;

	private final Often often;

	Turns(JdbcClient jdbc, Errands errands, TaskQueries listed, Clock clock, PlatformTransactionManager transactions,
			Often often) {
		this.jdbc = jdbc;
		this.errands = errands;
		this.listed = listed;
		this.clock = clock;
		this.transaction = new TransactionTemplate(transactions);
		this.often = often;
	}

	/**
	 * How often each turn comes.
	 *
	 * @param poll asking what changed
	 * @param sweep going through all links, by the times of their issues
	 * @param thorough the same, reading all that was said there
	 * @param check trying the token
	 */
	@Component
	record Often(@Value("${roundtable.trackers.poll:60s}") Duration poll,
			@Value("${roundtable.trackers.sweep:1h}") Duration sweep,
			@Value("${roundtable.trackers.thorough:1d}") Duration thorough,
			@Value("${roundtable.trackers.check:1h}") Duration check) {
	}

	/**
	 * @return whether the token is to be tried
	 */
	boolean take(Connections.Settings settings) {
		ConnectionId id = settings.id();
		OffsetDateTime now = OffsetDateTime.now(this.clock);
		Due due = due(settings, now);
		if (due.poll() && leave("poll_due_at",
				due.hooked() ? this.often.poll().multipliedBy(RARER_WITH_HOOKS) : this.often.poll(), id, now,
				new Subject.Poll(), false)) {
			byRule(settings);
		}
		if (due.thorough()) {
			leave("thorough_due_at", this.often.thorough(), id, now, new Subject.Sweep(), true);
		}
		if (due.sweep()) {
			leave("sweep_due_at", this.often.sweep(), id, now, new Subject.Sweep(), false);
		}
		if (due.changed()) {
			lookAnew(settings);
		}
		return due.check() && isMine("check_due_at", this.often.check(), "", id, now);
	}

	private record Due(boolean poll, boolean sweep, boolean thorough, boolean check, boolean changed, boolean hooked) {

		static final Due NOTHING = new Due(false, false, false, false, false, false);

	}

	private Due due(Connections.Settings settings, OffsetDateTime now) {
		return this.jdbc.sql("""
				select poll_due_at <= :now as poll, sweep_due_at <= :now as sweep, thorough_due_at <= :now as thorough,
				       check_due_at <= :now as checks, looked_version < :version as changed,
				       coalesce(hinted_at > :since, false) as hooked
				from tracker_states where connection_id = :id and paused_at is null
				""")
			.param("now", now)
			.param("since", now.minusHours(1))
			.param("version", settings.version())
			.param("id", settings.id().value())
			.query((row, _) -> new Due(row.getBoolean("poll"), row.getBoolean("sweep"), row.getBoolean("thorough"),
					row.getBoolean("checks"), row.getBoolean("changed"), row.getBoolean("hooked")))
			.optional()
			.orElse(Due.NOTHING);
	}

	/** Whether the turn was this node's; then the errand is on disk with it. */
	private boolean leave(String turn, Duration every, ConnectionId id, OffsetDateTime now, Subject errand,
			boolean thorough) {
		return Boolean.TRUE.equals(this.transaction.execute((_) -> {
			boolean mine = isMine(turn, every, thorough ? UNSWEPT : "", id, now);
			if (mine) {
				this.errands.want(id, errand, thorough);
			}
			return mine;
		}));
	}

	private boolean isMine(String turn, Duration every, String also, ConnectionId id, OffsetDateTime now) {
		return this.jdbc
			.sql("update tracker_states set " + turn + " = :next where connection_id = :id and " + turn + " <= :now"
					+ " and paused_at is null" + also)
			.param("next", now.plus(every))
			.param("id", id.value())
			.param("now", now)
			.update() > 0;
	}

	/**
	 * Who was nobody here may be somebody now: what was not taken for that is asked for
	 * again. That all were is noted last: a node that dies in between leaves it to the
	 * next.
	 */
	private void lookAnew(Connections.Settings settings) {
		long behind = 0;
		List<Long> tasks = refused(settings.id(), behind);
		while (!tasks.isEmpty()) {
			for (long task : tasks) {
				this.transaction.executeWithoutResult((_) -> askAgain(settings.id(), task));
			}
			behind = tasks.getLast();
			tasks = refused(settings.id(), behind);
		}
		this.jdbc.sql("""
				update tracker_states set looked_version = :version
				where connection_id = :id and looked_version < :version
				""").param("version", settings.version()).param("id", settings.id().value()).update();
	}

	private List<Long> refused(ConnectionId id, long behind) {
		return this.jdbc.sql("""
				select distinct l.task_number from tracker_links l join tracker_crossings c on c.link_id = l.id
				where l.connection_id = :id and l.stage = 'JOINED' and l.task_number > :behind
				and c.origin = 'THEIRS' and c.state = 'REFUSED'
				order by l.task_number limit :most
				""").param("id", id.value()).param("behind", behind).param("most", LOOKED).query(Long.class).list();
	}

	/** Whoever has the link at work would put back what is taken away of it. */
	private void askAgain(ConnectionId id, long task) {
		Subject subject = new Subject.OfTask(task);
		this.errands.takeAway(id, subject);
		this.jdbc.sql("""
				delete from tracker_crossings where origin = 'THEIRS' and state = 'REFUSED'
				and link_id in (select l.id from tracker_links l
				    where l.connection_id = :id and l.task_number = :task and l.stage = 'JOINED')
				""").param("id", id.value()).param("task", task).update();
		this.errands.want(id, subject, true);
	}

	/**
	 * How many people have it is no act of the journal, so the rule itself is asked. It
	 * goes on behind the last task, and begins anew at the end.
	 */
	private void byRule(Connections.Settings settings) {
		String query = settings.pushed();
		if (query == null) {
			return;
		}
		long behind = this.jdbc.sql("select ruled_to from tracker_states where connection_id = :id")
			.param("id", settings.id().value())
			.query(Long.class)
			.single();
		List<Long> found = this.listed.found(query, behind, RULED);
		List<Long> linked = this.jdbc.sql("""
				select task_number from tracker_links where connection_id = :id and task_number = any(:tasks)
				""")
			.param("id", settings.id().value())
			.param("tasks", found.toArray(Long[]::new))
			.query(Long.class)
			.list();
		found.stream()
			.filter((task) -> !linked.contains(task))
			.forEach((task) -> this.errands.want(settings.id(), new Subject.OfTask(task), false));
		this.jdbc.sql("update tracker_states set ruled_to = :to where connection_id = :id")
			.param("to", (found.size() < RULED) ? 0 : found.getLast())
			.param("id", settings.id().value())
			.update();
	}

}
