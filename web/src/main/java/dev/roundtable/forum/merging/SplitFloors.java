package dev.roundtable.forum.merging;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;

import dev.roundtable.forum.PostChanged;
import dev.roundtable.forum.PostId;
import dev.roundtable.forum.TopicChanged;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicPosted;
import dev.roundtable.forum.TopicUrl;
import dev.roundtable.forum.merging.Splitting.Part;
import dev.roundtable.http.BadInput;
import dev.roundtable.people.Viewer;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/**
 * Moves some floors of a topic into a new one and back, with all that follows them. In
 * the caller's transaction, which has locked what there is.
 */
@Component
class SplitFloors {

	private final JdbcClient jdbc;

	private final MovedFloors whole;

	private final ApplicationEventPublisher events;

	SplitFloors(JdbcClient jdbc, MovedFloors whole, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.whole = whole;
		this.events = events;
	}

	/** So that nobody takes a floor of either meanwhile. */
	void lock(TopicId one, TopicId other) {
		this.whole.lock(one, other);
	}

	/**
	 * @throws BadInput on the field {@code floors}, when one is missing, the first of
	 * them is hidden, or one is what solved the topic
	 */
	void requireMovable(TopicId from, SortedSet<Integer> floors) {
		List<Movable> found = this.jdbc.sql("""
				select p.floor, p.accepted, h.post_id is not null as held
				from posts p left join post_holds h on h.post_id = p.id
				where p.topic_id = :from and p.floor = any(:floors) order by p.floor
				""")
			.param("from", from.value())
			.param("floors", floors.toArray(Integer[]::new))
			.query(Movable.class)
			.list();
		if (found.size() < floors.size()) {
			List<Integer> there = found.stream().map(Movable::floor).toList();
			throw new BadInput("floors", "split.missing",
					FloorNumbers.text(floors.stream().filter((floor) -> !there.contains(floor)).toList()));
		}
		if (found.getFirst().held()) {
			throw new BadInput("floors", "split.hidden");
		}
		found.stream().filter(Movable::accepted).findFirst().ifPresent((answer) -> {
			throw new BadInput("floors", "split.accepted", answer.floor());
		});
	}

	TopicId into(TopicId from, Part part, Viewer moderator, OffsetDateTime now) {
		TopicId made = insertTopic(from, part);
		long split = insertSplit(made, from, part, moderator, now);
		raise(split, from);
		move(split, from, made, "place");
		raise(split, from);
		settle(from);
		settle(made);
		this.events.publishEvent(new TopicPosted(made, part.kind(), null));
		tell(split, made);
		return made;
	}

	/** Of the same age for search as the one that its floors come from. */
	private TopicId insertTopic(TopicId from, Part part) {
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		this.jdbc.sql("""
				insert into topics (board_id, kind, title, author_id, created_at, last_post_at, last_poster_id, floors,
				    shift)
				select t.board_id, :kind, :title, p.author_id, p.created_at, p.created_at, p.author_id, :floors, t.shift
				from topics t join posts p on p.topic_id = t.id and p.floor = :first where t.id = :from
				""")
			.param("kind", part.kind().name())
			.param("title", part.title())
			.param("floors", part.floors().size())
			.param("first", part.floors().first())
			.param("from", from.value())
			.update(key, "id");
		return TopicId.of(Objects.requireNonNull(key.getKeyAs(Long.class)));
	}

	private long insertSplit(TopicId made, TopicId from, Part part, Viewer moderator, OffsetDateTime now) {
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		this.jdbc.sql("""
				insert into topic_splits (topic_id, from_topic, split_by, split_at, reason)
				values (:topic, :from, :by, :now, :reason)
				""")
			.param("topic", made.value())
			.param("from", from.value())
			.param("by", moderator.id().value())
			.param("now", now)
			.param("reason", part.reason())
			.update(key, "id");
		long split = Objects.requireNonNull(key.getKeyAs(Long.class));
		this.jdbc.sql("""
				insert into split_floors (split_id, floor, place, post_id)
				select cast(:split as bigint), floor, row_number() over (order by floor), id
				from posts where topic_id = :from and floor = any(:floors)
				""")
			.param("split", split)
			.param("from", from.value())
			.param("floors", part.floors().toArray(Integer[]::new))
			.update();
		return split;
	}

	/**
	 * @throws BadInput {@code split.answered} on the field {@code floors}
	 */
	void back(long split, TopicId made, TopicId from) {
		// Neither has anybody answered there, nor do they stand in a third topic by now.
		boolean same = this.jdbc.sql("""
				select (select count(*) from posts p where p.topic_id = :topic)
				    = (select count(*) from split_floors f where f.split_id = :split)
				and not exists (select 1 from split_floors f join posts p on p.id = f.post_id
				    where f.split_id = :split and p.topic_id <> :topic)
				""").param("split", split).param("topic", made.value()).query(Boolean.class).single();
		if (!same) {
			throw new BadInput("floors", "split.answered");
		}
		move(split, made, from, "floor");
		raise(split, from);
		settle(from);
		this.jdbc.sql(
				"update topics set merged = true, held = true, version = version + 1, shift = shift + 1 where id = :id")
			.param("id", made.value())
			.update();
		this.events.publishEvent(TopicChanged.of(made, TopicChanged.What.HELD));
		tell(split, from);
	}

	/**
	 * From what was noted to the floors, one by one: looking from each floor for what was
	 * noted of it, H2 took a minute for 2,000, as long as it knew nothing of that table.
	 */
	private void move(long split, TopicId from, TopicId into, String place) {
		this.jdbc.sql("""
				merge into posts p using (
				    select f.post_id, f.%s as place, %s as newer from split_floors f where f.split_id = :split
				) m on p.id = m.post_id and p.topic_id = :from
				when matched then update set topic_id = :into, floor = m.place, version = p.version + m.newer
				""".formatted(place, MovedFloors.NEWER))
			.param("into", into.value())
			.param("split", split)
			.param("from", from.value())
			.update();
	}

	/** The pages on which they stood, or stand again, look different from now on. */
	private void raise(long split, TopicId topic) {
		String pages = "select distinct (floor - 1) / %d + 1 as page from split_floors where split_id = :split"
			.formatted(TopicUrl.PAGE_SIZE);
		this.jdbc.sql("""
				insert into floor_pages (topic_id, page, version) select cast(:topic as bigint), s.page, 0 from (%s) s
				on conflict do nothing
				""".formatted(pages)).param("topic", topic.value()).param("split", split).update();
		this.jdbc.sql("""
				update floor_pages set version = version + 1 where topic_id = :topic and page in (
				    select s.page from (%s) s)
				""".formatted(pages)).param("topic", topic.value()).param("split", split).update();
	}

	/** Who wrote last in it; no number of a floor is given out again. */
	private void settle(TopicId topic) {
		this.jdbc.sql("""
				update topics set version = version + 1,
				    last_post_at = (select p.created_at from posts p where p.topic_id = topics.id
				        order by p.floor desc limit 1),
				    last_poster_id = (select p.author_id from posts p where p.topic_id = topics.id
				        order by p.floor desc limit 1)
				where id = :id
				""").param("id", topic.value()).update();
	}

	/** Search follows. */
	private void tell(long split, TopicId now) {
		this.jdbc.sql("select post_id from split_floors where split_id = :split order by floor")
			.param("split", split)
			.query(Long.class)
			.list()
			.forEach((post) -> this.events.publishEvent(new PostChanged(now, PostId.of(post))));
	}

	private record Movable(int floor, boolean accepted, boolean held) {
	}

}
