package dev.roundtable.push;

import java.util.List;

import dev.roundtable.people.Erasure;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Browsers in which a person who is erased wanted to be told. */
@Component
class ErasedBrowsers implements Erasure {

	private static final List<String> GONE = List.of("delete from push_browsers where account_id = :id");

	private final JdbcClient jdbc;

	ErasedBrowsers(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String step() {
		return "push";
	}

	@Override
	public Turn turn() {
		return Turn.ACCESS;
	}

	@Override
	public long erase(Who person, long from) {
		GONE.forEach((sql) -> this.jdbc.sql(sql).param("id", person.id().value()).update());
		return DONE;
	}

}
