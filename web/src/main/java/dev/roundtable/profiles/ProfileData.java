package dev.roundtable.profiles;

import java.io.IOException;

import dev.roundtable.people.PersonalData;
import dev.roundtable.people.Viewer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What somebody says of herself and what she owns, for her to take with her. */
@Component
class ProfileData implements PersonalData {

	private final JdbcClient jdbc;

	ProfileData(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	record About(String about, String badge) {
	}

	record Owned(String model, String build) {
	}

	@Override
	public void pack(Viewer person, Archive archive) throws IOException {
		archive.json("profile.json",
				this.jdbc.sql("select about, badge from profiles where account_id = :id")
					.param("id", person.id().value())
					.query(About.class)
					.list());
		archive.json("devices.json",
				this.jdbc.sql("select model, build from devices where account_id = :id order by place")
					.param("id", person.id().value())
					.query(Owned.class)
					.list());
	}

}
