package dev.roundtable.notifications;

import java.security.Principal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.NotFound;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Bell;
import dev.roundtable.site.Waiting;
import dev.roundtable.site.WaitingCounts;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What somebody was told, as far as she may see it now. */
@Component
class Notifications implements Bell {

	private static final int EXCERPT = 160;

	/** Floors of one notification that are looked at. */
	private static final int FLOORS = 50;

	private final JdbcClient jdbc;

	private final WaitingCounts counts;

	private final Sentences sentences;

	private final Clock clock;

	Notifications(JdbcClient jdbc, WaitingCounts counts, Sentences sentences, Clock clock) {
		this.jdbc = jdbc;
		this.counts = counts;
		this.sentences = sentences;
		this.clock = clock;
	}

	@Override
	public int unread(Principal principal) {
		Waiting waiting = waiting(principal);
		return (waiting != null) ? this.counts.of(List.of(waiting), MOST + 1).getFirst() : 0;
	}

	@Override
	public @Nullable Waiting waiting(Principal principal) {
		return !(principal instanceof Viewer viewer) ? null
				: new Waiting("select n.id" + Visible.FROM + "and n.slot = 0", Visible.of(viewer));
	}

	/**
	 * The latest first.
	 * @param unread whether those alone that she has not read
	 * @param kind null for all
	 * @throws BadInput on {@code cursor}
	 */
	CursorPage<NotificationView> page(Viewer viewer, boolean unread, @Nullable Kind kind, @Nullable String cursor,
			int size) {
		Position after = Position.of(cursor);
		List<Row> rows = Visible
			.to(viewer,
					this.jdbc
						.sql("""
								select n.id, n.kind, n.topic_id as topicId, n.floor, n.task_number as taskNumber, n.conversation_id as conversationId, n.subject, n.act,
								       n.detail, n.happened_at as happenedAt, n.slot = 0 as unread, a.name as actor,
								       coalesce(t.title, k.title, '') as title, k.status, s.fixed_in as build
								"""
								+ Visible.FROM.replace("where n.account_id", """
										left join people_names a on a.account_id = n.actor_id
										left join task_fates s on s.number = n.task_number
										where n.account_id""") + """
										and (not :unread or n.slot = 0) and (:kind = '' or n.kind = :kind)
										and (n.happened_at, n.id) < (:at, :id)
										order by n.happened_at desc, n.id desc limit :most
										"""))
			.param("unread", unread)
			.param("kind", (kind != null) ? kind.name() : "")
			.param("at", after.at())
			.param("id", after.id())
			.param("most", size + 1)
			.query(Row.class)
			.list();
		CursorPage<Row> page = CursorPage.of(rows, size, Row::cursor);
		Map<Long, Floors> floors = floors(viewer, page.items());
		return page.map((row) -> view(viewer, row, floors.get(row.id())));
	}

	private NotificationView view(Viewer viewer, Row row, @Nullable Floors floors) {
		List<String> people = (floors != null) ? floors.latestFirst()
				: (row.actor() != null) ? List.of(row.actor()) : List.of();
		if (row.conversationId() != null) {
			return toList(row, people, this.sentences.conversation(), "/messages/" + row.conversationId());
		}
		if (row.kind().isGiven()) {
			return new NotificationView(row.id(), row.kind(),
					this.sentences.of(row.kind(), row.act(), people, null, null),
					this.sentences.given(row.act(), row.detail()),
					Leads.to(row.kind(), row.act(), row.subject(), viewer.name()), null, "", people.size(),
					!row.unread(), When.of(row.happenedAt().toInstant()), row.cursor());
		}
		if (row.topicId() == null && row.taskNumber() == null) {
			String url = Leads.to(row.kind(), row.act(), row.subject(), viewer.name());
			return toList(row, List.of(), this.sentences.place(url), url);
		}
		TopicId topic = (row.topicId() != null) ? TopicId.of(row.topicId()) : null;
		String url = (topic == null) ? "/tasks/" + row.taskNumber() : (floors != null)
				? Topics.url(topic, row.title(), floors.first()) : Topics.url(topic, row.title()) + "#task-head";
		return new NotificationView(row.id(), row.kind(),
				this.sentences.of(row.kind(), row.act(), people, row.status(), row.build()), row.title(), url,
				(floors != null) ? floors.excerpt() : null, this.sentences.why(row.detail()), people.size(),
				!row.unread(), When.of(row.happenedAt().toInstant()), row.cursor());
	}

	/** Of what it is about it has no word. */
	private NotificationView toList(Row row, List<String> people, String title, String url) {
		return new NotificationView(row.id(), row.kind(), this.sentences.of(row.kind(), row.act(), people, null, null),
				title, url, null, this.sentences.why(row.detail()), people.size(), !row.unread(),
				When.of(row.happenedAt().toInstant()), row.cursor());
	}

