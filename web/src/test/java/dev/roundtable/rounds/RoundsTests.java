package dev.roundtable.rounds;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.rounds.RoundView.RoundCandidate;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.NewTask;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.trust.TrustLevel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

@StoreTest
class RoundsTests {

	private final Rounds rounds;

	private final RoundPages pages;

	private final RoundEnds ends;

	private final Tasks tasks;

	private final JdbcClient jdbc;

	private final World world;

	RoundsTests(Rounds rounds, RoundPages pages, RoundEnds ends, Tasks tasks, JdbcClient jdbc, World world) {
		this.rounds = rounds;
		this.pages = pages;
		this.ends = ends;
		this.tasks = tasks;
		this.jdbc = jdbc;
		this.world = world;
	}

	@Test
	void a_person_has_one_ballot_which_she_changes_until_the_end() {
		List<Long> ideas = ideas(3);
		long round = round(ideas, 2, "members", 0, true);
		vote(this.world.jun, round, ideas.get(0), ideas.get(1));
		vote(this.world.jun, round, ideas.get(2));
		vote(this.world.mei, round, ideas.get(2), ideas.get(0));
		RoundView seen = this.rounds.find(round, this.world.jun);
		assertThat(seen.ballots()).isEqualTo(2);
		assertThat(seen.candidates()).extracting(RoundCandidate::task, RoundCandidate::votes, RoundCandidate::mine)
			.startsWith(tuple(ideas.get(2), 2, true));
		vote(this.world.jun, round);
		assertThat(this.rounds.find(round, this.world.jun)).extracting(RoundView::ballots, RoundView::voted)
			.containsExactly(1, false);
	}

	@Test
	void two_ballots_of_one_person_at_once_leave_one() throws InterruptedException {
		List<Long> ideas = ideas(4);
		long round = round(ideas, 1, "members", 0, true);
		Viewer fan = this.world.fan();
		List<Callable<Boolean>> atOnce = ideas.stream().<Callable<Boolean>>map((idea) -> () -> {
			vote(fan, round, idea);
			return true;
		}).toList();
		World.atOnce(4, atOnce);
		RoundView seen = this.rounds.find(round, fan);
		assertThat(seen.ballots()).isOne();
		assertThat(seen.candidates()).filteredOn(RoundCandidate::mine).hasSize(1);
		assertThat(seen.candidates().stream().mapToInt(RoundCandidate::votes).sum()).isOne();
	}

