package dev.roundtable.invitations;

import java.sql.Types;
import java.util.Map;
import java.util.Objects;

import dev.roundtable.addresses.AddressChoice;
import dev.roundtable.addresses.AddressRule;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.signin.Admission.Entry;
import dev.roundtable.site.Audience;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The rule of the site. Every node has it in memory and looks again every few seconds;
 * whoever is let in is let in by what the database says.
 */
@Component
class JoiningRules implements AddressChoice {

	private final JdbcClient jdbc;

	private final Once once;

	private final Journal journal;

	private volatile @Nullable Rules known;

	JoiningRules(JdbcClient jdbc, Once once, Journal journal) {
		this.jdbc = jdbc;
		this.once = once;
		this.journal = journal;
	}

	/** As it was some seconds ago at most: for what pages say. */
	Rules known() {
		Rules known = this.known;
		return (known != null) ? known : now();
	}

	/** As it is. */
	Rules now() {
		Rules now = this.jdbc.sql("select entry, address, own_uses as ownUses, version from joining_rules where id = 1")
			.query((row, _) -> {
				String address = row.getString("address");
				return new Rules(Entry.valueOf(row.getString("entry")),
						(address != null) ? AddressRule.valueOf(address) : null, row.getInt("ownUses"),
						row.getLong("version"));
			})
			.single();
		this.known = now;
		return now;
	}

	@Scheduled(fixedDelayString = "${roundtable.joining.every:3s}")
	void look() {
		now();
	}

	@Override
	public @Nullable AddressRule chosen() {
		return known().address();
	}

	Rules of(Viewer viewer) {
		viewer.require(Capability.ADMINISTER);
		return now();
	}

	/**
	 * @throws StaleVersion when somebody changed it meanwhile
	 */
	void change(Viewer viewer, OnceKey key, Rules wanted) {
		viewer.require(Capability.ADMINISTER);
		this.once.write(key.asking("joining", wanted), () -> {
			Rules before = now();
			int changed = this.jdbc.sql("""
					update joining_rules set entry = :entry, address = :address, own_uses = :own, version = version + 1
					where id = 1 and version = :version
					""")
				.param("entry", wanted.entry().name())
				.param("address", (wanted.address() != null) ? wanted.address().name() : null, Types.VARCHAR)
				.param("own", wanted.ownUses())
				.param("version", wanted.version())
				.update();
			if (changed == 0) {
				throw new StaleVersion(before.version());
			}
			record(viewer, "joining changed", before.entry(), wanted.entry());
			record(viewer, "address rule changed", before.address(), wanted.address());
			record(viewer, "members' invitations changed", before.ownUses(), wanted.ownUses());
		});
		look();
	}

	private void record(Viewer viewer, String action, @Nullable Object before, @Nullable Object after) {
		if (!Objects.equals(before, after)) {
			this.journal.record(viewer.id().value(), action, Subject.of("account", viewer.id().value()), Audience.TEAM,
					Map.of("from", String.valueOf(before), "to", String.valueOf(after)));
		}
	}

}
