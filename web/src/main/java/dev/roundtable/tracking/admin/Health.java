package dev.roundtable.tracking.admin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

import dev.roundtable.http.NotFound;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How each connection is, in one statement for however many there are. */
@Component
class Health {

	private final JdbcClient jdbc;

	private final Clock clock;

	Health(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** What is to be said first about a connection. */
	enum Light {

		WORKS, NEW, PAUSED, TOKEN_REFUSED, RESTS,

		/** It works, and something is left that nobody tries any more. */
		LETTERS

	}

	/**
	 * Public for its template.
	 *
	 * @param pausedWhy as it was noted, null while it is not
	 * @param restUntil null while it does not rest
	 * @param checked when its token was last tried, null for never
	 * @param lag seconds that the oldest errand that is due has waited, null where none
	 * is
	 * @param asked conflicts that a person is to decide
	 */
	record Line(long id, String kind, String name, String baseUrl, String project, long version,
			@Nullable String pushed, boolean takesIn, boolean mapped, @Nullable Pause pausedWhy,
			@Nullable When restUntil, @Nullable When polledAt, @Nullable When hintedAt,
			TokenChecks.@Nullable Checked checked, TakingIn.Project whole, long waiting, @Nullable Long lag, long dead,
			long asked, long links) {

		public Light light() {
			if (this.pausedWhy != null) {
				return this.pausedWhy.light();
			}
			return (this.restUntil != null) ? Light.RESTS : (this.dead > 0) ? Light.LETTERS : Light.WORKS;
		}

		public boolean paused() {
			return this.pausedWhy != null;
		}

	}

	List<Line> all() {
		return read("where c.removed = 0 order by c.name", null);
	}

	/**
	 * @throws NotFound where there is none, or none any more
	 */
	Line of(ConnectionId id) {
		return read("where c.removed = 0 and c.id = :id", id).stream()
			.findFirst()
			.orElseThrow(() -> new NotFound("connection " + id));
	}

	/**
	 * Public for its template: what is asked for every few seconds while a project is
	 * taken in.
	 */
	record Bar(long id, boolean paused, TakingIn.Project whole) {
	}

	/**
	 * @throws NotFound where there is none, or none any more
	 */
	Bar bar(ConnectionId id) {
		return this.jdbc.sql("""
				select s.connection_id, s.paused_at, s.everything_at, s.everything_stopped_at, s.everything_seen,
				    s.everything_page,
				    (select count(*) from tracker_errands e where e.connection_id = :id and e.dead_at is null
				        and e.subject like 'issue %') as issues,
				    (select count(*) from tracker_errands e where e.connection_id = :id and e.dead_at is null
				        and e.subject = 'everything') as reading,
				    (select count(*) from tracker_trail t where s.everything_at is not null and t.connection_id = :id
				        and t.id > s.everything_trail and t.what = 'task' and t.outcome = 'CARRIED') as made
				from tracker_connections c join tracker_states s on s.connection_id = c.id
				where c.id = :id and c.removed = 0
				""")
			.param("id", id.value())
			.query((row, _) -> new Bar(row.getLong("connection_id"), instant(row, "paused_at") != null, project(row)))
			.optional()
			.orElseThrow(() -> new NotFound("connection " + id));
	}

	/** Whether each connection needs somebody, for the page that shows nothing else. */
	List<Boolean> needs() {
		return this.jdbc
			.sql("""
					select s.paused_why,
					    exists (select 1 from tracker_errands e where e.connection_id = c.id and e.dead_at is not null)
					    or exists (select 1 from tracker_baselines b join tracker_links l on l.id = b.link_id
					        where l.connection_id = c.id and l.stage = 'JOINED' and b.standing = 'ASKED' and b.answer is null)
					        as left_over
					from tracker_connections c join tracker_states s on s.connection_id = c.id
					where c.removed = 0
					""")
			.query((row, _) -> {
				Pause pause = Pause.of(row.getString("paused_why"));
				return row.getBoolean("left_over") || (pause != null && pause.needsSomebody());
			})
			.list();
	}

	private static TakingIn.Project project(ResultSet row) throws SQLException {
		return new TakingIn.Project(when(instant(row, "everything_at")), when(instant(row, "everything_stopped_at")),
				row.getLong("everything_seen"), row.getLong("made"), row.getLong("issues"), row.getLong("reading") > 0,
				row.getString("everything_page") != null);
	}

	private List<Line> read(String which, @Nullable ConnectionId id) {
		Instant now = this.clock.instant();
		return this.jdbc
			.sql("""
					select c.id, c.kind, c.name, c.base_url, c.project, c.version, c.pushed, c.takes_in, s.paused_why,
					    s.rest_until, s.polled_at, s.hinted_at, s.ahead_ms, s.checked_at, s.check_outcome, s.check_account,
					    s.check_rights, s.check_why, s.everything_at, s.everything_stopped_at, s.everything_seen,
					    s.everything_page,
					    (select count(*) from tracker_errands e where e.connection_id = c.id and e.dead_at is null) as waiting,
					    (select count(*) from tracker_errands e where e.connection_id = c.id and e.dead_at is null
					        and e.subject like 'issue %') as issues,
					    (select count(*) from tracker_errands e where e.connection_id = c.id and e.dead_at is null
					        and e.subject = 'everything') as reading,
					    (select count(*) from tracker_trail t where s.everything_at is not null and t.connection_id = c.id
					        and t.id > s.everything_trail and t.what = 'task' and t.outcome = 'CARRIED') as made,
					    (select min(e.due_at) from tracker_errands e where e.connection_id = c.id and e.dead_at is null
					        and e.due_at <= :now) as due,
					    (select count(*) from tracker_errands e where e.connection_id = c.id and e.dead_at is not null) as dead,
					    (select count(*) from tracker_rules r where r.connection_id = c.id) as rules,
					    (select count(*) from tracker_links l where l.connection_id = c.id and l.stage = 'JOINED') as links,
					    (select count(*) from tracker_baselines b join tracker_links l on l.id = b.link_id
					        where l.connection_id = c.id and l.stage = 'JOINED' and b.standing = 'ASKED' and b.answer is null)
					        as asked
					from tracker_connections c join tracker_states s on s.connection_id = c.id
					"""
					+ which)
			.param("now", now.atOffset(java.time.ZoneOffset.UTC))
			.param("id", (id != null) ? id.value() : 0)
			.query((row, _) -> line(row, now))
			.list();
	}

	private static Line line(ResultSet row, Instant now) throws SQLException {
		Instant rest = instant(row, "rest_until");
		Instant due = instant(row, "due");
		return new Line(row.getLong("id"), row.getString("kind"), row.getString("name"), row.getString("base_url"),
				row.getString("project"), row.getLong("version"), row.getString("pushed"), row.getBoolean("takes_in"),
				row.getLong("rules") > 0, Pause.of(row.getString("paused_why")),
				(rest != null && rest.isAfter(now)) ? When.of(rest) : null, when(instant(row, "polled_at")),
				when(instant(row, "hinted_at")),
				TokenChecks.of(row.getObject("checked_at", OffsetDateTime.class), row.getString("check_outcome"),
						row.getString("check_account"), row.getString("check_rights"), row.getString("check_why"),
						Duration.ofMillis(row.getLong("ahead_ms"))),
				project(row), row.getLong("waiting"), (due != null) ? Duration.between(due, now).toSeconds() : null,
				row.getLong("dead"), row.getLong("asked"), row.getLong("links"));
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
		return (at != null) ? at.toInstant() : null;
	}

	private static @Nullable When when(@Nullable Instant at) {
		return (at != null) ? When.of(at) : null;
	}

}