	@Test
	void numbers_are_hidden_until_the_end_and_then_final() throws InterruptedException {
		List<Long> ideas = ideas(3);
		long round = round(ideas, 1, "members", 0, false);
		vote(this.world.jun, round, ideas.get(1));
		RoundView open = this.rounds.find(round, this.world.lin);
		assertThat(open.ballots()).isNull();
		assertThat(open.candidates()).allSatisfy((one) -> assertThat(one.votes()).isNull());
		end(round);
		List<Callable<RoundView>> nodes = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			nodes.add(() -> {
				this.ends.work();
				return this.rounds.find(round, null);
			});
		}
		assertThat(World.atOnce(6, nodes)).allSatisfy((over) -> {
			assertThat(over).extracting(RoundView::state, RoundView::ballots).containsExactly("over", 1);
			assertThat(over.candidates().getFirst())
				.extracting(RoundCandidate::task, RoundCandidate::votes, RoundCandidate::won)
				.containsExactly(ideas.get(1), 1, true);
		});
		this.jdbc.sql("delete from round_choices where round_id = ?").param(round).update();
		assertThat(this.rounds.find(round, null).candidates().getFirst().votes()).isOne();
		refused(round, "error.round.over", this.world.mei, ideas.get(0));
		assertThat(this.jdbc.sql("select count(*) from round_results where round_id = ?")
			.param(round)
			.query(Integer.class)
			.single()).isEqualTo(3);
	}

	@Test
	void a_round_ends_no_earlier_than_its_time_and_shows_no_numbers_until_they_are_final() {
		List<Long> ideas = ideas(2);
		long round = round(ideas, 1, "members", 0, false);
		vote(this.world.jun, round, ideas.get(0));
		this.rounds.finish(round);
		this.ends.work();
		assertThat(this.pages.row(round).finished()).isFalse();
		RoundView over = this.pages.view(this.pages.row(round), null, OffsetDateTime.now().plusDays(8));
		assertThat(over.state()).isEqualTo("over");
		assertThat(over.counted()).isFalse();
		assertThat(this.tasks.find(TaskNumber.of(ideas.get(0)), null).status()).isEqualTo(TaskStatus.NEW);
	}

	@Test
	void what_a_round_chose_is_planned_once_with_the_round_as_the_reason() throws InterruptedException {
		List<Long> ideas = ideas(4);
		long round = round(ideas, 2, "members", 0, false);
		vote(this.world.jun, round, ideas.get(0), ideas.get(1));
		vote(this.world.mei, round, ideas.get(0), ideas.get(1));
		vote(this.world.fan(), round, ideas.get(2));
		move(ideas.get(1), TaskStatus.DECLINED, "Not now");
		end(round);
		List<Callable<Boolean>> nodes = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			nodes.add(() -> {
				this.ends.work();
				return true;
			});
		}
		World.atOnce(6, nodes);
		assertThat(this.tasks.find(TaskNumber.of(ideas.get(0)), null)).satisfies((chosen) -> {
			assertThat(chosen.status()).isEqualTo(TaskStatus.PLANNED);
			assertThat(chosen.reason()).contains("Which go first");
		});
		assertThat(this.tasks.find(TaskNumber.of(ideas.get(1)), null)).as("what is declined stays so")
			.satisfies((declined) -> {
				assertThat(declined.status()).isEqualTo(TaskStatus.DECLINED);
				assertThat(declined.reason()).isEqualTo("Not now");
			});
		assertThat(this.tasks.find(TaskNumber.of(ideas.get(2)), null).status()).as("third of two")
			.isEqualTo(TaskStatus.NEW);
		assertThat(this.tasks.find(TaskNumber.of(ideas.get(3)), null).status()).as("nobody's")
			.isEqualTo(TaskStatus.NEW);
		assertThat(this.jdbc.sql("select count(*) from journal_facts where subject = ? and action = 'planned'")
			.param("task-" + ideas.get(0))
			.query(Integer.class)
			.single()).isOne();

		move(ideas.get(0), TaskStatus.CONFIRMED, null);
		this.ends.work();
		this.rounds.finish(round);
		assertThat(this.tasks.find(TaskNumber.of(ideas.get(0)), null).status())
			.as("whoever takes it out of the plan later is not overruled")
			.isEqualTo(TaskStatus.CONFIRMED);
	}

	@Test
	void the_task_that_stands_for_a_chosen_one_is_planned_and_what_is_in_work_goes_on() {
		List<Long> ideas = ideas(3);
		long round = round(ideas, 2, "members", 0, false);
		vote(this.world.jun, round, ideas.get(0), ideas.get(1));
		long other = ideas(1).getFirst();
		this.tasks.change(this.world.lin, TaskNumber.of(ideas.get(0)), TaskEdit.merged(version(ideas.get(0)), other));
		move(ideas.get(1), TaskStatus.IN_PROGRESS, null);
		end(round);
		this.ends.work();
		assertThat(this.tasks.find(TaskNumber.of(other), null).status()).isEqualTo(TaskStatus.PLANNED);
		assertThat(this.tasks.find(TaskNumber.of(ideas.get(0)), null).status()).isEqualTo(TaskStatus.DUPLICATE);
		assertThat(this.tasks.find(TaskNumber.of(ideas.get(1)), null).status()).isEqualTo(TaskStatus.IN_PROGRESS);
	}

	@Test
	void too_many_choices_strange_ones_and_too_early_ones_are_refused() {
		List<Long> ideas = ideas(3);
		long round = round(ideas, 1, "members", 0, false);
		refused(round, "error.round.choices", this.world.jun, ideas.get(0), ideas.get(1));
		refused(round, "error.round.candidate", this.world.jun, ideas(1).getFirst());
		this.jdbc.sql("update rounds set opens_at = ? where id = ?")
			.params(OffsetDateTime.now().plusDays(1), round)
			.update();
		refused(round, "error.round.not-open", this.world.jun, ideas.get(0));
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> vote(this.world.jun, 987654321, ideas.get(0)));
	}

	@Test
	void who_may_vote_is_kept_to() {
		List<Long> ideas = ideas(3);
		refused(round(ideas, 1, "team", 0, false), "error.round.not-voter", this.world.jun, ideas.get(0));
		long trusted = round(ideas, 1, "members", 2, false);
		refused(trusted, "error.round.not-voter", this.world.jun, ideas.get(0));
		vote(this.world.trusted(this.world.fan(), TrustLevel.MEMBER), trusted, ideas.get(0));
		vote(this.world.lin, trusted, ideas.get(0));
		Viewer core = this.world.somebody(Role.FAN);
		this.jdbc.sql("insert into member_groups (name, title, with_team, made_at) values (?, 'C', false, ?)")
			.params("core" + trusted, OffsetDateTime.now())
			.update();
		long closed = round(ideas, 1, "group:core" + trusted, 0, false);
		refused(closed, "error.round.not-voter", core, ideas.get(0));
		vote(new Viewer(core.id(), core.name(), core.role(), Set.of("core" + trusted), null, null), closed,
				ideas.get(0));
	}

	@Test
	void a_candidate_that_is_not_for_her_does_not_exist_for_her() {
		List<Long> ideas = ideas(2);
		long secret = this.tasks
			.open(this.world.lin, new NewTask("Canary", "", TaskKind.IDEA, null, "", "team"), OnceKey.NONE)
			.value();
		long round = round(List.of(ideas.get(0), ideas.get(1), secret), 1, "members", 0, true);
		assertThat(this.rounds.find(round, this.world.jun).candidates()).hasSize(2);
		assertThat(this.rounds.find(round, this.world.lin).candidates()).hasSize(3);
		refused(round, "error.round.candidate", this.world.jun, secret);
	}

	@Test
	void a_round_that_makes_no_sense_is_not_opened_and_fans_open_none() {
		List<Long> ideas = ideas(3);
		assertThat(field(new NewRound("", "", ideas, 1, null, null, null, null, in(1)))).isEqualTo("title");
		assertThat(field(new NewRound("T", "", ideas.subList(0, 1), 1, null, null, null, null, in(1))))
			.isEqualTo("candidates");
		assertThat(field(new NewRound("T", "", List.of(ideas.get(0), 987654321L), 1, null, null, null, null, in(1))))
			.isEqualTo("candidates");
		assertThat(field(new NewRound("T", "", ideas, 3, null, null, null, null, in(1)))).isEqualTo("choices");
		assertThat(field(new NewRound("T", "", ideas, 1, "group:nobody", null, null, null, in(1)))).isEqualTo("voters");
		assertThat(field(new NewRound("T", "", ideas, 1, null, 7, null, null, in(1)))).isEqualTo("minLevel");
		assertThat(field(new NewRound("T", "", ideas, 1, null, null, null, null, in(-1)))).isEqualTo("closesAt");
		assertThat(field(new NewRound("T", "", ideas, 1, null, null, null, "soon", in(1)))).isEqualTo("opensAt");
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> this.rounds.open(this.world.jun,
				OnceKey.NONE, new NewRound("T", "", ideas, 1, null, null, null, null, in(1))));
	}

	private void move(long task, TaskStatus to, @Nullable String reason) {
		this.tasks.change(this.world.lin, TaskNumber.of(task), TaskEdit.status(version(task), to, reason));
	}

	private long version(long task) {
		return this.tasks.find(TaskNumber.of(task), null).version();
	}

	private String field(NewRound wrong) {
		try {
			this.rounds.open(this.world.lin, OnceKey.NONE, wrong);
		}
		catch (BadInput bad) {
			return bad.field();
		}
		return "none";
	}

	private void refused(long round, String code, Viewer voter, Long... choices) {
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> vote(voter, round, choices))
			.extracting(BadInput::code)
			.isEqualTo(code);
	}

	private void vote(Viewer voter, long round, Long... choices) {
		this.rounds.vote(voter, OnceKey.NONE, round, List.of(choices));
	}

	private long round(List<Long> candidates, int choices, String voters, int level, boolean live) {
		return this.rounds.open(this.world.lin, OnceKey.NONE,
				new NewRound("Which go first", "Choose **well**", candidates, choices, voters, level, live, "", in(7)));
	}

	private static String in(int days) {
		return OffsetDateTime.now(ZoneOffset.UTC).plusDays(days).toString();
	}

	private void end(long round) {
		this.jdbc.sql("update rounds set opens_at = ?, closes_at = ? where id = ?")
			.params(OffsetDateTime.now().minusDays(2), OffsetDateTime.now().minusSeconds(1), round)
			.update();
	}

	private List<Long> ideas(int howMany) {
		List<Long> ideas = new ArrayList<>();
		for (int i = 0; i < howMany; i++) {
			ideas.add(this.tasks
				.open(this.world.lin, new NewTask("Idea " + i, "", TaskKind.IDEA, null, "", null), OnceKey.NONE)
				.value());
		}
		return ideas;
	}

}
