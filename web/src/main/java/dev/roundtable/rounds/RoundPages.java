package dev.roundtable.rounds;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.NotFound;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.rounds.RoundView.RoundCandidate;
import dev.roundtable.site.Audience;
import dev.roundtable.trust.Trust;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads rounds, as somebody may see them. */
@Component
class RoundPages {

	private static final String SELECT = """
			select r.id, r.title, r.html, r.choices, r.voters, r.min_level as minLevel, r.live, r.opens_at as opensAt,
			       r.closes_at as closesAt, r.finished_at is not null as finished, r.ballots from rounds r
			""";

	private static final String READABLE = Audiences.mayRead("t.audience") + " and "
			+ Audiences.mayRead("t.source_audience");

	private final JdbcClient jdbc;

	private final Trust trust;

	RoundPages(JdbcClient jdbc, Trust trust) {
		this.jdbc = jdbc;
		this.trust = trust;
	}

	/** A round as it is stored. */
	record Row(long id, String title, String html, int choices, String voters, int minLevel, boolean live,
			OffsetDateTime opensAt, OffsetDateTime closesAt, boolean finished, int ballots) {

		boolean isOver(OffsetDateTime now) {
			return !now.isBefore(this.closesAt);
		}

		String state(OffsetDateTime now) {
			return isOver(now) ? "over" : now.isBefore(this.opensAt) ? "upcoming" : "open";
		}

	}

	/**
	 * @throws NotFound when there is no such round
	 */
	Row row(long id) {
		return this.jdbc.sql(SELECT + "where r.id = :id")
			.param("id", id)
			.query(Row.class)
			.optional()
			.orElseThrow(() -> new NotFound("round " + id));
	}

	/**
	 * The last to end first.
	 * @throws BadInput on {@code cursor}
	 */
	CursorPage<RoundItem> page(@Nullable String cursor, int size, OffsetDateTime now) {
		OffsetDateTime at = CursorPage.END_OF_TIME;
		long id = Long.MAX_VALUE;
		if (cursor != null && !cursor.isEmpty()) {
			try {
				int tilde = cursor.lastIndexOf('~');
				at = CursorPage.moment(cursor.substring(0, tilde));
				id = Long.parseLong(cursor.substring(tilde + 1));
			}
			catch (IndexOutOfBoundsException | NumberFormatException | DateTimeException garbage) {
				throw new BadInput("cursor", "cursor.invalid");
			}
		}
		List<Row> rows = this.jdbc.sql(SELECT + """
				where (r.closes_at, r.id) < (:at, :id) order by r.closes_at desc, r.id desc limit :most
				""").param("at", at).param("id", id).param("most", size + 1).query(Row.class).list();
		return CursorPage.of(rows, size, (row) -> row.closesAt().toInstant() + "~" + row.id())
			.map((row) -> new RoundItem(row.id(), "/rounds/" + row.id(), row.title(), row.state(now), row.choices(),
					When.of(row.opensAt().toInstant()), When.of(row.closesAt().toInstant())));
	}

	/**
	 * A round in a list. Public for its template.
	 */
	public record RoundItem(long id, String url, String title, String state, int choices, When opensAt, When closesAt) {
	}

	/** Who may vote at all; the API's 422 says so to others. */
	boolean mayVote(Row round, @Nullable Viewer viewer) {
		return viewer != null && viewer.may(Capability.POST)
				&& Audiences.of(viewer).include(new Audience(round.voters())) && (round.minLevel() == 0
						|| this.trust.isAbove(viewer) || this.trust.of(viewer).number() >= round.minLevel());
	}

	/** Those of these tasks that she may read. */
	Set<Long> readable(Collection<Long> tasks, @Nullable Viewer viewer) {
		return new HashSet<>(
				this.jdbc.sql("select t.number from task_facts t where t.number = any(:tasks) and " + READABLE)
					.param("tasks", tasks.toArray(Long[]::new))
					.param("audiences", Audiences.of(viewer).array())
					.query(Long.class)
					.list());
	}

	/** The candidates that are there for her. */
	Set<Long> candidates(long round, @Nullable Viewer viewer) {
		return readable(this.jdbc.sql("select task_number from round_candidates where round_id = :round")
			.param("round", round)
			.query(Long.class)
			.list(), viewer);
	}

	RoundView view(Row round, @Nullable Viewer viewer, OffsetDateTime now) {
		String state = round.state(now);
		boolean shown = round.finished() || (round.live() && state.equals("open"));
		Map<Long, Counted> counts = shown ? counts(round) : Map.of();
		Set<Long> mine = mine(round, viewer);
		List<RoundCandidate> candidates = this.jdbc
			.sql("""
					select t.number, t.title, t.status from round_candidates c
					join task_facts t on t.number = c.task_number where c.round_id = :round and\s""" + READABLE
					+ " order by t.number")
			.param("round", round.id())
			.param("audiences", Audiences.of(viewer).array())
			.query((row, _) -> {
				long number = row.getLong("number");
				Counted counted = counts.getOrDefault(number, new Counted(0, Integer.MAX_VALUE));
				return new RoundCandidate(number, "/tasks/" + number, row.getString("title"), row.getString("status"),
						shown ? counted.votes() : null, mine.contains(number),
						round.finished() && counted.votes() > 0 && counted.place() <= round.choices());
			})
			.list();
		if (shown) {
			candidates = candidates.stream()
				.sorted((one, other) -> Integer.compare(other.count(), one.count()))
				.toList();
		}
		return new RoundView(round.id(), "/rounds/" + round.id(), round.title(), round.html(), round.choices(),
				round.voters(), round.minLevel(), round.live(), When.of(round.opensAt().toInstant()),
				When.of(round.closesAt().toInstant()), state, state.equals("open") && mayVote(round, viewer),
				!mine.isEmpty(), shown ? ballots(round) : null, candidates);
	}

	private int ballots(Row round) {
		return round.finished() ? round.ballots()
				: this.jdbc.sql("select count(*) from round_ballots where round_id = :round")
					.param("round", round.id())
					.query(Integer.class)
					.single();
	}

	private Map<Long, Counted> counts(Row round) {
		Map<Long, Counted> counts = new HashMap<>();
		this.jdbc
			.sql(round.finished() ? "select task_number, votes, place from round_results where round_id = :round" : """
					select task_number, count(*) as votes, 0 as place from round_choices
					where round_id = :round group by task_number
					""")
			.param("round", round.id())
			.query((row) -> {
				counts.put(row.getLong("task_number"), new Counted(row.getInt("votes"), row.getInt("place")));
			});
		return counts;
	}

	private Set<Long> mine(Row round, @Nullable Viewer viewer) {
		return (viewer == null) ? Set.of()
				: new HashSet<>(this.jdbc
					.sql("select task_number from round_choices where round_id = :round and account_id = :viewer")
					.param("round", round.id())
					.param("viewer", viewer.id().value())
					.query(Long.class)
					.list());
	}

	private record Counted(int votes, int place) {
	}

}
