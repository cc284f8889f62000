package dev.roundtable.trust;

import java.time.Duration;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.roundtable.http.BadInput;
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

/** Keeps the numbers of the ladder. Other nodes hear of a change within seconds. */
@Component
class Ladders {

	private static final Duration REMEMBERED = Duration.ofSeconds(10);

	private final JdbcClient jdbc;

	private final Due due;

	private final Once once;

	private final Journal journal;

	private final Cache<String, Ladder> known = Caffeine.newBuilder().expireAfterWrite(REMEMBERED).build();

	Ladders(JdbcClient jdbc, Due due, Once once, Journal journal) {
		this.jdbc = jdbc;
		this.due = due;
		this.once = once;
		this.journal = journal;
	}

	Ladder now() {
		Ladder recent = this.known.getIfPresent("ladder");
		if (recent == null) {
			// Not loaded inside the cache: nobody waits for a connection holding a lock.
			recent = read();
			this.known.put("ladder", recent);
		}
		return recent;
	}

	private Ladder read() {
		return this.jdbc.sql("select numbers, version from trust_ladder where id = 1")
			.query((row, _) -> Ladder.of(row.getString("numbers"), row.getLong("version")))
			.single();
	}

	/** As it is at this moment, for who is about to change it. */
	Ladder toChange(Viewer viewer) {
		viewer.require(Capability.ADMINISTER);
		return read();
	}

	/**
	 * Changes some numbers; everybody is counted by them in the next round.
	 * @throws BadInput on the name of a number that is wrong
	 * @throws StaleVersion when somebody changed one meanwhile
	 */
	void change(Viewer viewer, OnceKey key, long version, Map<String, String> typed) {
		Ladder before = toChange(viewer);
		Ladder changed = before.with(typed);
		this.once.write(key.asking("trust ladder", version, changed.text()), () -> {
			int done = this.jdbc
				.sql("""
						update trust_ladder set numbers = :numbers, version = version + 1 where id = 1 and version = :version
						""")
				.param("numbers", changed.text())
				.param("version", version)
				.update();
			if (done == 0) {
				throw new StaleVersion(read().version());
			}
			this.due.everybody();
			this.journal.record(viewer.id().value(), "changed trust", Subject.of("ladder", 1), Audience.TEAM,
					Map.of("from", before.text(), "to", changed.text()));
		});
		this.known.invalidateAll();
	}

}
