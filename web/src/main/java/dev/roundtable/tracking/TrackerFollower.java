package dev.roundtable.tracking;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.roundtable.journal.Entry;
import dev.roundtable.journal.JournalFollower;
import dev.roundtable.journal.Subject;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.Subject.OfTask;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Has the connections of a task look at it when something happened to it, or below its
 * topics. What came from a connection is not told to that one, which knows.
 */
@Component
class TrackerFollower implements JournalFollower {

	/** What no tracker hears of. */
	private static final Set<String> NOTHING = Set.of("noted", "corrected-note", "withdrew-note", "me-too",
			"me-too-withdrawn", "related", "unrelated", "estimated", "weighted", "unweighted", "pushed", "linked",
			"unlinked", "tried-again", "settled");

	private final JdbcClient jdbc;

	private final Errands errands;

	private final TakenComments taken;

	/** Whether there are connections at all, as this node last saw. */
	private volatile boolean needed = true;

	TrackerFollower(JdbcClient jdbc, Errands errands, TakenComments taken) {
		this.jdbc = jdbc;
		this.errands = errands;
		this.taken = taken;
	}

	@Override
	public String name() {
		return "trackers";
	}

	/** A site without trackers writes nothing for them. */
	void isNeeded(boolean needed) {
		this.needed = needed;
	}

	@Override
	public boolean wants(String action, Subject subject) {
		return this.needed && switch (subject.type()) {
			case "task" -> !NOTHING.contains(action);
			case "topic" -> true;
			default -> false;
		};
	}

	/** In one order, so that nodes do not wait for each other in a circle. */
	@Override
	public void deliver(List<Entry> entries) {
		Set<Wanted> wanted = new LinkedHashSet<>();
		entries.forEach((entry) -> wanted.addAll(wanted(entry)));
		wanted.stream()
			.sorted()
			.forEach((one) -> this.errands.want(new ConnectionId(one.connection()), new OfTask(one.task()), false));
	}

	/** Who is to look at what after it. */
	List<Wanted> wanted(Entry entry) {
		long actor = (entry.actor() != null) ? entry.actor() : 0;
		long from = entry.fact("comment").isEmpty() ? 0
				: this.taken.origin(Long.parseLong(entry.fact("comment"))).map(ConnectionId::value).orElse(0L);
		String tasks = entry.subject().type().equals("task") ? "select cast(:subject as bigint) as task_number"
				: "select task_number from task_topic_facts where topic_id = :subject";
		return this.jdbc.sql("""
				select c.id, t.task_number from tracker_connections c cross join (""" + tasks + """
				) t
				where c.removed = 0 and c.account_id <> :actor and c.id <> :from
				and (c.pushed is not null or exists (select 1 from tracker_links l
				    where l.connection_id = c.id and l.task_number = t.task_number))
				""")
			.param("subject", entry.subject().id())
			.param("actor", actor)
			.param("from", from)
			.query((row, _) -> new Wanted(row.getLong(1), row.getLong(2)))
			.list();
	}

	record Wanted(long connection, long task) implements Comparable<Wanted> {

		@Override
		public int compareTo(Wanted other) {
			int first = Long.compare(this.connection, other.connection);
			return (first != 0) ? first : Long.compare(this.task, other.task);
		}

	}

}
