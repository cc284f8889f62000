package dev.roundtable.forum.merging;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.roundtable.forum.Hiding;
import dev.roundtable.forum.TopicAccess;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.TopicUrl;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/**
 * Merges a topic into another one: its floors stand after those that are there, its
 * voters and its author count there, each person once, and its address leads there. All
 * of it is taken back in one act; what was written since stays where it was written.
 */
@Component
class Merging {

	/** Floors that one act moves at most: each is an entry of the index. */
	static final int MOST = 2000;

	/** UTF-16 units of an address that is typed. */
	static final int TYPED = 500;

	private static final Pattern ADDRESS = Pattern.compile("(?:.*/t/|#)?([0-9]{1,18})(?:[/?#].*)?");

	private final JdbcClient jdbc;

	private final MovedFloors moved;

	private final Once once;

	private final Journal journal;

	private final Clock clock;

	Merging(JdbcClient jdbc, MovedFloors moved, Once once, Journal journal, Clock clock) {
		this.jdbc = jdbc;
		this.moved = moved;
		this.once = once;
		this.journal = journal;
		this.clock = clock;
	}

	/**
	 * The topic of a number or an address.
	 * @throws BadInput on the field {@code into}
	 */
	static TopicId typed(@Nullable String typed) {
		Matcher address = ADDRESS.matcher((typed != null) ? typed.strip() : "");
		if (!address.matches()) {
			throw new BadInput("into", "merge.unknown");
		}
		return TopicId.of(Long.parseLong(address.group(1)));
	}

	/**
	 * @param version of the topic as the moderator saw it; null for whatever it is now
	 * @return the address of its first floor
	 * @throws BadInput on the fields {@code reason} and {@code into}
	 * @throws NotFound when there is no such topic, or none that she may read
	 * @throws StaleVersion when it was changed since
	 */
	String merge(Viewer moderator, OnceKey key, TopicId id, TopicId into, @Nullable Long version,
			@Nullable String reason) {
		moderator.require(Capability.MODERATE);
		Optional<Merged> before = merged(id);
		if (before.isEmpty()) {
			mergeable(moderator, id);
		}
		String why = Hiding.reason(reason);
		long made = this.once.write(key.asking("merge topic " + id.value(), into.value(), why),
				() -> write(moderator, id, into, version, why), (merge) -> merge, (merge) -> merge);
		return place(made);
	}

	private long write(Viewer moderator, TopicId id, TopicId into, @Nullable Long version, String reason) {
		this.moved.lock(id, into);
		Mergeable one = mergeable(moderator, id);
		if (version != null && version != one.version()) {
			throw new StaleVersion(one.version());
		}
		Mergeable other = target(moderator, one, into);
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		this.jdbc.sql("""
				insert into topic_merges (topic_id, into_topic, first_floor, floors, merged_by, merged_at, reason)
				values (:topic, :into, :first, :floors, :by, :now, :reason)
				""")
			.param("topic", id.value())
			.param("into", into.value())
			.param("first", other.floors() + 1)
			.param("floors", one.floors())
			.param("by", moderator.id().value())
			.param("now", OffsetDateTime.now(this.clock))
			.param("reason", reason)
			.update(key, "id");
		long merge = Objects.requireNonNull(key.getKeyAs(Long.class));
		this.moved.there(new Move(merge, id, into, other.floors() + 1, one.floors()));
		record(moderator, "merged", other, other.floors() + 1, reason);
		return merge;
	}

	/** In which the others are to stand. */
	private Mergeable target(Viewer moderator, Mergeable one, TopicId into) {
		if (into.value() == one.id()) {
			throw new BadInput("into", "merge.self");
		}
		Mergeable other = find(moderator, into).orElseThrow(() -> new BadInput("into", "merge.unknown"));
		if (one.held() || other.held()) {
			throw new BadInput("into", "merge.held");
		}
		if (!one.readers().equals(other.readers())) {
			throw new BadInput("into", "merge.readers");
		}
		if (one.report() && !other.report()) {
			throw new BadInput("into", "merge.kind");
		}
		if (one.floors() > MOST) {
			throw new BadInput("into", "merge.floors", MOST);
		}
		if (this.moved.clash(TopicId.of(one.id()), into)) {
			throw new BadInput("into", "merge.imported");
		}
		return other;
	}

