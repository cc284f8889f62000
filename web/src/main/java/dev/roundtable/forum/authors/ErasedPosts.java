package dev.roundtable.forum.authors;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;

import dev.roundtable.forum.PageVersions;
import dev.roundtable.forum.PostChanged;
import dev.roundtable.forum.PostId;
import dev.roundtable.forum.TopicChanged;
import dev.roundtable.forum.TopicId;
import dev.roundtable.journal.Subject;
import dev.roundtable.journal.Traces;
import dev.roundtable.people.Erasure;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Floors of a person who is erased. They keep their numbers: either they stand there
 * without her name, or emptied, as if she had taken them back. A topic that nobody else
 * wrote under or voted for goes with its text; any other keeps its title, which is what
 * the others answered. Votes, hers as well, count on: they are no more than a number
 * then, and nobody moves the list by leaving.
 */
@Component
class ErasedPosts implements Erasure {

	private static final int AT_ONCE = 100;

	/** In the place of a title that nobody reads any more. */
	private static final String NO_TITLE = "–";

	private final JdbcClient jdbc;

	private final PageVersions pages;

	private final Traces journal;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	ErasedPosts(JdbcClient jdbc, PageVersions pages, Traces journal, ApplicationEventPublisher events, Clock clock) {
		this.jdbc = jdbc;
		this.pages = pages;
		this.journal = journal;
		this.events = events;
		this.clock = clock;
	}

	@Override
	public String step() {
		return "posts";
	}

	@Override
	public Turn turn() {
		return Turn.WORDS;
	}

	@Override
	public long erase(Who person, long from) {
		List<Floor> floors = this.jdbc.sql("""
				select p.id, p.topic_id as topic, p.floor from posts p
				where p.author_id = :author and p.id > :from order by p.id limit :most""")
			.param("author", person.id().value())
			.param("from", from)
			.param("most", AT_ONCE)
			.query(Floor.class)
			.list();
		for (Floor floor : floors) {
			// Whoever answers meanwhile waits, so that nobody's answer goes with the
			// topic.
			this.jdbc.sql("select floors from topics where id = :topic for update")
				.param("topic", floor.topic())
				.query(Integer.class)
				.single();
			if (person.words()) {
				empty(person, floor);
			}
			this.jdbc.sql("update posts set version = version + 1 where id = :id").param("id", floor.id()).update();
			this.pages.raise(TopicId.of(floor.topic()), floor.floor());
			show(person, floor);
		}
		return (floors.size() < AT_ONCE) ? DONE : floors.getLast().id();
	}

	/** Also what a moderator held, so that nobody shows again what is not there. */
	private void empty(Who person, Floor floor) {
		this.jdbc.sql("""
				update posts set body = '', html = '', plain = null, accepted = false, edit_reason = null where id = :id
				""").param("id", floor.id()).update();
		int held = this.jdbc
			.sql("update post_holds set kind = 'TAKEN', taken = true, removal = null, reason = '' where post_id = :id")
			.param("id", floor.id())
			.update();
		if (held == 0) {
			this.jdbc.sql("""
					insert into post_holds (post_id, kind, held_by, held_at, reason, taken)
					values (:id, 'TAKEN', :by, :now, '', true)""")
				.param("id", floor.id())
				.param("by", person.id().value())
				.param("now", OffsetDateTime.now(this.clock))
				.update();
		}
	}

	private void show(Who person, Floor floor) {
		TopicId topic = TopicId.of(floor.topic());
		if (floor.floor() > 1) {
			this.events.publishEvent(new PostChanged(topic, PostId.of(floor.id())));
			return;
		}
		boolean gone = person.words() && isHersAlone(person, topic);
		this.jdbc.sql("update topics set version = version + 1, shift = shift + 1 where id = :topic")
			.param("topic", topic.value())
			.update();
		if (gone) {
			this.jdbc.sql("update topics set held = true, title = :title where id = :topic")
				.param("title", NO_TITLE)
				.param("topic", topic.value())
				.update();
			this.journal.empty(Subject.of("topic", topic.value()), Set.of("title", "from", "to"));
			this.events.publishEvent(
					TopicChanged.of(topic, TopicChanged.What.TITLE, TopicChanged.What.TEXT, TopicChanged.What.HELD));
			return;
		}
		this.events.publishEvent(TopicChanged.of(topic, TopicChanged.What.TEXT));
	}

	private boolean isHersAlone(Who person, TopicId topic) {
		return this.jdbc.sql("""
				select (select count(*) from posts p where p.topic_id = :topic and p.author_id <> :id)
				    + (select count(*) from topic_votes v where v.topic_id = :topic and v.account_id <> :id)""")
			.param("topic", topic.value())
			.param("id", person.id().value())
			.query(Long.class)
			.single() == 0;
	}

	private record Floor(long id, long topic, int floor) {
	}

}
