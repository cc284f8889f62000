package dev.roundtable.tasks.reports;

import java.util.List;

import dev.roundtable.people.Erasure;
import dev.roundtable.tasks.ReportsChanged;
import dev.roundtable.tasks.TaskNumber;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a person who is erased called hers; that somebody had it still counts. */
@Component
class ErasedMeToo implements Erasure {

	private final JdbcClient jdbc;

	private final ApplicationEventPublisher events;

	ErasedMeToo(JdbcClient jdbc, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.events = events;
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
		List<Long> builds = this.jdbc
			.sql("select task_number from task_reports where account_id = :id and build is not null")
			.param("id", person.id().value())
			.query(Long.class)
			.list();
		this.jdbc.sql("update task_reports set model = null, build = null, build_order = null where account_id = :id")
			.param("id", person.id().value())
			.update();
		builds.forEach((task) -> this.events.publishEvent(new ReportsChanged(TaskNumber.of(task), true)));
		return DONE;
	}

}
