package dev.roundtable.tracking;

import java.util.List;
import java.util.Optional;

import dev.roundtable.people.Viewer;
import dev.roundtable.people.Viewers;
import dev.roundtable.tracker.RemotePerson;
import dev.roundtable.tracker.sync.ConnectionId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/** Who does here what is done in a tracker, with the rights that she has now. */
@Component
class Actors {

	private final JdbcClient jdbc;

	private final Viewers viewers;

	Actors(JdbcClient jdbc, Viewers viewers) {
		this.jdbc = jdbc;
		this.viewers = viewers;
	}

	/** The connection's own account. */
	Viewer of(ConnectionId connection) {
		return viewer(settings(connection).account());
	}

	private Viewer viewer(long account) {
		Viewer viewer = this.viewers.all(List.of(account)).get(account);
		if (viewer == null) {
			throw new AccessDeniedException("there is no account " + account);
		}
		return viewer;
	}

	private Settings settings(ConnectionId connection) {
		return this.jdbc.sql("select account_id, strangers from tracker_connections where id = :connection")
			.param("connection", connection.value())
			.query((row, _) -> new Settings(row.getLong("account_id"), row.getBoolean("strangers")))
			.optional()
			.orElseThrow(() -> new AccessDeniedException("there is no connection " + connection));
	}

	private record Settings(long account, boolean strangers) {
	}

	/**
	 * Whoever somebody there is here. Nobody in particular is the connection, where it
	 * may speak for strangers; otherwise nobody: who comments in a tracker that is open
	 * to the world is not of the team for that.
	 */
	Optional<Speaker> speaker(ConnectionId connection, RemotePerson person) {
		Optional<Long> known = this.jdbc.sql("""
				select counterpart from tracker_words
				where connection_id = :connection and field = 'ASSIGNEE' and side = 'THEIRS' and word = :key
				and counterpart <> ''
				""")
			.param("connection", connection.value())
			.param("key", person.key())
			.query(String.class)
			.optional()
			.map(Long::valueOf);
		if (known.isPresent()) {
			return Optional.of(new Speaker(viewer(known.get()), ""));
		}
		Settings settings = settings(connection);
		return settings.strangers() ? Optional.of(new Speaker(viewer(settings.account()), introduction(person)))
				: Optional.empty();
	}

	private static String introduction(RemotePerson person) {
		return "**" + person.name().replaceAll("[\\\\`*_\\[\\]<>#|~@\\p{Cc}]", " ").strip() + "**:\n\n";
	}

	/** Whoever an answer was written as, who introduces a stranger as before. */
	Speaker author(ConnectionId connection, long account, String body) {
		boolean own = settings(connection).account() == account;
		int end = body.indexOf("**:\n\n");
		return new Speaker(viewer(account),
				(own && body.startsWith("**") && end > 0) ? body.substring(0, end + 5) : "");
	}

	/** The name of somebody to whom tasks are assigned; empty for who is not here. */
	Optional<String> name(String account) {
		return this.jdbc.sql("select name from people_names where account_id = :account")
			.param("account", number(account))
			.query(String.class)
			.optional();
	}

	private static long number(String account) {
		try {
			return Long.parseLong(account);
		}
		catch (NumberFormatException nobody) {
			return 0;
		}
	}

	/**
	 * @param introduction what is said before her words, empty where she is herself
	 */
	record Speaker(Viewer viewer, String introduction) {

		String words(String text) {
			return this.introduction + text;
		}

	}

}
