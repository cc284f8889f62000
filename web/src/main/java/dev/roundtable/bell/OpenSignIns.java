package dev.roundtable.bell;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which of the browsers that have a page open are signed in still. */
@Component
class OpenSignIns {

	private final JdbcClient jdbc;

	private final Clock clock;

	OpenSignIns(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** One question for all of them. */
	Set<String> among(Set<String> signIns) {
		return new HashSet<>(this.jdbc.sql("""
				select token_hash from live_sign_ins where token_hash = any(:hashes) and expires_at > :now""")
			.param("hashes", signIns.toArray(String[]::new))
			.param("now", OffsetDateTime.now(this.clock))
			.query(String.class)
			.list());
	}

}
