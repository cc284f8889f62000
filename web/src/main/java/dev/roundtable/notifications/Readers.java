package dev.roundtable.notifications;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import dev.roundtable.people.AccountId;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who many people are at this moment, and so what they may see. */
@Component
class Readers {

	private final JdbcClient jdbc;

	Readers(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** One statement for all; who is gone is not there. */
	Map<Long, Viewer> of(Collection<Long> accounts) {
		Map<Long, Viewer> viewers = new HashMap<>();
		this.jdbc.sql("select account_id, name, role from people_names where account_id = any(:ids)")
			.param("ids", accounts.toArray(Long[]::new))
			.query((row) -> {
				long id = row.getLong("account_id");
				viewers.put(id,
						new Viewer(AccountId.of(id), row.getString("name"), Role.valueOf(row.getString("role"))));
			});
		return viewers;
	}

}
