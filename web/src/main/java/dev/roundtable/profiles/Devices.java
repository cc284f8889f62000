package dev.roundtable.profiles;

import java.util.List;

import dev.roundtable.people.AccountId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people own, for the rooms that ask on what somebody has something. */
@Component
public class Devices {

	private final JdbcClient jdbc;

	Devices(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** As her profile has them, in her order. */
	public List<Owned> of(AccountId person) {
		return this.jdbc.sql("select model, build from devices where account_id = :id order by place")
			.param("id", person.value())
			.query(Owned.class)
			.list();
	}

	/**
	 * @param build as she wrote it, empty for none
	 */
	public record Owned(String model, String build) {
	}

}
