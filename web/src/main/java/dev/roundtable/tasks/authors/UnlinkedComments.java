package dev.roundtable.tasks.authors;

import java.util.List;

import dev.roundtable.people.AccountName;
import dev.roundtable.people.Erasure;
import dev.roundtable.writing.MentionLinks;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What others wrote on tasks and where they mention a person who is erased: the name
 * stays as they wrote it and leads nowhere.
 */
@Component
class UnlinkedComments implements Erasure {

	/** Rows that one statement looks through. */
	private static final int AT_ONCE = 2000;

	private final JdbcClient jdbc;

	UnlinkedComments(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String step() {
		return "mentions-on-tasks";
	}

	@Override
	public Turn turn() {
		return Turn.TRACES;
	}

	@Override
	public long erase(Who person, long from) {
		long to = from + AT_ONCE;
		unlink(person, "select id, html from task_comments where id > :from and id <= :to",
				"update task_comments set html = :html where id = :id", from);
		unlink(person, "select number as id, html from tasks where number > :from and number <= :to",
				"update tasks set html = :html where number = :id", from);
		long last = this.jdbc.sql("""
				select greatest((select coalesce(max(id), 0) from task_comments),
				    (select coalesce(max(number), 0) from tasks))""").query(Long.class).single();
		return (to < last) ? to : DONE;
	}

	private void unlink(Who person, String select, String update, long from) {
		String key = AccountName.key(person.name());
		List<Text> texts = this.jdbc.sql(select + " and lower(html) like :pattern escape '\\' for update")
			.param("from", from)
			.param("to", from + AT_ONCE)
			.param("pattern", MentionLinks.pattern(person.name()))
			.query(Text.class)
			.list();
		for (Text text : texts) {
			this.jdbc.sql(update)
				.param("html", MentionLinks.without(text.html(), (name) -> AccountName.key(name).equals(key)))
				.param("id", text.id())
				.update();
		}
	}

	private record Text(long id, String html) {
	}

}
