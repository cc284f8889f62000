package dev.roundtable.messages;

import java.util.List;

import dev.roundtable.people.AccountName;
import dev.roundtable.people.Erasure;
import dev.roundtable.writing.MentionLinks;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Messages that mention a person who is erased: her name leads nowhere any more. */
@Component
class UnlinkedMessages implements Erasure {

	/** Messages that one statement looks through. */
	private static final int AT_ONCE = 2000;

	private final JdbcClient jdbc;

	UnlinkedMessages(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String step() {
		return "mentions-in-messages";
	}

	@Override
	public Turn turn() {
		return Turn.TRACES;
	}

	@Override
	public long erase(Who person, long from) {
		long to = from + AT_ONCE;
		String key = AccountName.key(person.name());
		List<Message> messages = this.jdbc.sql("""
				select id, html from direct_messages
				where id > :from and id <= :to and lower(html) like :pattern escape '\\' for update""")
			.param("from", from)
			.param("to", to)
			.param("pattern", MentionLinks.pattern(person.name()))
			.query(Message.class)
			.list();
		for (Message message : messages) {
			this.jdbc.sql("update direct_messages set html = :html where id = :id")
				.param("html", MentionLinks.without(message.html(), (name) -> AccountName.key(name).equals(key)))
				.param("id", message.id())
				.update();
		}
		Long last = this.jdbc.sql("select coalesce(max(id), 0) from direct_messages").query(Long.class).single();
		return (to < last) ? to : DONE;
	}

	private record Message(long id, String html) {
	}

}
