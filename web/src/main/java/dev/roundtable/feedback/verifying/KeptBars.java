package dev.roundtable.feedback.verifying;

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

/** The numbers of the site. They are read where they count, at each answer. */
@Component
class KeptBars {

	private final JdbcClient jdbc;

	private final Once once;

	private final Journal journal;

	KeptBars(JdbcClient jdbc, Once once, Journal journal) {
		this.jdbc = jdbc;
		this.once = once;
		this.journal = journal;
	}

	Bars now() {
		return this.jdbc.sql("select refuting, proving, version from verification_bars where id = 1")
			.query(Bars.class)
			.single();
	}

	Bars toChange(Viewer viewer) {
		viewer.require(Capability.ADMINISTER);
		return now();
	}

	/**
	 * @throws StaleVersion when somebody changed it meanwhile
	 */
	void change(Viewer viewer, OnceKey key, Bars wanted) {
		viewer.require(Capability.ADMINISTER);
		this.once.write(key.asking("verification", wanted), () -> {
			Bars before = now();
			int changed = this.jdbc.sql("""
					update verification_bars set refuting = :refuting, proving = :proving, version = version + 1
					where id = 1 and version = :version
					""")
				.param("refuting", wanted.refuting())
				.param("proving", wanted.proving())
				.param("version", wanted.version())
				.update();
			if (changed == 0) {
				throw new StaleVersion(before.version());
			}
			this.journal.record(viewer.id().value(), "changed verification", Subject.of("verification", 1),
					Audience.TEAM, Map.of("from", before.refuting() + " " + before.proving(), "to",
							wanted.refuting() + " " + wanted.proving()));
		});
	}

}
