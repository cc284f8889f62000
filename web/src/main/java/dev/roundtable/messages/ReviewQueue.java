package dev.roundtable.messages;

import java.time.OffsetDateTime;
import java.util.List;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.NotFound;
import dev.roundtable.moderation.OtherQueue;
import dev.roundtable.moderation.ReportReason;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The messages that somebody reported, for moderators: each by itself, without the
 * conversation that it stands in, and without who else is in that.
 */
@Component
class ReviewQueue implements OtherQueue {

	private static final String SELECT = """
			select i.id, i.message_id as messageId, d.author_id as authorId, a.name as author, a.role as authorRole,
			       coalesce(d.plain, d.body) as text, d.html, d.written_at as writtenAt, h.message_id is not null as hidden,
			       i.opened_at as openedAt, i.reports, i.decision, o.name as decidedBy, i.decided_at as decidedAt, i.reason
			from message_reviews i join direct_messages d on d.id = i.message_id
			join people_names a on a.account_id = d.author_id left join message_holds h on h.message_id = d.id
			left join people_names o on o.account_id = i.decided_by
			""";

	private final JdbcClient jdbc;

	ReviewQueue(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String url() {
		return "/moderation/messages";
	}

	@Override
	public String title() {
		return "message.reviews.waiting";
	}

	@Override
	public String open() {
		return "select 1 as one from message_reviews where slot = 0";
	}

	/**
	 * The open ones from the oldest on, or those that were decided from the latest back.
	 * @throws BadInput on {@code cursor}
	 */
	CursorPage<Item> page(Viewer moderator, boolean decided, @Nullable String cursor, int size) {
		moderator.require(Capability.MODERATE);
		long after = (cursor == null || cursor.isEmpty()) && !decided ? 0 : ConversationList.number(cursor);
		return CursorPage.of(this.jdbc
			.sql(SELECT + (decided ? "where i.slot > 0 and i.slot < :after order by i.slot desc limit :most"
					: "where i.slot = 0 and i.id > :after order by i.id limit :most"))
			.param("after", after)
			.param("most", size + 1)
			.query(Item.class)
			.list(), size, (last) -> String.valueOf(last.id()));
	}

	/**
	 * @throws NotFound when there is no such item
	 */
	Item item(Viewer moderator, long id) {
		moderator.require(Capability.MODERATE);
		return this.jdbc.sql(SELECT + "where i.id = :id")
			.param("id", id)
			.query(Item.class)
			.optional()
			.orElseThrow(() -> new NotFound("message review " + id));
	}

	/** The first that waits for her; null where nothing does. */
	@Nullable Item next(Viewer moderator) {
		return page(moderator, false, null, 1).items().stream().findFirst().orElse(null);
	}

	/** Its reports: at most one of each person in a conversation. */
	List<Report> reports(Item item) {
		return this.jdbc.sql("""
				select r.reason, r.note, r.reported_at as reportedAt, a.name as reporter
				from message_reports r join people_names a on a.account_id = r.account_id
				where r.review_id = :id order by r.id
				""").param("id", item.id()).query(Report.class).list();
	}

	/**
	 * @param text what it says, without its markup
	 * @param html as those in the conversation see it: where a link leads is half of what
	 * is judged
	 * @param hidden whether it is taken away now
	 * @param decision null while it is open
	 */
	record Item(long id, long messageId, long authorId, String author, String authorRole, String text, String html,
			OffsetDateTime writtenAt, boolean hidden, OffsetDateTime openedAt, int reports,
			@Nullable ReviewDecision decision, @Nullable String decidedBy, @Nullable OffsetDateTime decidedAt,
			@Nullable String reason) {

		/** Public for its template. */
		public When written() {
			return When.of(this.writtenAt.toInstant());
		}

		/** Public for its template. */
		public When opened() {
			return When.of(this.openedAt.toInstant());
		}

		/** Public for its template. */
		public @Nullable When decided() {
			return (this.decidedAt != null) ? When.of(this.decidedAt.toInstant()) : null;
		}

	}

	record Report(ReportReason reason, String note, OffsetDateTime reportedAt, String reporter) {

		/** Public for its template. */
		public When at() {
			return When.of(this.reportedAt.toInstant());
		}

	}

}
