package dev.roundtable.notifications;

import java.util.List;

import dev.roundtable.people.Erasure;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a person who is erased followed and was told, and who followed or blocked her. */
@Component
class ErasedFollows implements Erasure {

	private static final List<String> GONE = List.of("delete from follows where account_id = :id",
			"delete from follows where what = concat('person-', :id)",
			"delete from notifications where account_id = :id",
			"delete from notification_settings where account_id = :id");

	private final JdbcClient jdbc;

	ErasedFollows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String step() {
		return "notifications";
	}

	@Override
	public Turn turn() {
		return Turn.TRACES;
	}

	@Override
	public long erase(Who person, long from) {
		GONE.forEach((sql) -> this.jdbc.sql(sql).param("id", person.id().value()).update());
		return DONE;
	}

}
