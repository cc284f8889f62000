package dev.roundtable.moderation;

import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.journal.Entry;
import dev.roundtable.journal.JournalFollower;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What moderators did, for everybody to read: taken from the journal, so that it can be
 * read by its latest and by its kind without walking through what everybody writes. Of
 * what is hidden it has no word but the number.
 */
@Component
class ModerationLog implements JournalFollower {

	/** What moderators alone do, in the order in which a reader chooses among them. */
	static final List<String> ACTIONS = List.of("hid", "unhid", "deleted", "restored", "approved", "kept", "warned",
			"locked", "unlocked", "pinned", "unpinned", "featured", "unfeatured", "edited", "retitled", "reclassified",
			"moved", "retagged", "merged", "unmerged", "split", "unsplit", "silenced", "unsilenced", "suspended",
			"unsuspended", "removed", "brought-back", "removed-picture");

	/** What authors do as well; it is here where somebody else did it. */
	private static final Set<String> SHARED = Set.of("edited", "retitled", "reclassified", "moved", "retagged");

	private static final int REASON = 400;

	private final JdbcClient jdbc;

	ModerationLog(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String name() {
		return "moderation-log";
	}

	@Override
	public boolean wants(String action, Subject subject) {
		return (subject.type().equals("topic") || subject.type().equals("account")) && ACTIONS.contains(action);
	}

	@Override
	public void deliver(List<Entry> entries) {
		for (Entry entry : entries) {
			boolean topic = entry.subject().type().equals("topic");
			if (topic && SHARED.contains(entry.action())
					&& Objects.equals(entry.actor(), author(entry.subject().id(), floor(entry)))) {
				continue;
			}
			String reason = entry.fact("reason");
			this.jdbc
				.sql("""
						insert into moderation_log (entry, happened_at, actor, action, topic_id, floor, account_id, audience, reason)
						values (:entry, :at, :actor, :action, :topic, :floor, :account, :audience, :reason)
						on conflict do nothing
						""")
				.param("entry", entry.id())
				.param("at", entry.at().atOffset(ZoneOffset.UTC))
				.param("actor", entry.actor(), Types.BIGINT)
				.param("action", entry.action())
				.param("topic", topic ? entry.subject().id() : null, Types.BIGINT)
				.param("floor", topic ? floor(entry) : null, Types.INTEGER)
				.param("account", topic ? null : entry.subject().id(), Types.BIGINT)
				.param("audience", entry.audience().key())
				.param("reason", (reason.length() <= REASON) ? reason : reason.substring(0, REASON))
				.update();
		}
	}

	private static int floor(Entry entry) {
		return entry.fact("floor").isEmpty() ? 1 : Integer.parseInt(entry.fact("floor"));
	}

	private @Nullable Long author(long topic, int floor) {
		return this.jdbc.sql("select author_id from post_facts where topic_id = :topic and floor = :floor")
			.param("topic", topic)
			.param("floor", floor)
			.query(Long.class)
			.optional()
			.orElse(null);
	}

	/**
	 * The latest first, without what was done where the reader may not read.
	 * @param action null for all
	 * @throws BadInput on {@code cursor}
	 */
	CursorPage<Line> page(@Nullable Viewer viewer, @Nullable String action, @Nullable String cursor, int size) {
		return CursorPage.of(this.jdbc
			.sql("""
					select l.entry, l.happened_at as happenedAt, m.name as moderator, l.action, l.topic_id as topicId, l.floor,
					       case when t.held = false or :moderates then t.title end as title, o.name as person, l.reason
					from moderation_log l left join topic_facts t on t.topic_id = l.topic_id
					left join people_names m on m.account_id = l.actor left join people_names o on o.account_id = l.account_id
					where l.entry < :after and (:action = '' or l.action = :action) and %s
					and (l.topic_id is null or %s)
					order by l.entry desc limit :most
					"""
				.formatted(Audiences.mayRead("l.audience"), Audiences.mayRead("t.readers")))
			.param("after", Cursors.number(cursor, Long.MAX_VALUE))
			.param("action", (action != null) ? action : "")
			.param("moderates", Viewer.may(viewer, Capability.MODERATE))
			.param("audiences", Audiences.of(viewer).array())
			.param("most", size + 1)
			.query(Line.class)
			.list(), size, (last) -> String.valueOf(last.entry()));
	}

	/** What was done to one floor, the latest first. The caller has asked for it. */
	List<Line> of(long topic, int floor, int most) {
		return this.jdbc
			.sql("""
					select l.entry, l.happened_at as happenedAt, m.name as moderator, l.action, l.topic_id as topicId, l.floor,
					       cast(null as varchar) as title, cast(null as varchar) as person, l.reason
					from moderation_log l left join people_names m on m.account_id = l.actor
					where l.topic_id = :topic and l.floor = :floor order by l.entry desc limit :most
					""")
			.param("topic", topic)
			.param("floor", floor)
			.param("most", most)
			.query(Line.class)
			.list();
	}

	/**
	 * @param moderator null when the account is gone
	 * @param title of the topic, null where it is not shown or it is about a person
	 */
	record Line(long entry, OffsetDateTime happenedAt, @Nullable String moderator, String action,
			@Nullable Long topicId, @Nullable Integer floor, @Nullable String title, @Nullable String person,
			String reason) {

		/** Public for its template. */
		public When at() {
			return When.of(this.happenedAt.toInstant());
		}

		/** Public for its template: null where it leads nowhere. */
		public @Nullable String url() {
			return (this.topicId != null && this.floor != null && this.title != null)
					? Topics.url(TopicId.of(this.topicId), this.title, this.floor) : null;
		}

	}

}
