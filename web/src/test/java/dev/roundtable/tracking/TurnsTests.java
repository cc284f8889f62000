package dev.roundtable.tracking;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import dev.roundtable.http.Messages;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.SetClock;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.TaskQueries;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.Tracker;
import dev.roundtable.tracker.sync.Claim;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.Subject;
import dev.roundtable.tracker.sync.SyncLedger;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class TurnsTests {

	private static final Subject POLL = new Subject.Poll();

	private static final Subject SWEEP = new Subject.Sweep();

	private final SetClock clock = new SetClock();

	private final JdbcClient jdbc;

	private final Errands errands;

	private final ConnectionStates states;

	private final Connections connections;

	private final Mappings mappings;

	private final Turns turns;

	private final TrackerWorker worker;

	private final FakeTracker tracker = new FakeTracker(this.clock, "s3cret");

	private final Viewer ada;

	private final World world;

	private final ConnectionId here;

	TurnsTests(JdbcClient jdbc, PlatformTransactionManager transactions, TaskQueries listed, Connections connections,
			Mappings mappings, ListMirror mirror, LinkRows links, LinkParts parts, Trail trail,
			TrackerFollower follower, Messages messages, World world) {
		this.jdbc = jdbc;
		this.world = world;
		this.connections = connections;
		this.mappings = mappings;
		this.ada = world.somebody(Role.ADMINISTRATOR);
		this.errands = new Errands(jdbc, transactions, this.clock);
		this.states = new ConnectionStates(jdbc, this.clock);
		this.turns = new Turns(jdbc, this.errands, listed, this.clock, transactions,
				new Turns.Often(Duration.ofSeconds(60), Duration.ofHours(1), Duration.ofDays(1), Duration.ofHours(1)));
		Ledger ledger = new Ledger(this.errands, links, parts, trail, this.states, transactions, this.clock);
		Connector fake = new Connector() {

			@Override
			public String kind() {
				return "FAKE";
			}

			@Override
			public Tracker open(Opening opening) {
				return TurnsTests.this.tracker;
			}

		};
		this.worker = new TrackerWorker(connections, this.states,
				new OpenTrackers(connections, mappings, mirror, ledger, listed, List.of(fake), this.clock), this.turns,
				follower, messages, this.clock, Duration.ofHours(1));
		this.here = connections.create(
				this.ada, new Connections.New("FAKE", "Turns-" + world.board,
						"https://tracker.example/turns-" + world.board, "owner/name", null, null, "t0ken", null),
				OnceKey.NONE);
		jdbc.sql("""
				update tracker_states set poll_due_at = :begin, sweep_due_at = :begin, thorough_due_at = :begin,
				    check_due_at = :begin, looked_version = :version, paused_at = null
				where connection_id = :id
				""")
			.param("begin", this.clock.instant().atOffset(java.time.ZoneOffset.UTC))
			.param("version", settings().version())
			.param("id", this.here.value())
			.update();
	}

	private Connections.Settings settings() {
		return this.connections.find(this.here);
	}

	@Test
	void a_tracker_is_asked_what_changed_once_a_minute() {
		this.turns.take(settings());
		assertThat(done()).contains(POLL);
		this.clock.pass(Duration.ofSeconds(59));
		this.turns.take(settings());
		assertThat(done()).isEmpty();
		this.clock.pass(Duration.ofSeconds(1));
		this.turns.take(settings());
		assertThat(done()).containsExactly(POLL);
	}

	@Test
	void one_that_delivers_is_asked_less_often() {
		this.turns.take(settings());
		done();
		this.jdbc.sql("update tracker_states set hinted_at = :now where connection_id = :id")
			.param("now", this.clock.instant().atOffset(java.time.ZoneOffset.UTC))
			.param("id", this.here.value())
			.update();
		this.clock.pass(Duration.ofSeconds(60));
		this.turns.take(settings());
		assertThat(done()).containsExactly(POLL);
		this.clock.pass(Duration.ofMinutes(4));
		this.turns.take(settings());
		assertThat(done()).isEmpty();
		this.clock.pass(Duration.ofMinutes(1));
		this.turns.take(settings());
		assertThat(done()).containsExactly(POLL);
	}

	@Test
	void of_all_nodes_one_takes_a_turn() throws InterruptedException {
		List<Boolean> checks = World.atOnce(4, Collections.nCopies(4, () -> this.turns.take(settings())));
		assertThat(checks).as("the token is tried once").containsOnlyOnce(true);
		assertThat(done()).containsExactlyInAnyOrder(POLL, SWEEP);
		this.turns.take(settings());
		assertThat(done()).isEmpty();
	}

	@Test
	void links_are_gone_through_every_hour_and_read_whole_once_a_day() {
		this.turns.take(settings());
		assertThat(sweep().thorough()).isTrue();
		for (int hour = 1; hour < 24; hour++) {
			this.clock.pass(Duration.ofHours(1));
			this.turns.take(settings());
			assertThat(sweep().thorough()).as("hour %d", hour).isFalse();
		}
		this.clock.pass(Duration.ofHours(1));
		this.turns.take(settings());
		assertThat(sweep().thorough()).isTrue();
	}

	@Test
	void a_thorough_sweep_waits_for_the_end_of_the_one_before_and_leaves_nothing_out() {
		this.turns.take(settings());
		sweep();
		this.clock.pass(Duration.ofHours(24).minusMinutes(1));
		this.turns.take(settings());
		Claim shallow = claimed().stream().filter((one) -> one.subject().equals(SWEEP)).findFirst().orElseThrow();
		this.errands.later(shallow, this.clock.instant(), "there are more links", false);
		this.clock.pass(Duration.ofMinutes(1));
		this.turns.take(settings());
		Claim rest = claimed().stream().filter((one) -> one.subject().equals(SWEEP)).findFirst().orElseThrow();
		assertThat(rest.thorough()).as("the second half of it alone would be").isFalse();
		this.errands.done(rest);
		this.turns.take(settings());
		assertThat(sweep().thorough()).isTrue();
	}

	@Test
	void nothing_is_due_while_a_connection_is_paused() {
		this.states.pause(this.here, "stopped");
		assertThat(this.turns.take(settings())).isFalse();
		assertThat(done()).isEmpty();
	}

	@Test
	void the_clock_of_a_tracker_is_compared_every_hour() {
		this.tracker.ahead = Duration.ofSeconds(7);
		this.worker.workOn(settings());
		assertThat(this.states.progress(this.here).ahead()).isEqualTo(Duration.ofSeconds(7));
		this.tracker.ahead = Duration.ofSeconds(-3);
		this.clock.pass(Duration.ofMinutes(59));
		this.worker.workOn(settings());
		assertThat(this.states.progress(this.here).ahead()).isEqualTo(Duration.ofSeconds(7));
		this.clock.pass(Duration.ofMinutes(1));
		this.worker.workOn(settings());
		assertThat(this.states.progress(this.here).ahead()).isEqualTo(Duration.ofSeconds(-3));
	}

	@Test
	void a_token_that_died_pauses_the_connection_though_nobody_wants_anything() {
		this.worker.workOn(settings());
		this.tracker.tokenIsDead = true;
		this.clock.pass(Duration.ofHours(1));
		this.worker.workOn(settings());
		assertThat(this.jdbc.sql("select paused_why from tracker_states where connection_id = ?")
			.param(this.here.value())
			.query(String.class)
			.single()).contains("revoked");
	}

	@Test
	void a_changed_mapping_is_looked_at_with_once() {
		this.turns.take(settings());
		done();
		long task = 5_000_000_000L + this.here.value();
		this.jdbc.sql("""
				insert into tracker_links (connection_id, task_number, project, issue, stage)
				values (:id, :task, 'owner/name', '7', 'JOINED')
				""").param("id", this.here.value()).param("task", task).update();
		this.jdbc.sql("""
				insert into tracker_crossings (link_id, origin, theirs, state, said, why)
				select id, 'THEIRS', '9', 'REFUSED', 'x', 'nobody here' from tracker_links where task_number = :task
				""").param("task", task).update();
		this.turns.take(settings());
		assertThat(done()).as("nothing changed").isEmpty();
		this.mappings.replace(this.ada, this.here, settings().version(),
				Map.of(Field.ASSIGNEE, TrackingTests.rule(Map.of())), OnceKey.NONE);
		this.errands.want(this.here, new Subject.OfTask(task), false);
		Claim working = claimed().getFirst();
		this.turns.take(settings());
		assertThatExceptionOfType(SyncLedger.ClaimLost.class).as("who has it at work puts nothing back")
			.isThrownBy(() -> this.errands.renew(working, Duration.ofMinutes(10)));
		List<Claim> again = claimed();
		assertThat(again).extracting(Claim::subject).containsExactly(new Subject.OfTask(task));
		assertThat(again.getFirst().thorough()).isTrue();
		assertThat(refused(task)).isZero();
		again.forEach(this.errands::done);
		this.turns.take(settings());
		assertThat(done()).isEmpty();
	}

	@Test
	void two_nodes_that_look_anew_at_more_than_they_choose_at_once_leave_nothing_out() throws InterruptedException {
		this.turns.take(settings());
		done();
		long first = 6_000_000_000L + 1000 * this.here.value();
		for (long task = first; task < first + 230; task++) {
			this.jdbc.sql("""
					insert into tracker_links (connection_id, task_number, project, issue, stage)
					values (:id, :task, 'owner/name', :issue, 'JOINED')
					""")
				.param("id", this.here.value())
				.param("task", task)
				.param("issue", String.valueOf(task))
				.update();
			this.jdbc.sql("""
					insert into tracker_crossings (link_id, origin, theirs, state, said, why)
					select id, 'THEIRS', '9', 'REFUSED', 'x', 'nobody here' from tracker_links where task_number = :task
					""").param("task", task).update();
		}
		this.mappings.replace(this.ada, this.here, settings().version(),
				Map.of(Field.ASSIGNEE, TrackingTests.rule(Map.of())), OnceKey.NONE);
		Connections.Settings settings = settings();
		World.atOnce(2, Collections.nCopies(2, () -> this.turns.take(settings)));
		assertThat(
				this.jdbc.sql("select count(*) from tracker_errands where connection_id = ? and subject like 'task %'")
					.param(this.here.value())
					.query(Long.class)
					.single())
			.isEqualTo(230);
		assertThat(this.jdbc.sql("""
				select count(*) from tracker_crossings c join tracker_links l on l.id = c.link_id
				where l.connection_id = ?
				""").param(this.here.value()).query(Long.class).single()).isZero();
		assertThat(this.jdbc.sql("select looked_version from tracker_states where connection_id = ?")
			.param(this.here.value())
			.query(Long.class)
			.single()).isEqualTo(settings.version());
	}

	private long refused(long task) {
		return this.jdbc.sql("""
				select count(*) from tracker_crossings c join tracker_links l on l.id = c.link_id
				where l.task_number = ?
				""").param(task).query(Long.class).single();
	}

	private List<Claim> claimed() {
		return this.errands.claim(this.here, 100, Duration.ofMinutes(10));
	}

	private List<Subject> done() {
		List<Claim> claims = claimed();
		claims.forEach(this.errands::done);
		return claims.stream().map(Claim::subject).toList();
	}

	private Claim sweep() {
		List<Claim> claims = claimed();
		claims.forEach(this.errands::done);
		return claims.stream().filter((one) -> one.subject().equals(SWEEP)).findFirst().orElseThrow();
	}

}
