package dev.roundtable.tracking.admin;

import java.util.List;
import java.util.Map;

import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.Side;
import dev.roundtable.tracker.sync.SyncLedger;
import dev.roundtable.tracking.Connections;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What both sides changed, and a person is to decide. */
@Component
class Conflicts {

	static final int SHOWN = 30;

	private static final int VALUE = 400;

	private final JdbcClient jdbc;

	private final SyncLedger ledger;

	private final Connections connections;

	private final Journal journal;

	private final Once once;

	Conflicts(JdbcClient jdbc, SyncLedger ledger, Connections connections, Journal journal, Once once) {
		this.jdbc = jdbc;
		this.ledger = ledger;
		this.connections = connections;
		this.journal = journal;
		this.once = once;
	}

	/**
	 * Public for its template. Values are cut.
	 */
	record Conflict(long task, @Nullable String project, @Nullable String issue, Field field, String ours,
			String theirs) {
	}

	List<Conflict> of(ConnectionId id) {
		return this.jdbc.sql("""
				select l.task_number, l.project, l.issue, b.field, substring(b.ours, 1, :most) as ours,
				    substring(b.theirs, 1, :most) as theirs
				from tracker_links l join tracker_baselines b on b.link_id = l.id
				where l.connection_id = :id and l.stage = 'JOINED' and b.standing = 'ASKED' and b.answer is null
				order by l.task_number, b.field limit :shown
				""")
			.param("id", id.value())
			.param("most", VALUE)
			.param("shown", SHOWN)
			.query((row, _) -> new Conflict(row.getLong("task_number"), row.getString("project"),
					row.getString("issue"), Field.valueOf(row.getString("field")), row.getString("ours"),
					row.getString("theirs")))
			.list();
	}

	/** Nothing where somebody has decided it meanwhile. */
	void decide(Viewer by, ConnectionId id, long task, Field field, Side right, OnceKey key) {
		by.require(Capability.ADMINISTER);
		this.once.write(key.asking("decide conflict of tracker " + id, task, field, right), () -> {
			Connections.Settings settings = this.connections.find(id);
			this.ledger.answer(id, task, field, right);
			this.journal.record(by.id().value(), "tracker conflict decided", Subject.of("tracker", id.value()),
					Audience.TEAM, Map.of("name", settings.name(), "other", String.valueOf(task)));
		});
	}

}
