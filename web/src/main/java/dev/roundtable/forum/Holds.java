package dev.roundtable.forum;

import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;

import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows that keep floors from being shown, and all that follows them: pages, search,
 * tasks, the journal. In the caller's transaction; whoever calls this has asked who may.
 */
@Component
public class Holds {

	private final JdbcClient jdbc;

	private final PageVersions pages;

	private final Journal journal;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Holds(JdbcClient jdbc, PageVersions pages, Journal journal, ApplicationEventPublisher events, Clock clock) {
		this.jdbc = jdbc;
		this.pages = pages;
		this.journal = journal;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * What is held in that way already stays so. What a moderator hides, or what is to
	 * wait for review, is so also where its author took it back: putting it back shows
	 * nothing.
	 * @return whether anything changed
	 */
	public boolean put(PostId post, HoldKind kind, @Nullable AccountId by, String reason) {
		if (bound(this.jdbc.sql("""
				insert into post_holds (post_id, kind, held_by, held_at, reason, taken)
				values (:post, :kind, :by, :now, :reason, :kind = 'TAKEN') on conflict do nothing
				"""), post, kind, by, reason).update() > 0) {
			return true;
		}
		// Whoever holds it for a reason of its own lets nobody undo that by undoing
		// another.
		return bound(this.jdbc.sql("""
				update post_holds set kind = :kind, held_by = :by, held_at = :now, reason = :reason, removal = null
				where post_id = :post and kind <> :kind
				    and (:kind in ('HIDDEN', 'DELETED') or (:kind = 'PENDING' and kind = 'TAKEN'))
				"""), post, kind, by, reason).update() > 0;
	}

	private JdbcClient.StatementSpec bound(JdbcClient.StatementSpec statement, PostId post, HoldKind kind,
			@Nullable AccountId by, String reason) {
		return statement.param("post", post.value())
			.param("kind", kind.name())
			.param("by", (by != null) ? by.value() : null, Types.BIGINT)
			.param("now", OffsetDateTime.now(this.clock))
			.param("reason", reason);
	}

	/**
	 * Its author takes back what still waits for review; it waits again when she puts it
	 * back.
	 * @return whether it was waiting and still hers to read
	 */
	public boolean take(PostId post) {
		return this.jdbc
			.sql("update post_holds set taken = true where post_id = :post and kind = 'PENDING' and not taken")
			.param("post", post.value())
			.update() > 0;
	}

	/** What the house held it lets go, to everybody or to what its author made of it. */
	boolean release(PostId post) {
		int gone = this.jdbc.sql("delete from post_holds where post_id = :post and not taken")
			.param("post", post.value())
			.update();
		return gone > 0 || this.jdbc
			.sql("update post_holds set kind = 'TAKEN', reason = '' where post_id = :post and kind <> 'TAKEN'")
			.param("post", post.value())
			.update() > 0;
	}

	/** What its author took back she lets go, unless the house holds it, too. */
	public boolean releaseTaken(PostId post) {
		int gone = this.jdbc.sql("delete from post_holds where post_id = :post and kind = 'TAKEN'")
			.param("post", post.value())
			.update();
		return gone > 0 || this.jdbc.sql("update post_holds set taken = false where post_id = :post and taken")
			.param("post", post.value())
			.update() > 0;
	}

	/**
	 * A floor is shown to others than before. A first floor takes its topic with it; one
	 * that its author took back does so only while nobody has answered.
	 * @param action as the journal tells it
	 */
	public void changed(Viewer by, HeldFloor floor, String action, String reason) {
		TopicId topic = TopicId.of(floor.topicId());
		this.jdbc.sql("update posts set version = version + 1 where id = :id").param("id", floor.id()).update();
		this.pages.raise(topic, floor.floor());
		Map<String, String> facts = new HashMap<>(
				Map.of("title", floor.title(), "floor", String.valueOf(floor.floor())));
		if (!reason.isEmpty()) {
			facts.put("reason", reason);
		}
		this.journal.record(by.id().value(), action, Subject.of("topic", topic.value()), new Audience(floor.readers()),
				facts);
		if (floor.floor() > 1) {
			this.events.publishEvent(new PostChanged(topic, PostId.of(floor.id())));
			return;
		}
		this.jdbc.sql("""
				update topics set version = version + 1, shift = shift + 1,
				    held = coalesce((select h.kind <> 'TAKEN' or topics.floors = 1
				        from post_holds h where h.post_id = :post), false)
				where id = :id
				""").param("post", floor.id()).param("id", topic.value()).update();
		this.events.publishEvent(TopicChanged.of(topic, TopicChanged.What.HELD));
	}

	/**
	 * A floor that is or may be held.
	 *
	 * @param kind how it is held, null where it is not
	 * @param taken whether its author took it back, whoever else holds it
	 */
	public record HeldFloor(long id, long topicId, int floor, long authorId, String title, String readers,
			String writers, boolean archived, @Nullable HoldKind kind, @Nullable String reason, boolean taken) {

		/** The columns, of posts p, topics t, board_facts b and post_holds h. */
		public static final String COLUMNS = """
				p.id, p.topic_id as topicId, p.floor, p.author_id as authorId, t.title, b.readers, b.writers, b.archived,
				h.kind, h.reason, coalesce(h.taken, false) as taken
				""";

		/** Public for its template. */
		public boolean held() {
			return this.kind != null;
		}

		/** Public for its template. */
		public String url() {
			return TopicUrl.of(TopicId.of(this.topicId), this.title, this.floor);
		}

	}

}
