package dev.roundtable.notifications;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import dev.roundtable.people.Audiences;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.people.Viewers;
import dev.roundtable.site.Bell;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How much waits for many people at once, in two statements however many they are. */
@Component
public class UnreadCounts {

	private final JdbcClient jdbc;

	private final Viewers viewers;

	UnreadCounts(JdbcClient jdbc, Viewers viewers) {
		this.jdbc = jdbc;
		this.viewers = viewers;
	}

	/** At most one more than {@link Bell#MOST} each; who is gone is not there. */
	public Map<Long, Integer> of(Collection<Long> accounts) {
		if (accounts.isEmpty()) {
			return Map.of();
		}
		Map<Long, Viewer> viewers = this.viewers.all(accounts);
		Map<Long, Integer> counts = new HashMap<>();
		viewers.keySet().forEach((account) -> counts.put(account, 0));
		Shared shared = Shared.of(viewers);
		shared
			.to(this.jdbc.sql("select n.account_id, count(*) as unread" + Visible.TO_MANY
					+ "and n.slot = 0 group by n.account_id"))
			.query((row) -> {
				counts.put(row.getLong("account_id"), Math.min(row.getInt("unread"), Bell.MOST + 1));
			});
		return counts;
	}

	/**
	 * @param keys the audiences that all of them belong to
	 * @param own what else each belongs to, as {@link Visible#TO_MANY} asks for it
	 */
	record Shared(Long[] people, Set<String> keys, String[] own, Long[] moderators) {

		static Shared of(Map<Long, Viewer> viewers) {
			Map<Long, Set<String>> audiences = new HashMap<>();
			viewers.forEach((account, viewer) -> audiences.put(account, Audiences.of(viewer).keys()));
			Set<String> keys = new HashSet<>(audiences.values().stream().findFirst().orElse(Set.of()));
			audiences.values().forEach(keys::retainAll);
			return new Shared(viewers.keySet().toArray(Long[]::new), keys,
					audiences.entrySet()
						.stream()
						.flatMap((one) -> one.getValue()
							.stream()
							.filter((key) -> !keys.contains(key))
							.map((key) -> one.getKey() + " " + key))
						.toArray(String[]::new),
					viewers.entrySet()
						.stream()
						.filter((one) -> one.getValue().may(Capability.MODERATE))
						.map(Map.Entry::getKey)
						.toArray(Long[]::new));
		}

		/** Binds what {@link Visible#TO_MANY} asks for. */
		JdbcClient.StatementSpec to(JdbcClient.StatementSpec statement) {
			return statement.param("people", this.people)
				.param("shared", this.keys.toArray(String[]::new))
				.param("own", this.own)
				.param("moderators", this.moderators);
		}

	}

}
