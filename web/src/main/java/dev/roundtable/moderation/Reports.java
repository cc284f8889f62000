package dev.roundtable.moderation;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Objects;

import dev.roundtable.forum.PostId;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.trust.Trust;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/** Takes what people report. All reports of one post gather in one item of the queue. */
@Component
class Reports {

	private final JdbcClient jdbc;

	private final Limits limits;

	private final Trust trust;

	private final Once once;

	private final Clock clock;

	Reports(JdbcClient jdbc, Limits limits, Trust trust, Once once, Clock clock) {
		this.jdbc = jdbc;
		this.limits = limits;
		this.trust = trust;
		this.once = once;
		this.clock = clock;
	}

	/**
	 * Whoever reported a post before has reported it.
	 * @param reason one of the choices, or why in her own words
	 * @param note null for none
	 * @return the number of the report
	 * @throws BadInput on the fields {@code reason} and {@code note}
	 * @throws NotFound when there is no such post, or none that she may read
	 */
	long report(Viewer reporter, OnceKey key, PostId post, @Nullable String reason, @Nullable String note) {
		Reportable reported = post(reporter, post);
		this.limits.spend(reporter, Act.REPORT);
		if (reason == null || reason.isBlank()) {
			throw new BadInput("reason", "report.reason");
		}
		ReportReason known = ReportReason.named(reason);
		ReportNote said = (known != null) ? ReportNote.of("note", (note != null) ? note : "")
				: ReportNote.of("reason", reason);
		ReportReason chosen = (known != null) ? known : ReportReason.OTHER;
		if (known == ReportReason.OTHER && said.value().isEmpty()) {
			throw new BadInput("note", "report.note");
		}
		if (reported.authorId() == reporter.id().value()) {
			throw new BadInput("reason", "report.own");
		}
		int weight = weight(reporter);
		return this.once.write(key.asking("report " + post.value(), chosen, said.value()), () -> {
			long item = item(post);
			int made = this.jdbc.sql("""
					insert into post_reports (item_id, post_id, account_id, reason, note, reported_at)
					values (:item, :post, :who, :reason, :note, :now) on conflict do nothing
					""")
				.param("item", item)
				.param("post", post.value())
				.param("who", reporter.id().value())
				.param("reason", chosen.name())
				.param("note", said.value())
				.param("now", OffsetDateTime.now(this.clock))
				.update();
			if (made > 0) {
				this.jdbc
					.sql("update review_items set reports = reports + 1, weight = weight + :weight where id = :item")
					.param("weight", weight)
					.param("item", item)
					.update();
			}
			// Whoever reports again what was decided before opens nothing.
			this.jdbc.sql("delete from review_items where id = :item and slot = 0 and reports = 0")
				.param("item", item)
				.update();
			return number(reporter, post);
		}, (made) -> made, (made) -> made);
	}

	private int weight(Viewer reporter) {
		return this.jdbc.sql("""
				select count(*) as decided, coalesce(sum(case when upheld then 1 else 0 end), 0) as upheld
				from post_reports where account_id = :who and upheld is not null
				""")
			.param("who", reporter.id().value())
			.query((row, _) -> this.trust.weight(reporter, row.getInt("upheld"), row.getInt("decided")))
			.single();
	}

	private long number(Viewer reporter, PostId post) {
		return this.jdbc.sql("select id from post_reports where post_id = :post and account_id = :who")
			.param("post", post.value())
			.param("who", reporter.id().value())
			.query(Long.class)
			.single();
	}

	/** The open one of that post. */
	private long item(PostId post) {
		Long open = open(post);
		if (open != null) {
			return open;
		}
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		int made = this.jdbc
			.sql("insert into review_items (post_id, opened_at) values (:post, :now) on conflict do nothing")
			.param("post", post.value())
			.param("now", OffsetDateTime.now(this.clock))
			.update(key, "id");
		return (made > 0) ? Objects.requireNonNull(key.getKeyAs(Long.class)) : Objects.requireNonNull(open(post));
	}

	private @Nullable Long open(PostId post) {
		return this.jdbc.sql("select id from review_items where post_id = :post and slot = 0 for update")
			.param("post", post.value())
			.query(Long.class)
			.optional()
			.orElse(null);
	}

	/** Her own reports and what came of each, the latest first. */
	CursorPage<Mine> of(Viewer reporter, @Nullable String cursor, int size) {
		return CursorPage.of(this.jdbc.sql("""
				select r.id, r.reason, r.note, r.reported_at as reportedAt, r.upheld,
				       case when r.upheld is not null then i.reason end as answer
				from post_reports r join review_items i on i.id = r.item_id
				where r.account_id = :who and r.id < :after order by r.id desc limit :most
				""")
			.param("who", reporter.id().value())
			.param("after", Cursors.number(cursor, Long.MAX_VALUE))
			.param("most", size + 1)
			.query(Mine.class)
			.list(), size, (last) -> String.valueOf(last.id()));
	}

	/**
	 * @param upheld null until somebody has decided
	 * @param answer why it was decided so
	 */
	record Mine(long id, ReportReason reason, String note, OffsetDateTime reportedAt, @Nullable Boolean upheld,
			@Nullable String answer) {

		/** Public for its template. */
		public When at() {
			return When.of(this.reportedAt.toInstant());
		}

		/** Public for its template: the end of its message key. */
		public String state() {
			return (this.upheld == null) ? "open" : this.upheld ? "upheld" : "dismissed";
		}

	}

	/** What somebody is about to report. */
	Reportable post(Viewer reporter, PostId post) {
		reporter.require(Capability.POST);
		return this.jdbc
			.sql("""
					select p.post_id as id, p.topic_id as topicId, p.floor, p.author_id as authorId, a.name as author, t.title,
					       exists (select 1 from post_reports r where r.post_id = p.post_id and r.account_id = :viewer) as reported
					from post_facts p join topic_facts t on t.topic_id = p.topic_id
					join people_names a on a.account_id = p.author_id
					where p.post_id = :post and (p.held = false or :moderates) and\s"""
					+ Audiences.mayRead("t.readers"))
			.param("post", post.value())
			.param("viewer", reporter.id().value())
			.param("moderates", reporter.may(Capability.MODERATE))
			.param("audiences", Audiences.of(reporter).array())
			.query(Reportable.class)
			.optional()
			.orElseThrow(() -> new NotFound("post " + post.value()));
	}

	/**
	 * @param reported whether she did before
	 */
	record Reportable(long id, long topicId, int floor, long authorId, String author, String title, boolean reported) {

		/** Public for its template. */
		public String url() {
			return Topics.url(TopicId.of(this.topicId), this.title, this.floor);
		}

	}

}