	/**
	 * What stands by itself already stays so.
	 * @return its address
	 * @throws BadInput on the field {@code into}, where the other one was merged itself
	 * since, or floors of this one were split off
	 * @throws NotFound when it was not merged, or is none that she may read
	 */
	String undo(Viewer moderator, OnceKey key, TopicId id) {
		moderator.require(Capability.MODERATE);
		Merged last = last(id).orElseThrow(() -> new NotFound("merge of topic " + id.value()));
		if (last.holds() && find(moderator, TopicId.of(last.into())).isEmpty()) {
			if (merged(TopicId.of(last.into())).isPresent()) {
				throw new BadInput("into", "merge.later");
			}
			throw new NotFound("merge of topic " + id.value());
		}
		this.once.write(key.asking("part topic " + id.value()), () -> {
			this.moved.lock(id, TopicId.of(last.into()));
			int undone = this.jdbc.sql("""
					update topic_merges set slot = id, undone_by = :by, undone_at = :now
					where topic_id = :topic and slot = 0
					""")
				.param("by", moderator.id().value())
				.param("now", OffsetDateTime.now(this.clock))
				.param("topic", id.value())
				.update();
			if (undone > 0) {
				Move move = new Move(last.merge(), id, TopicId.of(last.into()), last.firstFloor(), last.floors());
				if (this.moved.isSplit(move)) {
					throw new BadInput("into", "merge.split");
				}
				this.moved.back(move);
				record(moderator, "unmerged", mergeable(moderator, id), 1, "");
			}
		});
		return TopicUrl.of(id, mergeable(moderator, id).title());
	}

	/** Whoever may read it is told where its first floor stands now. */
	private void record(Viewer moderator, String action, Mergeable where, int floor, String reason) {
		this.journal.record(moderator.id().value(), action, Subject.of("topic", where.id()),
				new Audience(where.readers()),
				Map.of("title", where.title(), "floor", String.valueOf(floor), "reason", reason));
	}

	/** What a moderator is about to merge. */
	Mergeable mergeable(Viewer moderator, TopicId id) {
		moderator.require(Capability.MODERATE);
		return find(moderator, id).orElseThrow(() -> new NotFound("topic " + id.value()));
	}

	private Optional<Mergeable> find(Viewer moderator, TopicId id) {
		return TopicAccess.reader(this.jdbc.sql("""
				select t.id, t.title, t.kind, t.floors, t.version, t.held, b.readers
				from topics t join board_facts b on b.board_id = t.board_id where t.id = :id and
				""" + TopicAccess.MAY_READ), moderator).param("id", id.value()).query(Mergeable.class).optional();
	}

	/** Those that stand in a topic which the moderator may read, the latest first. */
	List<Guest> guests(TopicId id) {
		return this.jdbc.sql("""
				select m.topic_id as topic, t.title, m.first_floor as firstFloor, a.name as mergedBy,
				       m.merged_at as mergedAt, m.reason
				from topic_merges m join topics t on t.id = m.topic_id join people_names a on a.account_id = m.merged_by
				where m.into_topic = :id and m.slot = 0 order by m.id desc
				""").param("id", id.value()).query(Guest.class).list();
	}

	/** Where a floor of a topic stands now that was merged; empty where it was not. */
	Optional<String> movedTo(TopicId topic, int floor) {
		return merged(topic).map((merge) -> "/t/" + merge.into() + "?floor="
				+ (merge.firstFloor() + Math.min(Math.max(floor, 1), merge.floors()) - 1));
	}

	/** The topic in which all floors of that one stand; empty where it was not merged. */
	Optional<TopicId> into(TopicId topic) {
		return merged(topic).map((merge) -> TopicId.of(merge.into()));
	}

	private Optional<Merged> merged(TopicId topic) {
		return last(topic).filter(Merged::holds);
	}

	private Optional<Merged> last(TopicId topic) {
		return this.jdbc.sql("""
				select id as merge, into_topic as into, first_floor as firstFloor, floors, slot = 0 as holds
				from topic_merges where topic_id = :topic order by id desc limit 1
				""").param("topic", topic.value()).query(Merged.class).optional();
	}

	private String place(long merge) {
		return this.jdbc.sql("select into_topic, first_floor from topic_merges where id = :id")
			.param("id", merge)
			.query((row, _) -> "/t/" + row.getLong("into_topic") + "?floor=" + row.getInt("first_floor"))
			.single();
	}

	/**
	 * Floors from one topic that stand in another.
	 *
	 * @param firstFloor where the first of them stands there
	 */
	record Move(long merge, TopicId from, TopicId into, int firstFloor, int floors) {
	}

	private record Merged(long merge, long into, int firstFloor, int floors, boolean holds) {
	}

	record Mergeable(long id, String title, TopicKind kind, int floors, long version, boolean held, String readers) {

		private boolean report() {
			return this.kind == TopicKind.BUG || this.kind == TopicKind.IDEA;
		}

		/** Public for its template. */
		public String url() {
			return TopicUrl.of(TopicId.of(this.id), this.title);
		}

	}

	/** A topic that stands in another. */
	record Guest(long topic, String title, int firstFloor, String mergedBy, OffsetDateTime mergedAt, String reason) {

		/** Public for its template. */
		public When at() {
			return When.of(this.mergedAt.toInstant());
		}

	}

}
