package dev.roundtable.federation;

import java.util.List;

import dev.roundtable.people.Erasure;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who a person who is erased was with others: nobody here comes in by it. */
@Component
class ErasedIdentities implements Erasure {

	private static final List<String> GONE = List.of("delete from federated_identities where account_id = :id",
			"delete from federation_flows where account_id = :id");

	private final JdbcClient jdbc;

	ErasedIdentities(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String step() {
		return "identities";
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
