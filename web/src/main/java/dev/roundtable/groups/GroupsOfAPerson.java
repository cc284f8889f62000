package dev.roundtable.groups;

import java.io.IOException;
import java.time.OffsetDateTime;

import dev.roundtable.people.PersonalData;
import dev.roundtable.people.Viewer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which groups a person was put into by hand, for her to take with her. */
@Component
class GroupsOfAPerson implements PersonalData {

	private final JdbcClient jdbc;

	GroupsOfAPerson(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	record Joined(String name, String standing, OffsetDateTime at, String reason) {
	}

	@Override
	public void pack(Viewer person, Archive archive) throws IOException {
		archive.json("groups.json",
				this.jdbc.sql("""
						select g.name, m.standing, m.set_at as at, m.reason
						from group_members m join member_groups g on g.id = m.group_id
						where m.account_id = :account order by g.name""")
					.param("account", person.id().value())
					.query(Joined.class)
					.list());
	}

}
