package dev.roundtable.releases.seats;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.Erasure;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.releases.Channel;
import dev.roundtable.releases.seats.Program.Rule;
import dev.roundtable.releases.seats.SeatList.Seat;
import dev.roundtable.releases.seats.Seats.State;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.trust.TrustLevel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

@StoreTest
class SeatsTests {

	private final Seats seats;

	private final SeatList list;

	private final ErasedSeats erased;

	private final Topics topics;

	private final JdbcClient jdbc;

	private final World world;

	SeatsTests(Seats seats, SeatList list, ErasedSeats erased, Topics topics, JdbcClient jdbc, World world) {
		this.seats = seats;
		this.list = list;
		this.erased = erased;
		this.topics = topics;
		this.jdbc = jdbc;
		this.world = world;
	}

	@BeforeEach
	void nobody_has_a_seat() {
		this.jdbc.sql("delete from channel_seats").update();
	}

	@Test
	void a_seat_that_the_team_gives_is_asked_about_first() {
		open(2, Rule.HAND, null, null);
		give(this.world.mei);
		assertThat(mine(this.world.mei)).isEqualTo(State.OFFERED);
		ask(this.world.mei);
		assertThat(mine(this.world.mei)).isEqualTo(State.HELD);
		ask(this.world.jun);
		assertThat(mine(this.world.jun)).isEqualTo(State.ASKED);
		give(this.world.jun);
		assertThat(mine(this.world.jun)).isEqualTo(State.HELD);
		Viewer third = this.world.fan();
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> give(third)).withMessage("seat.full");
		giveBack(this.world.jun);
		give(third);
		assertThat(mine(third)).isEqualTo(State.OFFERED);
		giveBack(third);
		assertThat(mine(third)).isNull();
	}

	@Test
	void eight_who_ask_at_once_for_three_seats_get_three() throws InterruptedException {
		open(3, Rule.LEVEL, null, 0);
		List<Callable<State>> asking = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			Viewer fan = this.world.fan();
			asking.add(() -> {
				ask(fan);
				return mine(fan);
			});
		}
		assertThat(World.atOnce(8, asking).stream().filter((state) -> state == State.HELD)).hasSize(3);
		assertThat(this.seats.taken(Channel.BETA)).isEqualTo(3);
	}

	@Test
	void a_seat_given_back_goes_to_who_waits_longest_where_nobody_chooses() {
		open(1, Rule.LEVEL, null, 0);
		ask(this.world.mei);
		ask(this.world.jun);
		Viewer later = this.world.fan();
		ask(later);
		giveBack(this.world.mei);
		assertThat(List.of(State.HELD, State.ASKED)).isEqualTo(List.of(mine(this.world.jun), mine(later)));
		this.seats.take(this.world.lin, OnceKey.NONE, Channel.BETA, this.world.jun.name());
		assertThat(mine(later)).isEqualTo(State.HELD);
	}

	@Test
	void a_rule_is_for_those_whom_it_names() {
		open(5, Rule.LEVEL, null, TrustLevel.REGULAR.number());
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> ask(this.world.mei)).withMessage("seat.rule");
		ask(this.world.trusted(this.world.jun, TrustLevel.REGULAR));
		assertThat(mine(this.world.jun)).isEqualTo(State.HELD);
		this.jdbc.sql("""
				insert into member_groups (name, title, about, with_team, made_at)
				select 'seats', 'Seats', '', false, current_timestamp
				where not exists (select 1 from member_groups where name = 'seats')
				""").update();
		open(5, Rule.GROUP, "seats", null);
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> ask(this.world.mei)).withMessage("seat.rule");
		Viewer mei = this.world.mei;
		ask(new Viewer(mei.id(), mei.name(), mei.role(), Set.of("seats"), null, null));
		assertThat(mine(mei)).isEqualTo(State.HELD);
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> open(5, Rule.GROUP, "nobody", null))
			.withMessage("seat.group");
	}

	@Test
	void a_draw_fills_the_free_seats_from_those_who_asked_and_nobody_else() {
		open(3, Rule.DRAW, null, null);
		List<Viewer> asked = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			Viewer fan = this.world.fan();
			ask(fan);
			asked.add(fan);
		}
		assertThat(this.seats.taken(Channel.BETA)).isZero();
		this.seats.draw(this.world.lin, OnceKey.NONE, Channel.BETA);
		this.seats.draw(this.world.lin, OnceKey.NONE, Channel.BETA);
		assertThat(asked).filteredOn((fan) -> mine(fan) == State.HELD).hasSize(3);
		assertThat(asked).filteredOn((fan) -> mine(fan) == State.ASKED).hasSize(3);
	}

	@Test
	void what_she_reports_who_has_a_seat_is_marked_and_who_has_not_yet_is_seen() {
		open(2, Rule.LEVEL, null, 0);
		report(this.world.mei);
		ask(this.world.mei);
		ask(this.world.jun);
		report(this.world.mei);
		assertThat(this.list.of(this.world.lin, Channel.BETA)).extracting(Seat::name, Seat::reports)
			.containsExactly(tuple(this.world.jun.name(), 0), tuple(this.world.mei.name(), 1));
		this.erased.erase(new Erasure.Who(this.world.mei.id(), this.world.mei.name(), "gone", false), 0);
		assertThat(this.list.of(this.world.lin, Channel.BETA)).hasSize(1);
	}

	@Test
	void what_is_closed_what_all_have_and_what_is_the_teams_is_refused() {
		this.seats.change(this.world.lin, OnceKey.NONE,
				new Program(Channel.BETA, 5, Rule.HAND, null, null, false, version()));
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> ask(this.world.mei)).withMessage("seat.closed");
		assertThatExceptionOfType(NotFound.class)
			.isThrownBy(() -> this.seats.ask(this.world.mei, OnceKey.NONE, Channel.STABLE));
		List<Runnable> acts = List.of(() -> this.list.of(this.world.mei, Channel.BETA),
				() -> this.seats.draw(this.world.mei, OnceKey.NONE, Channel.BETA),
				() -> this.seats.give(this.world.mei, OnceKey.NONE, Channel.BETA, this.world.mei.name()),
				() -> this.seats.take(this.world.mei, OnceKey.NONE, Channel.BETA, this.world.jun.name()),
				() -> this.seats.change(this.world.mei, OnceKey.NONE, this.seats.program(Channel.BETA)));
		acts.forEach((act) -> assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(act::run));
		assertThatExceptionOfType(StaleVersion.class)
			.isThrownBy(() -> this.seats.change(this.world.somebody(Role.PRODUCT_MANAGER), OnceKey.NONE,
					new Program(Channel.BETA, 9, Rule.HAND, null, null, true, version() - 1)));
	}

	private void open(int seats, Rule rule, @Nullable String group, @Nullable Integer level) {
		this.seats.change(this.world.lin, OnceKey.NONE,
				new Program(Channel.BETA, seats, rule, group, level, true, version()));
	}

	private long version() {
		return this.seats.program(Channel.BETA).version();
	}

	private void ask(Viewer fan) {
		this.seats.ask(fan, OnceKey.NONE, Channel.BETA);
	}

	private void giveBack(Viewer fan) {
		this.seats.giveBack(fan, OnceKey.NONE, Channel.BETA);
	}

	private void give(Viewer fan) {
		this.seats.give(this.world.lin, OnceKey.NONE, Channel.BETA, fan.name());
	}

	private @Nullable State mine(Viewer fan) {
		return this.seats.state(Channel.BETA, fan.id());
	}

	private void report(Viewer fan) {
		this.topics.post(fan, OnceKey.NONE,
				new TopicDraft(this.world.board, TopicKind.BUG, "Flickers", "In the beta.", List.of()));
	}

}
