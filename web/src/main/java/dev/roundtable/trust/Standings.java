package dev.roundtable.trust;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.roundtable.people.AccountId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where people stand, as it was counted last. */
@Component
class Standings {

	private static final String SELECT = """
			select p.account_id, coalesce(t.earned, case when exists (
			           select 1 from imported_people i where i.account_id = p.account_id) then 1 else 0 end) as earned,
			       h.level as by_hand, h.reason, b.name as set_by, t.account_id is not null as counted,
			       coalesce(t.topics, 0) as topics, coalesce(t.posts, 0) as posts, coalesce(t.days, 0) as days,
			       coalesce(t.given, 0) as given, coalesce(t.received, 0) as received,
			       coalesce(t.repliers, 0) as repliers, coalesce(t.accepted, 0) as accepted,
			       exists (select 1 from trust_bars x where x.account_id = p.account_id and x.since > :since)
			       or exists (select 1 from viewer_facts v where v.account_id = p.account_id and v.sanction is not null
			           and (v.sanction_until is null or v.sanction_until > :now)) as barred
			from living_people p left join trust_people t on t.account_id = p.account_id
			left join trust_by_hand h on h.account_id = p.account_id
			left join people_names b on b.account_id = h.set_by
			where p.role = 'FAN' and p.account_id = any(:ids)
			""";

	private final JdbcClient jdbc;

	private final Clock clock;

	Standings(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * @param earned by what she did
	 * @param byHand what a moderator gave her, null where none did
	 * @param barred whether a sanction keeps her from rising
	 * @param counted whether she was ever counted: who was imported mostly was not
	 */
	record Standing(TrustLevel earned, @Nullable ByHand byHand, boolean barred, boolean counted, Counts counts) {

		TrustLevel level() {
			return (this.byHand != null) ? this.byHand.level() : this.earned;
		}

	}

	/**
	 * @param setBy a name, null where it is nobody's any more
	 */
	record ByHand(TrustLevel level, String reason, @Nullable String setBy) {
	}

	/**
	 * Of those who are on the ladder at all.
	 * @param barredFor how many days a sanction keeps somebody from rising
	 */
	Map<Long, Standing> of(Collection<Long> people, int barredFor) {
		OffsetDateTime now = OffsetDateTime.now(this.clock);
		Map<Long, Standing> standings = new HashMap<>();
		this.jdbc.sql(SELECT)
			.param("ids", people.toArray(Long[]::new))
			.param("since", now.minusDays(barredFor))
			.param("now", now)
			.query((row) -> {
				Integer level = row.getObject("by_hand", Integer.class);
				standings.put(row.getLong("account_id"),
						new Standing(TrustLevel.of(row.getInt("earned")),
								(level != null) ? new ByHand(TrustLevel.of(level), row.getString("reason"),
										row.getString("set_by")) : null,
								row.getBoolean("barred"), row.getBoolean("counted"),
								new Counts(row.getInt("topics"), row.getInt("posts"), row.getInt("days"),
										row.getInt("given"), row.getInt("received"), row.getInt("repliers"),
										row.getInt("accepted"))));
			});
		return standings;
	}

	Optional<Standing> of(AccountId person, int barredFor) {
		return Optional.ofNullable(of(List.of(person.value()), barredFor).get(person.value()));
	}

}
