package dev.roundtable.tracking;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;

import dev.roundtable.people.Viewer;
import dev.roundtable.tracker.sync.ConnectionId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** Connections that are rows and nothing else. */
final class TestConnections {

	private TestConnections() {
	}

	static ConnectionId insert(JdbcClient jdbc, Viewer account, Clock clock) {
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		jdbc.sql("""
				insert into tracker_connections (kind, name, base_url, project, token, account_id, comments, created_at)
				values ('REDMINE', 'test', 'http://localhost', :project, 'sealed', :account, 'BOTH', :now)
				""")
			.param("project", "owner/name-" + UUID.randomUUID())
			.param("account", account.id().value())
			.param("now", OffsetDateTime.now(clock))
			.update(key, "id");
		return new ConnectionId(Objects.requireNonNull(key.getKeyAs(Long.class)));
	}

}
