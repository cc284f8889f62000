package dev.roundtable.feedback.voting;

import java.util.Map;

import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The number of the site. It is read where it counts, at each vote. */
@Component
class KeptPower {

	private final JdbcClient jdbc;

	private final Once once;

	private final Journal journal;

	KeptPower(JdbcClient jdbc, Once once, Journal journal) {
		this.jdbc = jdbc;
		this.once = once;
		this.journal = journal;
	}

	Power now() {
		return this.jdbc.sql("select votes, version from vote_power where id = 1").query(Power.class).single();
	}

	Power toChange(Viewer viewer) {
		viewer.require(Capability.ADMINISTER);
		return now();
	}

	/**
	 * @throws StaleVersion when somebody changed it meanwhile
	 */
	void change(Viewer viewer, OnceKey key, Power wanted) {
		viewer.require(Capability.ADMINISTER);
		this.once.write(key.asking("vote power", wanted), () -> {
			Power before = now();
			int changed = this.jdbc.sql("""
					update vote_power set votes = :votes, version = version + 1
					where id = 1 and version = :version
					""").param("votes", wanted.votes()).param("version", wanted.version()).update();
			if (changed == 0) {
				throw new StaleVersion(before.version());
			}
			this.journal.record(viewer.id().value(), "changed votes", Subject.of("votes", 1), Audience.TEAM,
					Map.of("from", String.valueOf(before.votes()), "to", String.valueOf(wanted.votes())));
		});
	}

}
