package dev.roundtable.forum.merging;

import java.time.OffsetDateTime;
import java.util.List;

import dev.roundtable.forum.PostChanged;
import dev.roundtable.forum.PostId;
import dev.roundtable.forum.TopicChanged;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicUrl;
import dev.roundtable.forum.VotesCounted;
import dev.roundtable.forum.merging.Merging.Move;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Moves all floors of a topic into another and back, with all that follows them: votes,
 * pages, lists, tasks, search. In the caller's transaction, which has locked both.
 */
@Component
class MovedFloors {

	/**
	 * What is added to the version of a floor that moves {@code :from} one topic
	 * {@code :into} another: search counts those of its topic and board with it, and
	 * drops what is not newer than what it has.
	 */
	static final String NEWER = """
			1 + (select greatest(0, f.shift + fb.version - i.shift - ib.version)
			    from topics f join board_facts fb on fb.board_id = f.board_id, topics i
			    join board_facts ib on ib.board_id = i.board_id
			    where f.id = :from and i.id = :into)""";

	private final JdbcClient jdbc;

	private final ApplicationEventPublisher events;

	MovedFloors(JdbcClient jdbc, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.events = events;
	}

	/** So that nobody takes a floor of either meanwhile. */
	void lock(TopicId one, TopicId other) {
		this.jdbc.sql("select id from topics where id = :one or id = :other order by id for update")
			.param("one", one.value())
			.param("other", other.value())
			.query(Long.class)
			.list();
	}

	/** Whether floors of both have one number where they were imported from. */
	boolean clash(TopicId one, TopicId other) {
		return this.jdbc.sql("""
				select count(*) from posts a join posts b on b.external_id = a.external_id and b.topic_id = :other
				where a.topic_id = :one
				""").param("one", one.value()).param("other", other.value()).query(Integer.class).single() > 0;
	}

	/** Whether some of what was moved stands in a topic of its own by now. */
	boolean isSplit(Move move) {
		return this.jdbc.sql("""
				select count(*) from topic_splits s join split_floors f on f.split_id = s.id
				where s.from_topic = :into and s.slot = 0 and f.floor between :first and :last
				""")
			.param("into", move.into().value())
			.param("first", move.firstFloor())
			.param("last", move.firstFloor() + move.floors() - 1)
			.query(Integer.class)
			.single() > 0;
	}

	void there(Move move) {
		shift(move.from(), move.into(), 1, move.firstFloor() - 1, move.floors());
		this.jdbc.sql("""
				insert into topic_votes (topic_id, account_id, created_at, came_with)
				select cast(:into as bigint), v.account_id, v.created_at, cast(:merge as bigint)
				from topic_votes v where v.topic_id = :from
				union
				select cast(:into as bigint), t.author_id, t.created_at, cast(:merge as bigint)
				from topics t where t.id = :from
				    and not exists (select 1 from topic_votes o where o.topic_id = t.id and o.account_id = t.author_id)
				    and not exists (select 1 from topics i where i.id = :into and i.author_id = t.author_id)
				on conflict do nothing
				""")
			.param("into", move.into().value())
			.param("merge", move.merge())
			.param("from", move.from().value())
			.update();
		this.jdbc.sql("""
				update topics set floors = floors + :floors, version = version + 1,
				    last_poster_id = case when last_post_at >= (select f.last_post_at from topics f where f.id = :from)
				        then last_poster_id else (select f.last_poster_id from topics f where f.id = :from) end,
				    last_post_at = greatest(last_post_at, (select f.last_post_at from topics f where f.id = :from))
				where id = :into
				""")
			.param("floors", move.floors())
			.param("from", move.from().value())
			.param("into", move.into().value())
			.update();
		gone(move.from(), true);
		tell(move, move.into());
	}

	void back(Move move) {
		shift(move.into(), move.from(), move.firstFloor(), 1 - move.firstFloor(), move.floors());
		this.jdbc.sql("delete from topic_votes where topic_id = :into and came_with = :merge")
			.param("into", move.into().value())
			.param("merge", move.merge())
			.update();
		Last last = this.jdbc.sql("""
				select floor, author_id as author, created_at as at from posts where topic_id = :into
				order by floor desc limit 1
				""").param("into", move.into().value()).query(Last.class).single();
		// Floors that were written since keep their numbers.
		this.jdbc.sql("""
				update topics set floors = :floors, version = version + 1, last_poster_id = :author, last_post_at = :at
				where id = :into
				""")
			.param("floors", last.floor())
			.param("author", last.author())
			.param("at", last.at())
			.param("into", move.into().value())
			.update();
		gone(move.from(), false);
		tell(move, move.from());
	}

	/** The pages on which they stood and stand look different from now on. */
	private void shift(TopicId from, TopicId into, int first, int by, int floors) {
		raise(from, first, first + floors - 1);
		this.jdbc.sql("""
				update posts set topic_id = :into, floor = floor + :by, version = version + %s
				where topic_id = :from and floor between :first and :last
				""".formatted(NEWER))
			.param("into", into.value())
			.param("by", by)
			.param("from", from.value())
			.param("first", first)
			.param("last", first + floors - 1)
			.update();
		raise(into, first + by, first + by + floors - 1);
	}

	private void raise(TopicId topic, int first, int last) {
		String pages = """
				select distinct topic_id, (floor - 1) / %d + 1 as page from posts
				where topic_id = :topic and floor between :first and :last
				""".formatted(TopicUrl.PAGE_SIZE);
		this.jdbc.sql("""
				insert into floor_pages (topic_id, page, version) select s.topic_id, s.page, 0 from (%s) s
				on conflict do nothing
				""".formatted(pages)).param("topic", topic.value()).param("first", first).param("last", last).update();
		this.jdbc.sql("""
				update floor_pages set version = version + 1 where topic_id = :topic and page in (
				    select s.page from (%s) s)
				""".formatted(pages)).param("topic", topic.value()).param("first", first).param("last", last).update();
	}

	private void gone(TopicId topic, boolean gone) {
		this.jdbc.sql("""
				update topics set merged = :gone, version = version + 1, shift = shift + 1,
				    held = :gone or coalesce((select h.kind <> 'TAKEN' or topics.floors = 1
				        from post_holds h join posts p on p.id = h.post_id
				        where p.topic_id = topics.id and p.floor = 1), false)
				where id = :id
				""").param("gone", gone).param("id", topic.value()).update();
	}

	/** Tasks and search follow. */
	private void tell(Move move, TopicId now) {
		this.jdbc
			.sql("""
					update topics set votes = (select count(*) from topic_votes v where v.topic_id = :topic) where id = :topic
					""")
			.param("topic", move.into().value())
			.update();
		this.events.publishEvent(TopicChanged.of(move.from(), TopicChanged.What.HELD));
		this.events.publishEvent(new VotesCounted(move.into()));
		boolean there = now.equals(move.into());
		List<Long> posts = this.jdbc
			.sql("select id from posts where topic_id = :topic and floor between :first and :last order by floor")
			.param("topic", now.value())
			.param("first", there ? move.firstFloor() : 1)
			.param("last", there ? move.firstFloor() + move.floors() - 1 : move.floors())
			.query(Long.class)
			.list();
		posts.forEach((post) -> this.events.publishEvent(new PostChanged(now, PostId.of(post))));
	}

	private record Last(int floor, long author, OffsetDateTime at) {
	}

}
