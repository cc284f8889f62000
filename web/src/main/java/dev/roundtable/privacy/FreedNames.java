package dev.roundtable.privacy;

import dev.roundtable.people.ErasedNames;
import dev.roundtable.people.Erasure;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Nobody was ever told the name of who was not let in: others may come under it. */
@Component
class FreedNames implements Erasure {

	private final JdbcClient jdbc;

	private final ErasedNames names;

	FreedNames(JdbcClient jdbc, ErasedNames names) {
		this.jdbc = jdbc;
		this.names = names;
	}

	@Override
	public String step() {
		return "freed name";
	}

	@Override
	public Turn turn() {
		return Turn.WORDS;
	}

	@Override
	public long erase(Who person, long from) {
		boolean freed = this.jdbc.sql("select count(*) from erasures where account_id = :id and frees_name")
			.param("id", person.id().value())
			.query(Integer.class)
			.single() > 0;
		if (freed) {
			this.names.free(person.id());
		}
		return DONE;
	}

}
