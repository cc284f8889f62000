package dev.roundtable.tasks.reports;

import dev.roundtable.people.Erasure;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a person who is erased called hers; that somebody had it still counts. */
@Component
class ErasedMeToo implements Erasure {

	private final JdbcClient jdbc;

	ErasedMeToo(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String step() {
		return "reports of tasks";
	}

	@Override
	public Turn turn() {
		return Turn.TRACES;
	}

	@Override
	public long erase(Who person, long from) {
		this.jdbc.sql("update task_reports set model = null, build = null, build_order = null where account_id = :id")
			.param("id", person.id().value())
			.update();
		return DONE;
	}

}
