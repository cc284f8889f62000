package dev.roundtable.limits;

import java.util.Map;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * How often one may do what, by now. Every node has it in memory and looks again every
 * few seconds: what is refused must cost no statement.
 */
@Component
@EnableConfigurationProperties(LimitSettings.class)
class Rates {

	private final JdbcClient jdbc;

	private final LimitSettings settings;

	private final Once once;

	private final Journal journal;

	private volatile RateChanges current = new RateChanges(Map.of(), 0);

	Rates(JdbcClient jdbc, LimitSettings settings, Once once, Journal journal) {
		this.jdbc = jdbc;
		this.settings = settings;
		this.once = once;
		this.journal = journal;
	}

	@Scheduled(fixedDelayString = "${roundtable.limits.every:3s}")
	void look() {
		this.current = read();
	}

	private RateChanges read() {
		return this.jdbc.sql("select rates, version from limit_rates where id = 1")
			.query((row, _) -> RateChanges.of(row.getString("rates"), row.getLong("version")))
			.single();
	}

	LimitSettings.Rate of(Act act) {
		return this.current.of(act, this.settings);
	}

	/** As they are at this moment, for who is about to change them. */
	RateChanges toChange(Viewer viewer) {
		viewer.require(Capability.ADMINISTER);
		return read();
	}

	/** What holds where nobody changed it here. */
	LimitSettings.Rate own(Act act) {
		return this.settings.of(act);
	}

	LimitSettings.Rate of(Act act, RateChanges changes) {
		return changes.of(act, this.settings);
	}

	/**
	 * @throws BadInput on the name of a number that is wrong
	 * @throws StaleVersion when somebody changed one meanwhile
	 */
	void change(Viewer viewer, OnceKey key, long version, Map<String, String> typed) {
		RateChanges before = toChange(viewer);
		RateChanges changed = before.with(this.settings, typed);
		this.once.write(key.asking("limits", version, changed.text()), () -> {
			int done = this.jdbc
				.sql("update limit_rates set rates = :rates, version = version + 1 where id = 1 and version = :version")
				.param("rates", changed.text())
				.param("version", version)
				.update();
			if (done == 0) {
				throw new StaleVersion(read().version());
			}
			this.journal.record(viewer.id().value(), "changed limits", Subject.of("limits", 1), Audience.TEAM,
					Map.of("from", before.text(), "to", changed.text()));
		});
		look();
	}

}
