package dev.roundtable.tracking.admin;

import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.Direction;
import dev.roundtable.tracker.sync.Policy;
import dev.roundtable.tracker.sync.Side;
import dev.roundtable.tracking.Trouble;
import dev.roundtable.tracking.Connections;
import dev.roundtable.tracking.FakeConnector;
import dev.roundtable.tracking.Mappings;
import dev.roundtable.tracking.Trail;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

@StoreTest
class TrackerStoresTests {

	private static final Map<Field, Mappings.Rule> RULES = Map.of(Field.STATUS,
			new Mappings.Rule(Direction.BOTH, Policy.ASK, Map.of(Side.OURS, Map.of("FIXED", "done"))));

	private final Connections connections;

	private final Mappings mappings;

	private final Health health;

	private final TokenChecks checks;

	private final TakingIn takingIn;

	private final DeadLetters letters;

	private final Conflicts conflicts;

	private final Trail trail;

	private final JdbcClient jdbc;

	private final World world;

	private final Viewer ada;

	private final ConnectionId here;

	TrackerStoresTests(Connections connections, Mappings mappings, Health health, TokenChecks checks, TakingIn takingIn,
			DeadLetters letters, Conflicts conflicts, Trail trail, JdbcClient jdbc, World world) {
		this.connections = connections;
		this.mappings = mappings;
		this.health = health;
		this.checks = checks;
		this.takingIn = takingIn;
		this.letters = letters;
		this.conflicts = conflicts;
		this.trail = trail;
		this.jdbc = jdbc;
		this.world = world;
		this.ada = world.somebody(Role.ADMINISTRATOR);
		this.here = connections.create(this.ada, asked(name(), name()), OnceKey.NONE);
	}

	private String name() {
		return "Kept-" + this.world.board;
	}

	private Connections.New asked(String name, String project) {
		return new Connections.New(FakeConnector.KIND, name, "https://Kept.example/", project, null, null, "t0ken",
				null);
	}

	@Test
	void a_project_is_connected_once_however_many_try_at_once() throws InterruptedException {
		Callable<String> one = () -> tried("One-" + this.world.board);
		Callable<String> other = () -> tried("Other-" + this.world.board);
		assertThat(World.atOnce(2, List.of(one, other))).containsExactlyInAnyOrder("made", "error.tracker.connected");
		assertThatExceptionOfType(BadInput.class).isThrownBy(
				() -> this.connections.create(this.ada, asked("Late-" + this.world.board, name()), OnceKey.NONE));
	}

	private String tried(String name) {
		try {
			this.connections.create(this.ada, asked(name, "at-once-" + this.world.board), OnceKey.NONE);
			return "made";
		}
		catch (BadInput refused) {
			return refused.code();
		}
	}

	@Test
	void of_two_who_map_it_at_once_one_is_told_that_it_changed() throws InterruptedException {
		Callable<String> one = this::mapped;
		assertThat(World.atOnce(2, List.of(one, one))).containsExactlyInAnyOrder("mapped", "stale");
		assertThat(Objects.requireNonNull(this.mappings.of(this.here).get(Field.STATUS)).words(Side.OURS))
			.containsExactly(Map.entry("FIXED", "done"));
		assertThat(this.health.of(this.here).mapped()).isTrue();
	}

	private String mapped() {
		try {
			this.mappings.replace(this.ada, this.here, 1, RULES, OnceKey.NONE);
			return "mapped";
		}
		catch (StaleVersion stale) {
			return "stale";
		}
	}

	@Test
	void a_token_that_was_tried_is_told_of_with_what_it_may_not_do() {
		assertThat(this.health.of(this.here).checked()).isNull();
		this.checks.check(this.ada, this.here);
		TokenChecks.Checked checked = Objects.requireNonNull(this.health.of(this.here).checked());
		assertThat(checked.works()).isTrue();
		assertThat(checked.account()).isEqualTo("Robot");
		this.connections.renew(this.ada, this.here, "wrong-" + this.world.board, null, OnceKey.NONE);
		this.checks.check(this.ada, this.here);
		Trouble trouble = Objects.requireNonNull(this.health.of(this.here).checked()).trouble();
		assertThat(Objects.requireNonNull(trouble).kind()).isEqualTo(Trouble.Kind.TOKEN_REFUSED);
		assertThat(trouble.said()).contains("nobody has the token").doesNotContain("wrong-");
	}

