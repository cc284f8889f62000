package dev.roundtable.notifications;

import java.io.IOException;
import java.time.OffsetDateTime;

import dev.roundtable.people.PersonalData;
import dev.roundtable.people.Viewer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a person follows and mutes and whom she blocks, for her to take with her. */
@Component
class FollowsOfAPerson implements PersonalData {

	private final JdbcClient jdbc;

	FollowsOfAPerson(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * @param what for example {@code topic-42}
	 */
	record Followed(String what, String mode, OffsetDateTime since) {
	}

	record Chosen(String kind, boolean onPage, String mail, boolean push) {
	}

	@Override
	public void pack(Viewer person, Archive archive) throws IOException {
		archive.json("follows.json",
				this.jdbc.sql("select what, mode, since from follows where account_id = :account order by what")
					.param("account", person.id().value())
					.query(Followed.class)
					.list());
		archive.json("notification-settings.json",
				this.jdbc.sql("""
						select kind, on_page as onPage, mail, push from notification_settings
						where account_id = :account order by kind""")
					.param("account", person.id().value())
					.query(Chosen.class)
					.list());
	}

}
