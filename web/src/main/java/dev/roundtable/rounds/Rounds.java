package dev.roundtable.rounds;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.roundtable.groups.Groups;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.rounds.RoundPages.Row;
import dev.roundtable.site.Audience;
import dev.roundtable.tasks.Outcomes;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/**
 * Opens rounds, takes ballots and makes results final. Ballots and the end of a round
 * lock its row: what was taken counts, and what comes after the end is refused.
 */
@Component
class Rounds {

	private final JdbcClient jdbc;

	private final RoundPages pages;

	private final Groups groups;

	private final Journal journal;

	private final Once once;

	private final Limits limits;

	private final Outcomes outcomes;

	private final Clock clock;

	Rounds(JdbcClient jdbc, RoundPages pages, Groups groups, Journal journal, Once once, Limits limits,
			Outcomes outcomes, Clock clock) {
		this.jdbc = jdbc;
		this.pages = pages;
		this.groups = groups;
		this.journal = journal;
		this.once = once;
		this.limits = limits;
		this.outcomes = outcomes;
		this.clock = clock;
	}

	/**
	 * @throws BadInput on the field that is wrong; {@code round.candidate} for a task
	 * that she does not see
	 */
	long open(Viewer by, OnceKey key, NewRound wanted) {
		by.require(Capability.CHANGE_TASKS);
		this.limits.spend(by, Act.TASK);
		Rules rules = Rules.of(wanted, now());
		String group = rules.voters().group();
		if (group != null && !this.groups.exists(group)) {
			throw new BadInput("voters", "audience.unknown", rules.voters().key());
		}
		Set<Long> seen = this.pages.readable(rules.candidates(), by);
		rules.candidates().stream().filter((number) -> !seen.contains(number)).findFirst().ifPresent((number) -> {
			throw new BadInput("candidates", "round.candidate", String.valueOf(number));
		});
		return this.once.write(key.asking("open round", wanted), () -> insert(by, rules), Long::longValue,
				(made) -> made);
	}

	private long insert(Viewer by, Rules rules) {
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		this.jdbc.sql("""
				insert into rounds (title, description, html, renderer, choices, voters, min_level, live, opens_at,
				                    closes_at, made_at)
				values (:title, :description, :html, :renderer, :choices, :voters, :level, :live, :opens, :closes, :now)
				""")
			.param("title", rules.title())
			.param("description", rules.description())
			.param("html", rules.text().html())
			.param("renderer", rules.text().renderer())
			.param("choices", rules.choices())
			.param("voters", rules.voters().key())
			.param("level", rules.minLevel())
			.param("live", rules.live())
			.param("opens", rules.opensAt())
			.param("closes", rules.closesAt())
			.param("now", now())
			.update(key, "id");
		long id = Objects.requireNonNull(key.getKeyAs(Long.class));
		for (long task : rules.candidates()) {
			this.jdbc.sql("insert into round_candidates (round_id, task_number) values (:round, :task)")
				.param("round", id)
				.param("task", task)
				.update();
		}
		this.journal.record(by.id().value(), "opened round", Subject.of("round", id), Audience.EVERYONE,
				Map.of("title", rules.title()));
		return id;
	}

	/**
	 * Chooses for the first time, or anew; nothing chosen takes the ballot back.
	 * @throws NotFound when there is no such round
	 * @throws BadInput on {@code choices}: {@code round.over}, {@code round.not-open},
	 * {@code round.not-voter}, {@code round.choices} for too many,
	 * {@code round.candidate} for one that is none for her
	 */
	void vote(Viewer voter, OnceKey key, long round, @Nullable List<Long> chosen) {
		voter.require(Capability.POST);
		this.limits.spend(voter, Act.VOTE);
		Row rules = this.pages.row(round);
		if (!this.pages.mayVote(rules, voter)) {
			throw new BadInput("choices", "round.not-voter");
		}
		Set<Long> choices = new LinkedHashSet<>();
		if (chosen != null) {
			chosen.stream().filter(Objects::nonNull).forEach(choices::add);
		}
		if (choices.size() > rules.choices()) {
			throw new BadInput("choices", "round.choices", rules.choices());
		}
		Set<Long> candidates = this.pages.candidates(round, voter);
		choices.stream().filter((number) -> !candidates.contains(number)).findFirst().ifPresent((number) -> {
			throw new BadInput("choices", "round.candidate", String.valueOf(number));
		});
		this.once.write(key.asking("ballot " + round, choices), () -> {
			requireOpen(lock(round));
			write(voter, round, choices);
		});
	}

	private void requireOpen(Row round) {
		OffsetDateTime now = now();
		if (now.isBefore(round.opensAt())) {
			throw new BadInput("choices", "round.not-open");
		}
		if (round.isOver(now)) {
			throw new BadInput("choices", "round.over");
		}
	}

	private void write(Viewer voter, long round, Set<Long> choices) {
		for (String table : List.of("round_choices", "round_ballots")) {
			this.jdbc.sql("delete from " + table + " where round_id = :round and account_id = :voter")
				.param("round", round)
				.param("voter", voter.id().value())
				.update();
		}
		if (choices.isEmpty()) {
			return;
		}
		this.jdbc.sql("insert into round_ballots (round_id, account_id, cast_at) values (:round, :voter, :now)")
			.param("round", round)
			.param("voter", voter.id().value())
			.param("now", now())
			.update();
		for (long task : choices) {
			this.jdbc.sql("""
					insert into round_choices (round_id, account_id, task_number) values (:round, :voter, :task)
					""").param("round", round).param("voter", voter.id().value()).param("task", task).update();
		}
	}

	/**
	 * Makes the results of a round that is over final, and plans what was chosen, once:
	 * whoever comes second finds both done.
	 */
	void finish(long id) {
		this.once.write(OnceKey.NONE, () -> {
			Row round = lock(id);
			if (round.finished() || !round.isOver(now())) {
				return;
			}
			this.jdbc
				.sql("""
						insert into round_results (round_id, task_number, votes, place)
						select c.round_id, c.task_number, count(x.account_id), rank() over (order by count(x.account_id) desc)
						from round_candidates c
						left join round_choices x on x.round_id = c.round_id and x.task_number = c.task_number
						where c.round_id = :round group by c.round_id, c.task_number
						""")
				.param("round", id)
				.update();
			this.jdbc.sql("""
					update rounds set finished_at = :now,
					    ballots = (select count(*) from round_ballots b where b.round_id = :round) where id = :round
					""").param("now", now()).param("round", id).update();
			this.journal.record(null, "finished round", Subject.of("round", id), Audience.EVERYONE,
					Map.of("title", round.title()));
			this.outcomes.plan(chosen(round), round.title());
		});
	}

	private List<Long> chosen(Row round) {
		return this.jdbc.sql("""
				select task_number from round_results
				where round_id = :round and votes > 0 and place <= :choices order by task_number
				""").param("round", round.id()).param("choices", round.choices()).query(Long.class).list();
	}

	private Row lock(long round) {
		this.jdbc.sql("select id from rounds where id = :id for update")
			.param("id", round)
			.query(Long.class)
			.optional()
			.orElseThrow(() -> new NotFound("round " + round));
		return this.pages.row(round);
	}

	/**
	 * @throws NotFound when there is no such round
	 */
	RoundView find(long id, @Nullable Viewer viewer) {
		return this.pages.view(this.pages.row(id), viewer, now());
	}

	private OffsetDateTime now() {
		return OffsetDateTime.now(this.clock);
	}

}
