package dev.roundtable.forum.merging;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

import dev.roundtable.forum.Hiding;
import dev.roundtable.forum.PostId;
import dev.roundtable.forum.TopicAccess;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.TopicUrl;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import dev.roundtable.writing.Text;
import dev.roundtable.writing.Title;
import dev.roundtable.writing.When;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes a topic of its own of some floors of another, on the same board: they keep their
 * order, and where they stood readers are led on. Taken back in one act for as long as
 * nobody has answered there; after that the two can be merged.
 */
@Component
class Splitting {

	/** Floors that one act moves at most: each is an entry of the index. */
	static final int MOST = 2000;

	private final JdbcClient jdbc;

	private final SplitFloors moved;

	private final Once once;

	private final Journal journal;

	private final Clock clock;

	Splitting(JdbcClient jdbc, SplitFloors moved, Once once, Journal journal, Clock clock) {
		this.jdbc = jdbc;
		this.moved = moved;
		this.once = once;
		this.journal = journal;
		this.clock = clock;
	}

	/**
	 * What is asked for: the API's body, and what the form makes.
	 *
	 * @param floors their numbers, as {@code 5, 7-9}
	 */
	record WantedSplit(@Schema(maxLength = FloorNumbers.TYPED) @Nullable String floors,
			@Schema(maxLength = Title.MAX) @Nullable String title, @Nullable TopicKind kind,
			@Schema(maxLength = Hiding.REASON) @Nullable String reason) {
	}

	/**
	 * @return the new topic
	 * @throws BadInput on the fields {@code floors}, {@code title}, {@code kind} and
	 * {@code reason}
	 * @throws NotFound when there is no such topic, or none that she may read
	 */
	Topics.Posted split(Viewer moderator, OnceKey key, TopicId from, WantedSplit wanted) {
		splittable(moderator, from);
		SortedSet<Integer> floors = FloorNumbers.read(wanted.floors(), MOST);
		if (floors.first() <= 1) {
			throw new BadInput("floors", "split.first");
		}
		String title = Text.line("title", wanted.title(), Text.TITLE);
		TopicKind kind = wanted.kind();
		if (kind == null) {
			throw new BadInput("kind", "kind.missing");
		}
		String reason = Hiding.reason(wanted.reason());
		long made = this.once.write(key.asking("split topic " + from.value(), floors, title, kind, reason),
				() -> write(moderator, from, new Part(floors, title, kind, reason)), (topic) -> topic,
				(topic) -> topic);
		return new Topics.Posted(TopicId.of(made), TopicUrl.of(TopicId.of(made), title));
	}

	private long write(Viewer moderator, TopicId from, Part part) {
		this.moved.lock(from, from);
		Splittable topic = splittable(moderator, from);
		if (topic.held()) {
			throw new BadInput("floors", "split.held");
		}
		this.moved.requireMovable(from, part.floors());
		OffsetDateTime now = OffsetDateTime.now(this.clock);
		TopicId made = this.moved.into(from, part, moderator, now);
		this.journal.record(moderator.id().value(), "split", Subject.of("topic", made.value()),
				new Audience(topic.readers()), Map.of("title", part.title(), "floor", "1", "reason", part.reason()));
		return made.value();
	}

	/**
	 * What stands where it stood already stays so.
	 * @return the address of the topic to which the floors belong again
	 * @throws BadInput {@code split.answered} on the field {@code floors}
	 * @throws NotFound when it was not split off, or from none that she may read
	 */
	String undo(Viewer moderator, OnceKey key, TopicId id) {
		moderator.require(Capability.MODERATE);
		Split last = this.jdbc
			.sql("select id, from_topic as source from topic_splits where topic_id = :topic order by id desc limit 1")
			.param("topic", id.value())
			.query(Split.class)
			.optional()
			.orElseThrow(() -> new NotFound("split of topic " + id.value()));
		TopicId from = TopicId.of(last.source());
		Splittable source = splittable(moderator, from);
		this.once.write(key.asking("unsplit topic " + id.value()), () -> {
			this.moved.lock(from, id);
			int undone = this.jdbc.sql("""
					update topic_splits set slot = id, undone_by = :by, undone_at = :now where id = :split and slot = 0
					""")
				.param("by", moderator.id().value())
				.param("now", OffsetDateTime.now(this.clock))
				.param("split", last.id())
				.update();
			if (undone > 0) {
				this.moved.back(last.id(), id, from);
				this.journal.record(moderator.id().value(), "unsplit", Subject.of("topic", from.value()),
						new Audience(source.readers()), Map.of("title", source.title(), "floor", "1", "reason", ""));
			}
		});
		return TopicUrl.of(from, source.title());
	}

