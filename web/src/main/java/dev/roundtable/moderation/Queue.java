package dev.roundtable.moderation;

import java.time.OffsetDateTime;
import java.util.List;

import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.NotFound;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.writing.Markdown;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What moderators are to look at, as far as each of them may read it. */
@Component
class Queue {

	private static final String SELECT = """
			select i.id, i.post_id as postId, p.version, p.topic_id as topicId, p.floor, t.title, p.author_id as authorId,
			       a.name as author, a.role as authorRole, substring(p.plain, 1, 500) as excerpt, h.kind as held, h.reason as heldWhy,
			       i.opened_at as openedAt, i.reports, i.weight, i.decision, d.name as decidedBy, i.decided_at as decidedAt, i.reason
			from review_items i join post_facts p on p.post_id = i.post_id
			join topic_facts t on t.topic_id = p.topic_id join people_names a on a.account_id = p.author_id
			left join post_hold_facts h on h.post_id = p.post_id
			left join people_names d on d.account_id = i.decided_by
			where\s"""
			+ Audiences.mayRead("t.readers");

	/** Begins the cursors of those that come first. */
	private static final String URGENT = "u";

	private final JdbcClient jdbc;

	Queue(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * The open ones, first those whose reports weigh most together and then from the
	 * oldest on, or those that were decided from the latest back.
	 * @throws BadInput on {@code cursor}
	 */
	CursorPage<Item> page(Viewer moderator, boolean decided, @Nullable String cursor, int size) {
		moderator.require(Capability.MODERATE);
		boolean calm = cursor != null && !cursor.isEmpty() && !cursor.startsWith(URGENT);
		long after = Cursors.number((cursor != null && cursor.startsWith(URGENT)) ? cursor.substring(1) : cursor,
				decided ? Long.MAX_VALUE : 0);
		return CursorPage.of(this.jdbc
			.sql(SELECT + (decided ? " and i.slot > 0 and i.slot < :after order by i.slot desc limit :most" : """
					 and i.slot = 0 and ((i.id > :after and (i.weight >= :urgent) <> :calm)
					     or (i.weight < :urgent and not :calm))
					order by case when i.weight >= :urgent then 0 else 1 end, i.id limit :most
					"""))
			.param("urgent", Item.PRESSING)
			.param("calm", calm)
			.param("audiences", Audiences.of(moderator).array())
			.param("after", after)
			.param("most", size + 1)
			.query(Item.class)
			.list(), size, (last) -> ((!decided && last.isPressing()) ? URGENT : "") + last.id());
	}

	/**
	 * @throws NotFound when there is no such item, or none whose post she may read
	 */
	Item item(Viewer moderator, long id) {
		moderator.require(Capability.MODERATE);
		return this.jdbc.sql(SELECT + " and i.id = :id")
			.param("audiences", Audiences.of(moderator).array())
			.param("id", id)
			.query(Item.class)
			.optional()
			.orElseThrow(() -> new NotFound("item " + id));
	}

	/**
	 * Whole, as a reader would see it: where a link leads is half of what is judged. What
	 * is too long to be kept as HTML is made now.
	 */
	String html(Item item) {
		return this.jdbc.sql("select html, body from post_facts where post_id = :post")
			.param("post", item.postId())
			.query((row, _) -> {
				String kept = row.getString("html");
				return (kept != null) ? kept : Markdown.renderAsItCame(row.getString("body")).html();
			})
			.single();
	}

	/** The first that waits for her; null where nothing does. */
	@Nullable Item next(Viewer moderator) {
		return page(moderator, false, null, 1).items().stream().findFirst().orElse(null);
	}

	/**
	 * Some of an item's reports, the first ones, with how often their reporters were
	 * right. The caller has asked for the item.
	 */
	List<Report> reports(long item, int most) {
		return this.jdbc.sql("""
				select r.reason, r.note, r.reported_at as reportedAt, a.name as reporter,
				       (select count(*) from post_reports o where o.account_id = r.account_id and o.upheld) as upheld,
				       (select count(*) from post_reports o where o.account_id = r.account_id and o.upheld is not null)
				           as decided
				from (select * from post_reports where item_id = :item order by id limit :most) r
				join people_names a on a.account_id = r.account_id order by r.id
				""").param("item", item).param("most", most).query(Report.class).list();
	}

	/** What is known of an author; large numbers are only said to be large. */
	Author author(long account) {
		return this.jdbc
			.sql("""
					select (select count(*) from (select 1 from post_facts p where p.author_id = :author limit %d) x) as posts,
					    (select count(*) from (select 1 from post_facts p join post_hold_facts h on h.post_id = p.post_id
					        where p.author_id = :author and h.kind in ('HIDDEN', 'DELETED') limit %d) y) as hidden,
					    (select count(*) from moderation_log l where l.account_id = :author
					        and l.action in ('silenced', 'suspended')) as sanctions,
					    (select count(*) from moderation_log l join post_facts p on p.topic_id = l.topic_id
					        and p.floor = l.floor where p.author_id = :author and l.action = 'warned') as warnings
					"""
				.formatted(Author.MANY, Author.MANY))
			.param("author", account)
			.query(Author.class)
			.single();
	}

	/**
	 * The act that deleted all of an author and was not undone; null where there is none.
	 */
	@Nullable Long removal(long account) {
		return this.jdbc.sql("""
				select max(removal_id) from post_removal_facts where account_id = :author and undone_at is null
				""").param("author", account).query(Long.class).optional().orElse(null);
	}

	/**
	 * @param held how the post is held, null where everybody reads it
	 * @param heldWhy the reason; of what waits for review a key of its message, or a word
	 * @param decision null while it is open
	 */
	record Item(long id, long postId, long version, long topicId, int floor, String title, long authorId, String author,
			String authorRole, String excerpt, @Nullable String held, @Nullable String heldWhy, OffsetDateTime openedAt,
			int reports, int weight, @Nullable Decision decision, @Nullable String decidedBy,
			@Nullable OffsetDateTime decidedAt, @Nullable String reason) {

		/**
		 * What several trusted people report, or ten whom nobody knows yet, comes first.
		 */
		static final int PRESSING = 10;

		/** Public for its template. */
		public boolean isPressing() {
			return this.weight >= PRESSING;
		}

		/** Public for its template. */
		public String url() {
			return Topics.url(TopicId.of(this.topicId), this.title, this.floor);
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

	record Report(ReportReason reason, String note, OffsetDateTime reportedAt, String reporter, int upheld,
			int decided) {

		/** Public for its template. */
		public When at() {
			return When.of(this.reportedAt.toInstant());
		}

	}

	record Author(int posts, int hidden, int sanctions, int warnings) {

		static final int MANY = 1000;

	}

}
