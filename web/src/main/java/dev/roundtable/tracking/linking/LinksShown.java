package dev.roundtable.tracking.linking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TrackerLinks;
import dev.roundtable.tracking.Linking;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads how a task stands with each tracker, from what the ledger keeps. */
@Component
class LinksShown implements TrackerLinks {

	/** Of each kind; what is beyond is on the tracker's own page. */
	private static final int MOST = 10;

	/** Characters of a value. */
	private static final int WORDS = 160;

	/** A page of the list pays nothing for trackers that a site does not have. */
	private static final Duration REMEMBERED = Duration.ofSeconds(5);

	private final JdbcClient jdbc;

	private final Linking linking;

	private final Cache<Boolean, List<Place>> known = Caffeine.newBuilder().expireAfterWrite(REMEMBERED).build();

	LinksShown(JdbcClient jdbc, Linking linking) {
		this.jdbc = jdbc;
		this.linking = linking;
	}

	@Override
	public List<Place> places() {
		return Objects.requireNonNull(this.known.get(true, (_) -> this.jdbc.sql("""
				select c.id, c.name from tracker_connections c join tracker_states s on s.connection_id = c.id
				where c.removed = 0 and (s.paused_at is null or s.paused_why <> 'new') order by c.name, c.id
				""").query(Place.class).list()));
	}

	@Override
	public @Nullable Shown of(TaskNumber task, Viewer viewer) {
		viewer.require(Capability.CHANGE_TASKS);
		List<Row> rows = rows(task);
		if (rows.isEmpty()) {
			return null;
		}
		boolean linked = rows.stream().anyMatch((row) -> row.stage() != null);
		Map<Long, List<Differs>> differs = linked ? differs(task) : Map.of();
		Map<Long, List<Lost>> lost = linked ? lost(task) : Map.of();
		List<Kept> links = new ArrayList<>();
		List<Place> others = new ArrayList<>();
		for (Row row : rows) {
			if (row.stage() == null) {
				if (row.isBegun()) {
					others.add(new Place(row.id(), row.name()));
				}
			}
			else {
				links.add(new Kept(row.id(), row.name(), row.issue(), row.url(), row.stage(), row.why(), row.agreed(),
						row.waits(), differs.getOrDefault(row.id(), List.of()),
						lost.getOrDefault(row.id(), List.of())));
			}
		}
		return new Shown(this.linking.isOpen(task), links, others);
	}

	private List<Row> rows(TaskNumber task) {
		return this.jdbc.sql("""
				select c.id, c.kind, c.name, c.base_url, l.project, l.issue, l.stage, l.why, l.agreed_at, s.paused_at,
				       s.paused_why, e.subject, e.due_at, e.attempts, e.why as failing, e.dead_at
				from tracker_connections c join tracker_states s on s.connection_id = c.id
				left join tracker_links l on l.connection_id = c.id and l.task_number = :task
				left join tracker_errands e on e.connection_id = c.id and e.subject = :subject
				where c.removed = 0 order by c.name, c.id
				""").param("task", task.value()).param("subject", "task " + task.value()).query(Row::of).list();
	}

	/** What neither side has taken over from the other. */
	private Map<Long, List<Differs>> differs(TaskNumber task) {
		Map<Long, List<Differs>> differs = new HashMap<>();
		this.jdbc.sql("""
				select l.connection_id, b.field, b.ours, b.theirs, b.standing, b.why
				from tracker_baselines b join tracker_links l on l.id = b.link_id
				where l.task_number = :task and l.stage = 'JOINED' and b.standing in ('DIFFERS', 'ASKED')
				and b.answer is null order by b.field
				""").param("task", task.value()).query((row) -> {
			differs.computeIfAbsent(row.getLong("connection_id"), (_) -> new ArrayList<>())
				.add(new Differs(row.getString("field"), cut(row.getString("ours")), cut(row.getString("theirs")),
						"ASKED".equals(row.getString("standing")), text(row.getString("why"))));
		});
		return differs;
	}

	/** The trail has what was carried right before what was lost by it. */
	private Map<Long, List<Lost>> lost(TaskNumber task) {
		Map<Long, List<Lost>> lost = new HashMap<>();
		this.jdbc.sql("""
				select t.connection_id, t.what, t.side, t.became as lost, c.became as kept, t.carried_at
				from tracker_trail t left join tracker_trail c on c.id = (
				    select max(b.id) from tracker_trail b
				    where b.task_number = t.task_number and b.id < t.id and b.connection_id = t.connection_id
				    and b.what = t.what and b.outcome = 'CARRIED')
				where t.task_number = :task and t.outcome = 'LOST' order by t.id desc limit :most
				""").param("task", task.value()).param("most", MOST).query((row) -> {
			lost.computeIfAbsent(row.getLong("connection_id"), (_) -> new ArrayList<>())
				.add(new Lost(row.getString("what"), cut(row.getString("lost")), cut(row.getString("kept")),
						"OURS".equals(row.getString("side")),
						When.of(row.getObject("carried_at", OffsetDateTime.class).toInstant())));
		});
		return lost;
	}

	private static String text(@Nullable String text) {
		return Objects.requireNonNullElse(text, "");
	}

	private static String cut(@Nullable String value) {
		String text = text(value);
		return (text.codePointCount(0, text.length()) <= WORDS) ? text
				: text.substring(0, text.offsetByCodePoints(0, WORDS - 1)) + "…";
	}

	/**
	 * @param wanted whether there is an errand
	 */
	private record Row(long id, String name, @Nullable String issue, @Nullable String url, @Nullable String stage,
			@Nullable String why, @Nullable When agreed, boolean paused, String pausedWhy, boolean wanted,
			@Nullable When due, int attempts, String failing, boolean dead) {

		static Row of(ResultSet row, int number) throws SQLException {
			String issue = row.getString("issue");
			return new Row(row.getLong("id"), row.getString("name"), issue,
					(issue != null) ? IssuePages.url(row.getString("kind"), row.getString("base_url"),
							row.getString("project"), issue) : null,
					row.getString("stage"), row.getString("why"), when(row, "agreed_at"),
					row.getObject("paused_at") != null, text(row.getString("paused_why")),
					row.getString("subject") != null, when(row, "due_at"), row.getInt("attempts"),
					text(row.getString("failing")), row.getObject("dead_at") != null);
		}

		private static @Nullable When when(ResultSet row, String column) throws SQLException {
			OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
			return (at != null) ? When.of(at.toInstant()) : null;
		}

		/** Whether somebody has let it go, however it is now. */
		boolean isBegun() {
			return !this.paused || !"new".equals(this.pausedWhy);
		}

		@Nullable Waits waits() {
			if (this.dead) {
				return new Waits("dead", this.failing, null);
			}
			if ("ENDED".equals(this.stage)) {
				return null;
			}
			if (this.paused) {
				return new Waits("paused", this.pausedWhy, null);
			}
			if (!this.wanted) {
				return null;
			}
			return (this.attempts > 0) ? new Waits("failing", this.failing, this.due) : new Waits("due", "", null);
		}

	}

}