	/**
	 * What a moderator is about to split.
	 * @throws NotFound when there is none that she may read
	 */
	Splittable splittable(Viewer moderator, TopicId id) {
		moderator.require(Capability.MODERATE);
		return TopicAccess.reader(this.jdbc.sql("""
				select t.id, t.title, t.kind, t.held, b.readers
				from topics t join board_facts b on b.board_id = t.board_id where t.id = :id and
				""" + TopicAccess.MAY_READ), moderator)
			.param("id", id.value())
			.query(Splittable.class)
			.optional()
			.orElseThrow(() -> new NotFound("topic " + id.value()));
	}

	/**
	 * The topic and the number of a floor.
	 * @throws NotFound when there is no such floor
	 */
	Standing standing(Viewer moderator, PostId post) {
		moderator.require(Capability.MODERATE);
		return this.jdbc.sql("select topic_id as topic, floor from posts where id = :id")
			.param("id", post.value())
			.query(Standing.class)
			.optional()
			.orElseThrow(() -> new NotFound("post " + post.value()));
	}

	/**
	 * Topics that were made of floors of it, and still are, the latest first; those that
	 * were moved since to where she may not read are none for her.
	 */
	List<Parted> parts(Viewer moderator, TopicId id) {
		return TopicAccess.reader(this.jdbc.sql("""
				select s.topic_id as topic, t.title, a.name as splitBy, s.split_at as splitAt, s.reason
				from topic_splits s join topics t on t.id = s.topic_id join board_facts b on b.board_id = t.board_id
				join people_names a on a.account_id = s.split_by
				where s.from_topic = :id and s.slot = 0 and
				""" + TopicAccess.MAY_READ + " order by s.id desc"), moderator)
			.param("id", id.value())
			.query(Parted.class)
			.list();
	}

	/** Where a floor stands that once stood there; empty where it stands there still. */
	Optional<String> movedTo(TopicId topic, int floor) {
		return this.jdbc.sql("""
				select s.topic_id, f.place from topic_splits s
				join split_floors f on f.split_id = s.id and f.floor = :floor
				where s.from_topic = :topic and s.slot = 0
				""")
			.param("topic", topic.value())
			.param("floor", floor)
			.query((row, _) -> "/t/" + row.getLong("topic_id") + "?floor=" + row.getInt("place"))
			.optional();
	}

	/** Where a floor of a topic stands that is none any more; empty where it is one. */
	Optional<String> backTo(TopicId topic, int floor) {
		return this.jdbc.sql("""
				select s.from_topic, f.floor from topic_splits s
				join split_floors f on f.split_id = s.id and f.place <= :place
				where s.topic_id = :topic and s.slot <> 0
				    and exists (select 1 from topics t where t.id = s.topic_id and t.merged)
				order by s.id desc, f.place desc limit 1
				""")
			.param("topic", topic.value())
			.param("place", Math.max(floor, 1))
			.query((row, _) -> "/t/" + row.getLong("from_topic") + "?floor=" + row.getInt("floor"))
			.optional();
	}

	/** What becomes a topic of its own. */
	record Part(SortedSet<Integer> floors, String title, TopicKind kind, String reason) {
	}

	private record Split(long id, long source) {
	}

	record Standing(long topic, int floor) {
	}

	record Splittable(long id, String title, TopicKind kind, boolean held, String readers) {

		/** Public for its template. */
		public String url() {
			return TopicUrl.of(TopicId.of(this.id), this.title);
		}

	}

	/** A topic made of floors of another. */
	record Parted(long topic, String title, String splitBy, OffsetDateTime splitAt, String reason) {

		/** Public for its template. */
		public String url() {
			return TopicUrl.of(TopicId.of(this.topic), this.title);
		}

		/** Public for its template. */
		public When at() {
			return When.of(this.splitAt.toInstant());
		}

	}

}
