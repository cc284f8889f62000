package dev.roundtable.tracking.admin;

import dev.roundtable.tracking.Texts;
import dev.roundtable.tracking.Trouble;
import dev.roundtable.tracking.Asking;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.tracker.Ability;
import dev.roundtable.tracker.Access;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether a connection's token works and what it may do, asked now or told from then. */
@Component
class TokenChecks {

	private static final Duration LONGEST = Duration.ofSeconds(12);

	/** What differs by less is how long the answer took. */
	private static final Duration CLOCKS = Duration.ofSeconds(5);

	private static final int WHY = 2000;

	private static final int ACCOUNT = 200;

	private final Asking asking;

	private final JdbcClient jdbc;

	private final Clock clock;

	TokenChecks(Asking asking, JdbcClient jdbc, Clock clock) {
		this.asking = asking;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * How it was when it was last tried. Public for its template.
	 *
	 * @param trouble why it did not work, null where it did
	 * @param missing of what its kind of tracker can do
	 * @param seconds by which the tracker's clock is ahead, 0 for about none
	 */
	record Checked(When at, @Nullable Trouble trouble, String account, Set<Ability> rights, Set<Ability> missing,
			long seconds) {

		public boolean works() {
			return this.trouble == null;
		}

	}

	/** Holds nothing while it asks, and tells what came of it whatever that is. */
	void check(Viewer by, ConnectionId id) {
		by.require(Capability.ADMINISTER);
		Asking.Answer<Seen> answer = this.asking.ask(id, LONGEST,
				(open) -> new Seen(open.tracker().check(), open.tracker().abilities().can()));
		switch (answer) {
			case Asking.Answer.Told<Seen>(Seen seen) -> keep(id, "WORKS", seen.access().account().name(),
					names(seen.access().rights()) + "/" + names(seen.able()), null, seen.access().ahead());
			case Asking.Answer.Failed<Seen>(Trouble trouble) ->
				keep(id, trouble.kind().name(), null, null, trouble.said(), null);
		}
	}

	private record Seen(Access access, Set<Ability> able) {
	}

	private static String names(Set<Ability> abilities) {
		return abilities.stream().map(Ability::name).sorted().collect(Collectors.joining(","));
	}

	private void keep(ConnectionId id, String outcome, @Nullable String account, @Nullable String rights,
			@Nullable String why, @Nullable Duration ahead) {
		this.jdbc.sql("""
				update tracker_states set checked_at = :now, check_outcome = :outcome, check_account = :account,
				    check_rights = :rights, check_why = :why, ahead_ms = coalesce(:ahead, ahead_ms)
				where connection_id = :id
				""")
			.param("now", OffsetDateTime.now(this.clock))
			.param("outcome", outcome)
			.param("account", cut(account, ACCOUNT))
			.param("rights", rights)
			.param("why", cut(why, WHY))
			.param("ahead", (ahead != null) ? ahead.toMillis() : null, java.sql.Types.BIGINT)
			.param("id", id.value())
			.update();
	}

	private static @Nullable String cut(@Nullable String text, int most) {
		return (text != null) ? Texts.cut(most, Texts.printable(text)) : null;
	}

	/** As the columns have it. */
	static @Nullable Checked of(@Nullable OffsetDateTime at, @Nullable String outcome, @Nullable String account,
			@Nullable String rights, @Nullable String why, Duration ahead) {
		if (at == null || outcome == null) {
			return null;
		}
		When when = When.of(at.toInstant());
		if (rights == null) {
			return new Checked(when, new Trouble(Trouble.Kind.valueOf(outcome), why), "", Set.of(), Set.of(), 0);
		}
		List<String> parts = List.of(rights.split("/", 2));
		Set<Ability> has = abilities(parts.getFirst());
		Set<Ability> missing = abilities(parts.getLast());
		missing.removeAll(has);
		// Who may not write into the tracker's settings can still be told by it.
		missing.remove(Ability.HINTS);
		return new Checked(when, null, (account != null) ? account : "", has, missing,
				(ahead.abs().compareTo(CLOCKS) > 0) ? ahead.toSeconds() : 0);
	}

	private static Set<Ability> abilities(String names) {
		Set<Ability> abilities = EnumSet.noneOf(Ability.class);
		Arrays.stream(names.split(",")).filter((name) -> !name.isEmpty()).map(Ability::valueOf).forEach(abilities::add);
		return abilities;
	}

}
