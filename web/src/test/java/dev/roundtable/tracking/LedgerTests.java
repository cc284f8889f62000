package dev.roundtable.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;

import dev.roundtable.stores.SetClock;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.sync.Baseline;
import dev.roundtable.tracker.sync.Carried;
import dev.roundtable.tracker.sync.Claim;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.Crossing;
import dev.roundtable.tracker.sync.Link;
import dev.roundtable.tracker.sync.Progress;
import dev.roundtable.tracker.sync.Side;
import dev.roundtable.tracker.sync.Subject;
import dev.roundtable.tracker.sync.SyncLedger.ClaimLost;
import dev.roundtable.tracker.sync.SyncLedger.Taken;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class LedgerTests {

	private static final Duration LEASE = Duration.ofMinutes(10);

	private static final Subject TASK = new Subject.OfTask(7);

	private static final RemoteId ISSUE = new RemoteId("owner/name", "12");

	private final SetClock clock = new SetClock();

	private final Trail trail;

	private final Ledger ledger;

	private final ConnectionId here;

	LedgerTests(JdbcClient jdbc, LinkRows links, LinkParts parts, Trail trail, PlatformTransactionManager transactions,
			World world) {
		this.trail = trail;
		ConnectionStates states = new ConnectionStates(jdbc, this.clock);
		this.ledger = new Ledger(new Errands(jdbc, transactions, this.clock), links, parts, trail, states, transactions,
				this.clock);
		this.here = TestConnections.insert(jdbc, world.lin, this.clock);
		states.begin(this.here, "new");
		this.ledger.resume(this.here);
	}

	@Test
	void an_errand_is_one_however_often_it_is_wanted() {
		want(TASK);
		want(TASK);
		assertThat(claim(20)).extracting(Claim::subject).containsExactly(TASK);
		assertThat(claim(20)).isEmpty();
	}

	@Test
	void the_longest_wanted_is_claimed_first() {
		for (long task = 1; task <= 5; task++) {
			want(new Subject.OfTask(task));
			this.clock.pass(Duration.ofSeconds(1));
		}
		assertThat(claim(2)).extracting(Claim::subject).containsExactly(new Subject.OfTask(1), new Subject.OfTask(2));
		assertThat(claim(2)).extracting(Claim::subject).containsExactly(new Subject.OfTask(3), new Subject.OfTask(4));
	}

	@Test
	void every_kind_of_subject_comes_back_as_it_was() {
		List<Subject> subjects = List.of(TASK, new Subject.OfIssue(ISSUE), new Subject.Poll(), new Subject.Sweep(),
				new Subject.Everything());
		subjects.forEach(this::want);
		assertThat(claim(20)).extracting(Claim::subject).containsExactlyInAnyOrderElementsOf(subjects);
	}

	@Test
	void what_is_wanted_while_it_is_done_stays() {
		want(TASK);
		Claim claim = claim(1).getFirst();
		this.ledger.want(this.here, TASK, true);
		assertThat(claim(1)).isEmpty();
		this.ledger.done(claim);
		Claim next = claim(1).getFirst();
		assertThat(next.thorough()).isTrue();
		this.ledger.done(next);
		assertThat(claim(1)).isEmpty();
	}

	@Test
	void thorough_stays_until_it_is_done() {
		this.ledger.want(this.here, TASK, true);
		want(TASK);
		Claim first = claim(1).getFirst();
		assertThat(first.thorough()).isTrue();
		this.ledger.later(first, this.clock.instant(), "away", true);
		Claim second = claim(1).getFirst();
		assertThat(second.thorough()).isTrue();
		want(TASK);
		this.ledger.done(second);
		assertThat(claim(1).getFirst().thorough()).isFalse();
	}

	@Test
	void what_failed_waits_for_its_time_whoever_wants_it() {
		want(TASK);
		this.ledger.later(claim(1).getFirst(), this.clock.instant().plusSeconds(60), "away", true);
		want(TASK);
		assertThat(claim(1)).isEmpty();
		this.clock.pass(Duration.ofSeconds(60));
		assertThat(claim(1)).extracting(Claim::attempts).containsExactly(1);
	}

	@Test
	void what_a_dead_node_had_is_somebody_elses_when_its_claim_ends() {
		want(TASK);
		Claim lost = claim(1).getFirst();
		this.clock.pass(LEASE);
		assertThatExceptionOfType(ClaimLost.class).isThrownBy(() -> this.ledger.renew(lost, LEASE));
		Claim next = claim(1).getFirst();
		assertThat(next.token()).isNotEqualTo(lost.token());
		this.ledger.done(lost);
		this.ledger.later(lost, this.clock.instant(), "late", true);
		this.ledger.bury(lost, "late");
		this.ledger.renew(next, LEASE);
		this.ledger.done(next);
		assertThat(claim(1)).isEmpty();
	}

	@Test
	void a_renewed_claim_lasts_as_long_as_a_new_one() {
		want(TASK);
		Claim claim = claim(1).getFirst();
		this.clock.pass(LEASE.minusSeconds(1));
		this.ledger.renew(claim, LEASE);
		this.clock.pass(LEASE.minusSeconds(1));
		assertThat(claim(1)).isEmpty();
		this.ledger.renew(claim, LEASE);
	}

	@Test
	void who_lost_her_claim_keeps_nothing() {
		this.ledger.open(Link.joining(this.here, 7, ISSUE));
		want(TASK);
		want(new Subject.Poll());
		List<Claim> lost = claim(2);
		this.clock.pass(LEASE);
		assertThat(claim(2)).hasSize(2);
		Link link = Link.joining(this.here, 7, ISSUE).ended("late");
		for (Claim claim : lost) {
			assertThatExceptionOfType(ClaimLost.class)
				.isThrownBy(() -> this.ledger.keep(claim, link, List.of(carried("late"))));
			assertThatExceptionOfType(ClaimLost.class).isThrownBy(
					() -> this.ledger.keep(claim, new Progress(this.clock.instant(), 0, null, Duration.ZERO, 0)));
		}
		assertThat(this.ledger.ofTask(this.here, 7).orElseThrow().stage()).isEqualTo(new Link.Joined(ISSUE));
		assertThat(this.trail.of(this.here, null, Long.MAX_VALUE, 10)).isEmpty();
		assertThat(this.ledger.progress(this.here)).isEqualTo(Progress.NONE);
	}

	@Test
	void a_dead_letter_waits_for_a_person_or_for_something_new() {
		want(TASK);
		this.ledger.bury(claim(1).getFirst(), "no such status");
		this.clock.pass(Duration.ofDays(1));
		assertThat(claim(1)).isEmpty();
		this.ledger.replay(this.here, TASK);
		Claim again = claim(1).getFirst();
		assertThat(again.attempts()).isZero();
		this.ledger.bury(again, "no such status");
		want(TASK);
		assertThat(claim(1)).extracting(Claim::subject).containsExactly(TASK);
	}

	@Test
	void what_is_wanted_while_it_is_buried_lives_on() {
		want(TASK);
		Claim claim = claim(1).getFirst();
		want(TASK);
		this.ledger.bury(claim, "no such status");
		assertThat(claim(1)).extracting(Claim::attempts).containsExactly(0);
	}

	@Test
	void replaying_disturbs_nothing_that_lives() {
		want(TASK);
		Claim claim = claim(1).getFirst();
		this.ledger.replay(this.here, TASK);
		assertThat(claim(1)).isEmpty();
		this.ledger.renew(claim, LEASE);
	}

	@Test
	void nothing_is_claimed_while_the_connection_is_paused_or_rests() {
		want(TASK);
		this.ledger.pause(this.here, "the token is dead");
		assertThat(claim(1)).isEmpty();
		this.ledger.resume(this.here);
		Instant later = this.clock.instant().plusSeconds(60);
		this.ledger.rest(this.here, later);
		this.ledger.rest(this.here, later.minusSeconds(30));
		this.clock.pass(Duration.ofSeconds(59));
		assertThat(claim(1)).isEmpty();
		this.clock.pass(Duration.ofSeconds(1));
		assertThat(claim(1)).hasSize(1);
	}

	@Test
	void nodes_that_claim_at_once_share_what_there_is() throws InterruptedException {
		LongStream.rangeClosed(1, 60).forEach((task) -> want(new Subject.OfTask(task)));
		Callable<List<Claim>> node = () -> {
			List<Claim> mine = new java.util.ArrayList<>();
			for (int round = 0; round < 20; round++) {
				mine.addAll(claim(5));
			}
			return mine;
		};
		List<Claim> all = World.atOnce(4, Collections.nCopies(4, node)).stream().flatMap(List::stream).toList();
		assertThat(all).extracting(Claim::subject).doesNotHaveDuplicates().hasSize(60);
		assertThat(all).extracting(Claim::token).doesNotHaveDuplicates();
	}

	@Test
	void who_wants_the_same_at_once_wants_it_once() throws InterruptedException {
		Callable<Boolean> node = () -> {
			for (int n = 0; n < 20; n++) {
				want(new Subject.OfTask(n));
			}
			return true;
		};
		World.atOnce(4, Collections.nCopies(4, node));
		assertThat(claim(100)).hasSize(20);
	}

	@Test
	void a_link_comes_back_with_all_that_was_agreed_on() {
		want(TASK);
		Claim claim = claim(1).getFirst();
		this.ledger.open(new Link(this.here, 7L, new Link.Making(), Map.of(), List.of(), null));
		Link link = new Link(this.here, 7L, new Link.Joined(ISSUE),
				Map.of(Field.TITLE, new Baseline("屏幕", "screen", Baseline.Standing.AGREED, null), Field.STATUS,
						new Baseline("NEW", "3", Baseline.Standing.ASKED, "both sides changed it")),
				List.of(new Crossing(Side.OURS, 4L, null, Crossing.State.SENDING, "a", null),
						new Crossing(Side.THEIRS, null, "9", Crossing.State.REFUSED, "b", "nobody"),
						new Crossing(Side.OURS, 5L, "10", Crossing.State.CROSSED, "c", null)),
				new Link.Seen(this.clock.instant(), true));
		this.ledger.keep(claim, link, List.of(carried("7")));
		assertThat(this.ledger.ofTask(this.here, 7)).contains(link);
		assertThat(this.ledger.ofIssue(this.here, ISSUE)).contains(link);
		assertThat(this.ledger.joined(this.here, 0, 10)).containsExactly(link);
		assertThat(this.ledger.joined(this.here, 7, 10)).isEmpty();
		Link next = new Link(this.here, 7L, link.stage(), Map.of(Field.TITLE, link.fields().get(Field.TITLE)),
				List.of(new Crossing(Side.OURS, 4L, "8", Crossing.State.CROSSED, "d", null), link.comments().get(1),
						link.comments().get(2)),
				null);
		this.ledger.keep(claim, next, List.of());
		assertThat(this.ledger.ofTask(this.here, 7)).contains(next);
		assertThat(this.trail.ofTask(7, Long.MAX_VALUE, 10)).extracting(Trail.Entry::after).contains("7");
	}

	@Test
	void a_task_that_is_being_made_of_an_issue_becomes_its_link() {
		want(new Subject.OfIssue(ISSUE));
		Claim claim = claim(1).getFirst();
		this.ledger.open(new Link(this.here, null, new Link.Taking(ISSUE), Map.of(), List.of(), null));
		Link joined = Link.joining(this.here, 8, ISSUE);
		this.ledger.keep(claim, joined, List.of());
		assertThat(this.ledger.ofIssue(this.here, ISSUE)).contains(joined);
	}

	@Test
	void neither_a_task_nor_an_issue_has_two_links() throws InterruptedException {
		List<Boolean> opened = World.atOnce(4, Collections.nCopies(4, () -> {
			try {
				this.ledger.open(Link.joining(this.here, 7, ISSUE));
				return true;
			}
			catch (Taken there) {
				return false;
			}
		}));
		assertThat(opened).containsOnlyOnce(true);
		assertThatExceptionOfType(Taken.class).isThrownBy(() -> this.ledger.open(Link.joining(this.here, 8, ISSUE)));
		assertThatExceptionOfType(Taken.class)
			.isThrownBy(() -> this.ledger.open(Link.joining(this.here, 7, new RemoteId("owner/name", "13"))));
		this.ledger.open(Link.joining(this.here, 8, new RemoteId("owner/name", "13")));
		want(new Subject.OfTask(8));
		Claim claim = claim(1).getFirst();
		assertThatExceptionOfType(Taken.class)
			.isThrownBy(() -> this.ledger.keep(claim, Link.joining(this.here, 8, ISSUE), List.of()));
	}

	@Test
	void what_a_person_answers_is_not_lost_to_who_works_on_the_task() {
		this.ledger.open(Link.joining(this.here, 7, ISSUE));
		want(TASK);
		Claim claim = claim(1).getFirst();
		Link asked = new Link(this.here, 7L, new Link.Joined(ISSUE),
				Map.of(Field.TITLE, new Baseline("a", "b", Baseline.Standing.ASKED, "both")), List.of(), null);
		this.ledger.keep(claim, asked, List.of());
		this.ledger.answer(this.here, 7, Field.TITLE, Side.THEIRS);
		// Whoever works read the link before.
		this.ledger.keep(claim, new Link(this.here, 7L, asked.stage(), asked.fields(), List.of(),
				new Link.Seen(this.clock.instant(), true)), List.of());
		this.ledger.done(claim);
		Claim next = claim(1).getFirst();
		Link read = this.ledger.ofTask(this.here, 7).orElseThrow();
		assertThat(read.fields().get(Field.TITLE)).extracting(Baseline::standing)
			.isEqualTo(Baseline.Standing.THEIRS_IS_RIGHT);
		Link agreed = new Link(this.here, 7L, asked.stage(),
				Map.of(Field.TITLE, new Baseline("b", "b", Baseline.Standing.AGREED, null)), List.of(), null);
		this.ledger.keep(next, agreed, List.of());
		assertThat(this.ledger.ofTask(this.here, 7)).contains(agreed);
		this.ledger.done(next);
		this.ledger.answer(this.here, 7, Field.TITLE, Side.OURS);
		assertThat(claim(1)).isEmpty();
	}

	@Test
	void polling_and_sweeping_do_not_set_each_other_back() {
		want(new Subject.Poll());
		want(new Subject.Sweep());
		want(new Subject.Everything());
		List<Claim> claims = claim(3);
		for (Claim claim : claims) {
			Progress progress = switch (claim.subject()) {
				case Subject.Poll _ -> new Progress(this.clock.instant(), 0, null, Duration.ZERO, 0);
				case Subject.Sweep _ -> new Progress(Instant.EPOCH, 12, null, Duration.ZERO, 0);
				default -> new Progress(Instant.EPOCH, 0, "page 2", Duration.ZERO, 50);
			};
			this.ledger.keep(claim, progress);
		}
		assertThat(this.ledger.progress(this.here))
			.isEqualTo(new Progress(this.clock.instant(), 12, "page 2", Duration.ZERO, 50));
	}

	private Carried carried(String after) {
		return new Carried(this.here, 7L, ISSUE, Side.THEIRS, "TITLE", Carried.Outcome.CARRIED, null, after, null,
				this.clock.instant());
	}

	private void want(Subject subject) {
		this.ledger.want(this.here, subject, false);
	}

	private List<Claim> claim(int most) {
		return this.ledger.claim(this.here, most, LEASE);
	}

}