	/** What the viewer may see of the floors that they are about. */
	private Map<Long, Floors> floors(Viewer viewer, List<Row> rows) {
		Map<Long, Floors> floors = new HashMap<>();
		Long[] ids = rows.stream().filter((row) -> row.floor() != null).map(Row::id).toArray(Long[]::new);
		if (ids.length > 0) {
			Visible.to(viewer, this.jdbc.sql("""
					select n.id, p.floor, a.name, substring(p.plain, 1, 400) as plain
					from notifications n join post_facts p on p.floor <= n.floor + %d and %s
					join people_names a on a.account_id = p.author_id
					where n.id = any(:ids) order by n.id, p.floor
					""".formatted(FLOORS, Visible.FLOOR))).param("ids", ids).query((row) -> {
				int floor = row.getInt("floor");
				String plain = row.getString("plain");
				floors.computeIfAbsent(row.getLong("id"), (_) -> new Floors(floor, excerpt(plain)))
					.add(row.getString("name"));
			});
		}
		return floors;
	}

	static String excerpt(String plain) {
		String line = plain.replaceAll("\\s+", " ").strip();
		if (line.codePointCount(0, line.length()) <= EXCERPT) {
			return line;
		}
		return line.substring(0, line.offsetByCodePoints(0, EXCERPT - 1)).strip() + "…";
	}

	/**
	 * One is read; again is no matter.
	 * @throws NotFound when it is not hers, or what it tells of is not there for her
	 */
	@Transactional
	public void read(Viewer viewer, long id) {
		Visible.to(viewer, this.jdbc.sql("select n.id" + Visible.FROM + "and n.id = :id"))
			.param("id", id)
			.query(Long.class)
			.optional()
			.orElseThrow(() -> new NotFound("notification " + id));
		markRead(viewer, "id", id);
	}

	/** All that had come when she looked. */
	@Transactional
	public void readAll(Viewer viewer, OffsetDateTime upTo) {
		this.jdbc.sql("""
				update notifications set slot = id, read_at = :now, mail = null, mail_due = null,
				    push_due = null
				where account_id = :viewer and slot = 0 and happened_at <= :upTo
				""")
			.param("now", OffsetDateTime.now(this.clock))
			.param("viewer", viewer.id().value())
			.param("upTo", upTo)
			.update();
	}

	/**
	 * She has these floors of a topic before her, and what became of its task. What she
	 * was told of floors beyond stays.
	 */
	@Transactional
	public void seen(Viewer viewer, TopicId topic, int first, int last) {
		this.jdbc.sql("""
				update notifications set slot = id, read_at = :now, mail = null, mail_due = null,
				    push_due = null
				where account_id = :viewer and slot = 0 and topic_id = :topic
				and (floor is null or last_floor between :first and :last)
				""")
			.param("now", OffsetDateTime.now(this.clock))
			.param("viewer", viewer.id().value())
			.param("topic", topic.value())
			.param("first", first)
			.param("last", last)
			.update();
		this.jdbc.sql("""
				update notifications set floor = :next
				where account_id = :viewer and slot = 0 and topic_id = :topic
				and floor between :first and :last and last_floor > :last
				""")
			.param("next", last + 1)
			.param("viewer", viewer.id().value())
			.param("topic", topic.value())
			.param("first", first)
			.param("last", last)
			.update();
	}

	/** She has the page of that task before her. */
	@Transactional
	public void seenTask(Viewer viewer, long task) {
		markRead(viewer, "task_number", task);
	}

	private void markRead(Viewer viewer, String column, long value) {
		this.jdbc
			.sql("update notifications set slot = id, read_at = :now, mail = null, mail_due = null, push_due = null"
					+ " where account_id = :viewer and slot = 0 and " + column + " = :value")
			.param("now", OffsetDateTime.now(this.clock))
			.param("viewer", viewer.id().value())
			.param("value", value)
			.update();
	}

	private record Row(long id, Kind kind, @Nullable Long topicId, @Nullable Integer floor, @Nullable Long taskNumber,
			@Nullable Long conversationId, String subject, String act, String detail, OffsetDateTime happenedAt,
			boolean unread, @Nullable String actor, String title, @Nullable String status, @Nullable String build) {

		String cursor() {
			return this.happenedAt.withOffsetSameInstant(ZoneOffset.UTC) + "~" + this.id;
		}

	}

	/** Where a page begins: after that one. */
	private record Position(OffsetDateTime at, long id) {

		static Position of(@Nullable String cursor) {
			if (cursor == null || cursor.isEmpty()) {
				return new Position(CursorPage.END_OF_TIME, Long.MAX_VALUE);
			}
			try {
				String[] parts = cursor.split("~", 2);
				return new Position(CursorPage.moment(parts[0]), Long.parseLong(parts[1]));
			}
			catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException garbage) {
				throw new BadInput("cursor", "cursor.invalid");
			}
		}

	}

	private static final class Floors {

		private final int first;

		private final String excerpt;

		private final Set<String> people = new LinkedHashSet<>();

		Floors(int first, String excerpt) {
			this.first = first;
			this.excerpt = excerpt;
		}

		void add(String name) {
			this.people.remove(name);
			this.people.add(name);
		}

		int first() {
			return this.first;
		}

		String excerpt() {
			return this.excerpt;
		}

		List<String> latestFirst() {
			return new ArrayList<>(this.people).reversed();
		}

	}

}
