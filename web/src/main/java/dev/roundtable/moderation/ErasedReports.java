package dev.roundtable.moderation;

import dev.roundtable.people.Erasure;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a person who is erased wrote to moderators goes. That somebody reported stays, for
 * it counted, and so does what moderators did to her, without her name.
 */
@Component
class ErasedReports implements Erasure {

	private final JdbcClient jdbc;

	ErasedReports(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String step() {
		return "reports";
	}

	@Override
	public Turn turn() {
		return Turn.TRACES;
	}

	@Override
	public long erase(Who person, long from) {
		this.jdbc.sql("update post_reports set note = '' where account_id = :id")
			.param("id", person.id().value())
			.update();
		this.jdbc.sql("""
				update moderation_log set reason = substring(replace(reason, :name, :placeholder) from 1 for 400)
				where account_id = :id""")
			.param("name", person.name())
			.param("placeholder", person.placeholder())
			.param("id", person.id().value())
			.update();
		return DONE;
	}

}
