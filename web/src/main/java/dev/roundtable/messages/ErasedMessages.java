package dev.roundtable.messages;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;

import dev.roundtable.people.Erasure;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a person who is erased wrote to others, as she chooses. She has left all
 * conversations; to the others they are what they were, without her name.
 */
@Component
class ErasedMessages implements Erasure {

	private static final int AT_ONCE = 500;

	private final JdbcClient jdbc;

	private final Clock clock;

	ErasedMessages(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	@Override
	public String step() {
		return "messages";
	}

	@Override
	public Turn turn() {
		return Turn.WORDS;
	}

	@Override
	public long erase(Who person, long from) {
		if (from == 0) {
			leave(person);
		}
		if (!person.words()) {
			return DONE;
		}
		List<Long> hers = this.jdbc.sql("""
				select id from direct_messages where author_id = :author and id > :from order by id limit :most""")
			.param("author", person.id().value())
			.param("from", from)
			.param("most", AT_ONCE)
			.query(Long.class)
			.list();
		this.jdbc.sql("""
				update direct_messages set body = '–', html = '<p>–</p>', plain = null where id = any(:ids)""")
			.param("ids", hers.toArray(Long[]::new))
			.update();
		return (hers.size() < AT_ONCE) ? DONE : hers.getLast();
	}

	private void leave(Who person) {
		this.jdbc.sql("""
				update conversation_members set left_at = :now, muted_at = null
				where account_id = :id and left_at is null""")
			.param("now", OffsetDateTime.now(this.clock))
			.param("id", person.id().value())
			.update();
		this.jdbc.sql("update message_reports set note = '' where account_id = :id")
			.param("id", person.id().value())
			.update();
	}

}