	@Test
	void a_project_that_is_taken_in_is_stopped_and_goes_on_where_it_was() {
		this.takingIn.begin(this.ada, this.here, OnceKey.NONE);
		assertThat(this.health.of(this.here).whole().runs()).isTrue();
		assertThat(this.health.of(this.here).takesIn()).isTrue();
		this.jdbc.sql("update tracker_states set everything_page = 'two', everything_seen = 50 where connection_id = ?")
			.param(this.here.value())
			.update();
		this.takingIn.stop(this.ada, this.here, OnceKey.NONE);
		TakingIn.Project stopped = this.health.of(this.here).whole();
		assertThat(stopped.runs()).isFalse();
		assertThat(stopped.seen()).isEqualTo(50);
		assertThat(this.health.of(this.here).waiting()).isZero();
		this.takingIn.goOn(this.ada, this.here, OnceKey.NONE);
		assertThat(this.health.of(this.here).whole().halfway()).isTrue();
		assertThat(this.health.of(this.here).whole().runs()).isTrue();
		this.takingIn.begin(this.ada, this.here, OnceKey.NONE);
		assertThat(this.health.of(this.here).whole().seen()).isZero();
	}

	@Test
	void the_bar_of_a_project_says_what_the_page_does_and_ends_with_the_connection() {
		this.takingIn.begin(this.ada, this.here, OnceKey.NONE);
		for (String subject : List.of("issue p/1", "issue p/2", "task 7", "poll")) {
			this.jdbc.sql("""
					insert into tracker_errands (connection_id, subject, wanted_at, due_at)
					values (:id, :subject, current_timestamp, current_timestamp)
					""").param("id", this.here.value()).param("subject", subject).update();
		}
		for (String what : List.of("task", "TITLE")) {
			this.jdbc.sql("""
					insert into tracker_trail (connection_id, task_number, side, what, outcome, carried_at)
					values (:id, 999997, 'OURS', :what, 'CARRIED', current_timestamp)
					""").param("id", this.here.value()).param("what", what).update();
		}
		Health.Bar bar = this.health.bar(this.here);
		assertThat(bar.whole()).isEqualTo(this.health.of(this.here).whole());
		assertThat(bar.whole().waiting()).isEqualTo(2);
		assertThat(bar.whole().made()).isOne();
		assertThat(bar.whole().reading()).isTrue();
		assertThat(bar.paused()).isTrue();
		this.connections.letGo(this.ada, this.here, OnceKey.NONE);
		assertThat(this.health.bar(this.here).paused()).isFalse();
		this.connections.remove(this.ada, this.here, OnceKey.NONE);
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.health.bar(this.here));
	}

	@Test
	void letters_conflicts_and_what_was_carried_are_those_of_the_connection_alone() {
		ConnectionId other = this.connections.create(this.ada,
				asked("Next-" + this.world.board, "next-" + this.world.board), OnceKey.NONE);
		for (ConnectionId id : List.of(this.here, other)) {
			this.jdbc.sql("""
					insert into tracker_errands (connection_id, subject, wanted_at, dead_at, why)
					values (:id, 'task 7', current_timestamp, current_timestamp, 'Gone: it is')
					""").param("id", id.value()).update();
			this.jdbc.sql("""
					insert into tracker_links (connection_id, task_number, project, issue, stage)
					values (:id, 999998, 'p', '7', 'JOINED')
					""").param("id", id.value()).update();
			this.jdbc.sql("""
					insert into tracker_baselines (link_id, field, ours, theirs, standing)
					select id, 'TITLE', 'ours', 'theirs', 'ASKED' from tracker_links where connection_id = :id
					""").param("id", id.value()).update();
			this.jdbc.sql("""
					insert into tracker_trail (connection_id, task_number, side, what, outcome, carried_at)
					values (:id, 999998, 'OURS', 'TITLE', 'CARRIED', current_timestamp)
					""").param("id", id.value()).update();
		}
		assertThat(this.letters.of(this.here)).extracting(DeadLetters.Letter::which, DeadLetters.Letter::reason)
			.containsExactly(tuple("7", "gone"));
		this.letters.replay(this.ada, this.here, null, OnceKey.NONE);
		assertThat(this.letters.of(this.here)).isEmpty();
		assertThat(this.letters.of(other)).hasSize(1);
		this.conflicts.decide(this.ada, this.here, 999_998, Field.TITLE, Side.THEIRS, OnceKey.NONE);
		assertThat(this.conflicts.of(this.here)).isEmpty();
		assertThat(this.conflicts.of(other)).extracting(Conflicts.Conflict::theirs).containsExactly("theirs");
		assertThat(this.trail.of(this.here, 999_998L, Long.MAX_VALUE, 10)).hasSize(1);
		assertThat(this.trail.of(this.here, 1L, Long.MAX_VALUE, 10)).isEmpty();
		assertThat(this.health.all()).extracting(Health.Line::id).contains(this.here.value(), other.value());
	}

	@Test
	void a_connection_that_is_removed_is_connected_again_under_its_name() {
		this.connections.remove(this.ada, this.here, OnceKey.NONE);
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.health.of(this.here));
		ConnectionId again = this.connections.create(this.ada, asked(name(), name()), OnceKey.NONE);
		assertThat(again).as("its tasks know it by its number").isEqualTo(this.here);
		assertThat(this.health.of(again)).satisfies((line) -> {
			assertThat(line.light()).isEqualTo(Health.Light.NEW);
			assertThat(line.takesIn()).isFalse();
			assertThat(line.pushed()).isNull();
		});
	}

	@Test
	void what_was_joined_is_again_when_its_project_is_and_what_was_parted_is_not() {
		link(999_991L, "1", "JOINED");
		link(999_992L, null, "MAKING");
		link(null, "3", "TAKING");
		link(999_994L, "4", "ENDED");
		this.connections.remove(this.ada, this.here, OnceKey.NONE);
		assertThat(stages()).containsOnly("ENDED");
		this.connections.create(this.ada, asked("Renamed-" + this.world.board, name()), OnceKey.NONE);
		assertThat(stages()).containsExactly("JOINED", "MAKING", "TAKING", "ENDED");
		assertThat(this.jdbc.sql("select subject from tracker_errands where connection_id = ? order by subject")
			.param(this.here.value())
			.query(String.class)
			.list()).satisfiesExactly((issue) -> assertThat(issue).startsWith("issue "),
					(task) -> assertThat(task).isEqualTo("task 999992"));
		assertThat(this.connections.find(this.here).name()).isEqualTo("Renamed-" + this.world.board);
	}

	@Test
	void a_removed_project_is_connected_again_once_however_many_try_at_once() throws InterruptedException {
		this.connections.remove(this.ada, this.connections.create(this.ada,
				asked("First-" + this.world.board, "at-once-" + this.world.board), OnceKey.NONE), OnceKey.NONE);
		Callable<String> one = () -> tried("One-" + this.world.board);
		Callable<String> other = () -> tried("Other-" + this.world.board);
		assertThat(World.atOnce(2, List.of(one, other))).containsExactlyInAnyOrder("made", "error.tracker.connected");
	}

	private void link(@Nullable Long task, @Nullable String issue, String stage) {
		this.jdbc.sql("""
				insert into tracker_links (connection_id, task_number, project, issue, stage)
				values (:id, :task, :project, :issue, :stage)
				""")
			.param("id", this.here.value())
			.param("task", task, Types.BIGINT)
			.param("project", (issue != null) ? "p" : null)
			.param("issue", issue)
			.param("stage", stage)
			.update();
	}

	private List<String> stages() {
		return this.jdbc.sql("select stage from tracker_links where connection_id = ? order by id")
			.param(this.here.value())
			.query(String.class)
			.list();
	}

	@Test
	void nobody_but_an_administrator_does_any_of_it() {
		Viewer lin = this.world.lin;
		for (Runnable act : List.<Runnable>of(() -> this.takingIn.begin(lin, this.here, OnceKey.NONE),
				() -> this.takingIn.stop(lin, this.here, OnceKey.NONE),
				() -> this.takingIn.goOn(lin, this.here, OnceKey.NONE),
				() -> this.letters.replay(lin, this.here, null, OnceKey.NONE),
				() -> this.conflicts.decide(lin, this.here, 1, Field.TITLE, Side.OURS, OnceKey.NONE),
				() -> this.checks.check(lin, this.here), () -> this.connections.remove(lin, this.here, OnceKey.NONE))) {
			assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(act::run);
		}
	}

}
