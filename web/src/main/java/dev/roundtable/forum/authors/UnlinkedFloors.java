package dev.roundtable.forum.authors;

import java.util.List;

import dev.roundtable.forum.PageVersions;
import dev.roundtable.forum.TopicId;
import dev.roundtable.people.AccountName;
import dev.roundtable.people.Erasure;
import dev.roundtable.writing.MentionLinks;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Others' floors that mention a person who is erased: the name stays as they wrote it and
 * leads nowhere. What moderators gave as reasons for her floors loses her name.
 */
@Component
class UnlinkedFloors implements Erasure {

	/** Floors that one statement looks through. */
	private static final int AT_ONCE = 2000;

	private final JdbcClient jdbc;

	private final PageVersions pages;

	UnlinkedFloors(JdbcClient jdbc, PageVersions pages) {
		this.jdbc = jdbc;
		this.pages = pages;
	}

	@Override
	public String step() {
		return "mentions";
	}

	@Override
	public Turn turn() {
		return Turn.TRACES;
	}

	@Override
	public long erase(Who person, long from) {
		Long last = this.jdbc.sql("select max(id) from posts").query(Long.class).optional().orElse(0L);
		if (from == 0) {
			reasons(person);
		}
		if (from >= last) {
			return DONE;
		}
		String key = AccountName.key(person.name());
		List<Floor> floors = this.jdbc.sql("""
				select id, topic_id as topic, floor, html from posts
				where id > :from and id <= :to and lower(html) like :pattern escape '\\' order by id for update""")
			.param("from", from)
			.param("to", from + AT_ONCE)
			.param("pattern", MentionLinks.pattern(person.name()))
			.query(Floor.class)
			.list();
		for (Floor floor : floors) {
			this.jdbc.sql("update posts set html = :html where id = :id")
				.param("html", MentionLinks.without(floor.html(), (name) -> AccountName.key(name).equals(key)))
				.param("id", floor.id())
				.update();
			this.pages.raise(TopicId.of(floor.topic()), floor.floor());
		}
		return from + AT_ONCE;
	}

	private void reasons(Who person) {
		for (String sql : List.of("""
				update post_holds set reason = substring(replace(reason, :name, :placeholder) from 1 for 400)
				where post_id in (select p.id from posts p where p.author_id = :id)""", """
				update post_removals set reason = substring(replace(reason, :name, :placeholder) from 1 for 400)
				where account_id = :id""", """
				update posts set edit_reason = substring(replace(edit_reason, :name, :placeholder) from 1 for 400)
				where author_id = :id and edit_reason is not null""")) {
			this.jdbc.sql(sql)
				.param("name", person.name())
				.param("placeholder", person.placeholder())
				.param("id", person.id().value())
				.update();
		}
	}

	private record Floor(long id, long topic, int floor, String html) {
	}

}
