package dev.roundtable.tasks.views;

import java.io.IOException;
import java.util.List;

import dev.roundtable.people.Erasure;
import dev.roundtable.people.PersonalData;
import dev.roundtable.people.Viewer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The lists that a person named, for her to take with her; they go with her. */
@Component
class ViewsOfAPerson implements PersonalData, Erasure {

	private final JdbcClient jdbc;

	ViewsOfAPerson(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	record View(String name, String query, boolean shared) {
	}

	@Override
	public void pack(Viewer person, Archive archive) throws IOException {
		List<View> views = this.jdbc
			.sql("select name, query, shared from task_views where account_id = :id order by id")
			.param("id", person.id().value())
			.query(View.class)
			.list();
		if (!views.isEmpty()) {
			archive.json("task-views.json", views);
		}
	}

	@Override
	public String step() {
		return "task views";
	}

	@Override
	public Turn turn() {
		return Turn.TRACES;
	}

	@Override
	public long erase(Who person, long from) {
		this.jdbc.sql("delete from task_views where account_id = :id").param("id", person.id().value()).update();
		return DONE;
	}

}
