package dev.roundtable.tracker.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.memory.ManualClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What every ledger keeps: {@link SyncLedger} in sentences. Tests look only at a
 * connection of their own, so that they can share a database.
 */
public abstract class SyncLedgerContract {

	private static final Duration LEASE = Duration.ofMinutes(10);

	private static final Subject TASK = new Subject.OfTask(7);

	private final ManualClock clock = new ManualClock();

	private SyncLedger ledger = new MemoryLedger(this.clock);

	private ConnectionId here = new ConnectionId(0);

	/** A ledger that takes its time from this clock. */
	protected abstract SyncLedger ledger(Clock clock);

	/** A connection that nobody has used. */
	protected abstract ConnectionId newConnection();

	@BeforeEach
	void connect() {
		this.ledger = ledger(this.clock);
		this.here = newConnection();
	}

	private void want(Subject subject) {
		this.ledger.want(this.here, subject, false);
		this.clock.pass(Duration.ofMillis(10));
	}

	private List<Claim> claim() {
		return this.ledger.claim(this.here, 10, LEASE);
	}

	private Claim claimOne() {
		List<Claim> claims = claim();
		assertThat(claims).hasSize(1);
		return claims.getFirst();
	}

	// Errands

	@Test
	void what_is_wanted_twice_is_one_errand() {
		want(TASK);
		want(TASK);
		assertThat(claim()).extracting(Claim::subject).containsExactly(TASK);
	}

	@Test
	void every_subject_is_read_back_as_it_was() {
		List<Subject> subjects = List.of(TASK, new Subject.OfIssue(new RemoteId("群/项目", "A-1")), new Subject.Poll(),
				new Subject.Sweep(), new Subject.Everything());
		subjects.forEach(this::want);
		assertThat(claim()).extracting(Claim::subject).containsExactlyElementsOf(subjects);
	}

	@Test
	void no_more_are_claimed_than_asked_for_and_the_longest_wanted_first() {
		want(new Subject.OfTask(3));
		want(new Subject.OfTask(1));
		want(new Subject.OfTask(2));
		assertThat(this.ledger.claim(this.here, 2, LEASE)).extracting(Claim::subject)
			.containsExactly(new Subject.OfTask(3), new Subject.OfTask(1));
	}

	@Test
	void what_one_node_has_no_other_gets_until_its_claim_has_ended() {
		want(TASK);
		Claim first = claimOne();
		this.clock.pass(LEASE.minusSeconds(1));
		assertThat(claim()).isEmpty();
		this.clock.pass(Duration.ofSeconds(1));
		assertThat(claimOne().token()).isNotEqualTo(first.token());
	}

	@Test
	void a_claim_that_is_renewed_lasts_from_then_on() {
		want(TASK);
		Claim claim = claimOne();
		this.clock.pass(LEASE.minusSeconds(1));
		this.ledger.renew(claim, LEASE);
		this.clock.pass(LEASE.minusSeconds(1));
		assertThat(claim()).isEmpty();
	}

	@Test
	void who_lost_her_claim_can_do_nothing_with_it() {
		want(TASK);
		Claim lost = claimOne();
		this.ledger.open(Link.making(this.here, 7));
		this.clock.pass(LEASE);
		Claim held = claimOne();
		assertThatExceptionOfType(SyncLedger.ClaimLost.class).isThrownBy(() -> this.ledger.renew(lost, LEASE));
		assertThatExceptionOfType(SyncLedger.ClaimLost.class)
			.isThrownBy(() -> this.ledger.keep(lost, Link.making(this.here, 7).ended("lost"), List.of()));
		assertThatExceptionOfType(SyncLedger.ClaimLost.class).isThrownBy(() -> this.ledger.keep(lost, Progress.NONE));
		this.ledger.done(lost);
		this.ledger.bury(lost, "lost");
		this.ledger.later(lost, this.clock.instant(), "lost", true);
		assertThatCode(() -> this.ledger.renew(held, LEASE)).doesNotThrowAnyException();
		assertThat(this.ledger.ofTask(this.here, 7)).contains(Link.making(this.here, 7));
	}

	@Test
	void a_claim_is_lost_when_its_time_is_over_though_nobody_else_has_it() {
		want(TASK);
		Claim late = claimOne();
		this.clock.pass(LEASE);
		assertThatExceptionOfType(SyncLedger.ClaimLost.class).isThrownBy(() -> this.ledger.renew(late, LEASE));
	}

	@Test
	void what_is_done_is_gone() {
		want(TASK);
		this.ledger.done(claimOne());
		this.clock.pass(LEASE.plusSeconds(1));
		assertThat(claim()).isEmpty();
	}

	@Test
	void what_is_wanted_while_somebody_has_it_is_done_once_more() {
		want(TASK);
		Claim claim = claimOne();
		want(TASK);
		this.ledger.done(claim);
		this.ledger.done(claimOne());
		assertThat(claim()).isEmpty();
	}

	@Test
	void what_waits_waits_whoever_wants_it_meanwhile() {
		want(TASK);
		this.ledger.later(claimOne(), this.clock.instant().plusSeconds(60), "no answer", true);
		want(TASK);
		this.clock.pass(Duration.ofSeconds(50));
		assertThat(claim()).isEmpty();
		this.clock.pass(Duration.ofSeconds(10));
		this.ledger.done(claimOne());
		assertThat(claim()).isEmpty();
	}

	@Test
	void only_what_counts_is_an_attempt() {
		want(TASK);
		this.ledger.later(claimOne(), this.clock.instant(), "no answer", true);
		this.ledger.later(claimOne(), this.clock.instant(), "slow down", false);
		assertThat(claimOne().attempts()).isOne();
	}

	@Test
	void what_is_to_be_thorough_is_until_it_is_done() {
		this.ledger.want(this.here, TASK, true);
		want(TASK);
		Claim first = claimOne();
		assertThat(first.thorough()).isTrue();
		this.ledger.later(first, this.clock.instant(), "no answer", true);
		Claim second = claimOne();
		assertThat(second.thorough()).isTrue();
		this.ledger.done(second);
		want(TASK);
		assertThat(claimOne().thorough()).isFalse();
	}

	@Test
	void a_dead_letter_waits_for_a_person() {
		want(TASK);
		this.ledger.later(claimOne(), this.clock.instant(), "no answer", true);
		this.ledger.bury(claimOne(), "no more");
		this.clock.pass(Duration.ofDays(1));
		assertThat(claim()).isEmpty();
		this.ledger.replay(this.here, TASK);
		assertThat(claimOne().attempts()).isZero();
	}

	@Test
	void a_dead_letter_lives_when_something_is_new() {
		want(TASK);
		this.ledger.bury(claimOne(), "no more");
		want(TASK);
		assertThat(claimOne().attempts()).isZero();
	}

	@Test
	void what_is_wanted_while_somebody_gives_it_up_is_no_dead_letter() {
		want(TASK);
		Claim claim = claimOne();
		want(TASK);
		this.ledger.bury(claim, "no more");
		assertThat(claimOne().attempts()).isZero();
	}

	@Test
	void nothing_is_claimed_of_a_connection_that_is_paused_until_it_is_resumed() {
		want(TASK);
		this.ledger.pause(this.here, "the token is dead");
		assertThat(claim()).isEmpty();
		this.ledger.resume(this.here);
		assertThat(claim()).hasSize(1);
	}

	@Test
	void nothing_is_claimed_of_a_connection_that_rests_and_the_longer_rest_counts() {
		want(TASK);
		this.ledger.rest(this.here, this.clock.instant().plusSeconds(60));
		this.ledger.rest(this.here, this.clock.instant().plusSeconds(5));
		this.clock.pass(Duration.ofSeconds(59));
		assertThat(claim()).isEmpty();
		this.clock.pass(Duration.ofSeconds(1));
		assertThat(claim()).hasSize(1);
	}

	@Test
	void connections_know_nothing_of_each_other() {
		ConnectionId other = newConnection();
		want(TASK);
		this.ledger.open(Link.joining(this.here, 7, new RemoteId("p", "1")));
		this.ledger.pause(other, "the token is dead");
		assertThat(this.ledger.claim(other, 10, LEASE)).isEmpty();
		assertThat(this.ledger.ofTask(other, 7)).isEmpty();
		assertThatCode(() -> this.ledger.open(Link.joining(other, 7, new RemoteId("p", "1"))))
			.doesNotThrowAnyException();
		assertThat(claim()).hasSize(1);
	}

	@Test
	void of_two_who_claim_at_once_each_gets_others() throws Exception {
		for (long task = 1; task <= 20; task++) {
			want(new Subject.OfTask(task));
		}
		List<List<Claim>> claims = atOnce(() -> this.ledger.claim(this.here, 10, LEASE));
		assertThat(claims).flatMap((each) -> each).extracting(Claim::subject).doesNotHaveDuplicates();
		// What one passed over because the other was at it is still there.
		assertThat(claims.get(0).size() + claims.get(1).size() + this.ledger.claim(this.here, 30, LEASE).size())
			.isEqualTo(20);
	}

	@Test
	void what_two_want_at_once_is_one_errand() throws Exception {
		atOnce(() -> {
			this.ledger.want(this.here, TASK, false);
			return true;
		});
		assertThat(claim()).hasSize(1);
	}

	// Links

	private static final RemoteId ISSUE = new RemoteId("buglist", "42");

	private Claim claimTask() {
		want(TASK);
		return claimOne();
	}

	@Test
	void a_link_is_found_from_both_sides() {
		Link link = Link.joining(this.here, 7, ISSUE);
		this.ledger.open(link);
		assertThat(this.ledger.ofTask(this.here, 7)).contains(link);
		assertThat(this.ledger.ofIssue(this.here, ISSUE)).contains(link);
		assertThat(this.ledger.ofTask(this.here, 8)).isEmpty();
		assertThat(this.ledger.ofIssue(this.here, new RemoteId("other", "42"))).isEmpty();
	}

	@Test
	void a_task_has_one_issue_and_an_issue_one_task() {
		this.ledger.open(Link.joining(this.here, 7, ISSUE));
		assertThatExceptionOfType(SyncLedger.Taken.class).isThrownBy(() -> this.ledger.open(Link.making(this.here, 7)));
		assertThatExceptionOfType(SyncLedger.Taken.class)
			.isThrownBy(() -> this.ledger.open(Link.joining(this.here, 8, ISSUE)));
		assertThatExceptionOfType(SyncLedger.Taken.class)
			.isThrownBy(() -> this.ledger.open(Link.taking(this.here, ISSUE)));
	}

	@Test
	void of_two_who_link_at_once_one_does() throws Exception {
		List<Boolean> opened = atOnce(() -> {
			try {
				this.ledger.open(Link.taking(this.here, ISSUE));
				return true;
			}
			catch (SyncLedger.Taken ex) {
				return false;
			}
		});
		assertThat(opened).containsExactlyInAnyOrder(true, false);
	}

	@Test
	void all_of_a_link_is_kept() {
		Claim claim = claimTask();
		this.ledger.open(Link.making(this.here, 7));
		Link link = Link.joining(this.here, 7, ISSUE)
			.with(Field.TITLE, Baseline.agreed("标题 😀", "title"))
			.with(Field.DESCRIPTION, Baseline.agreed("", "x".repeat(60_000)))
			.with(Field.STATUS, Baseline.differs("new", "Shipped", "it cannot follow"))
			.with(Field.SEVERITY, Baseline.asked("major", "Low"))
			.with(new Crossing(Side.OURS, 5L, null, Crossing.State.SENDING, "said", null))
			.with(new Crossing(Side.THEIRS, 6L, "n1", Crossing.State.CROSSED, "said", null))
			.with(new Crossing(Side.THEIRS, null, "n2", Crossing.State.REFUSED, "said", "too long"))
			.seen(new Link.Seen(Instant.parse("2026-11-21T18:18:57Z"), true));
		this.ledger.keep(claim, link, List.of());
		assertThat(this.ledger.ofTask(this.here, 7)).contains(link);
		Link less = link.with(new Crossing(Side.OURS, 5L, "n3", Crossing.State.CROSSED, "said", null)).seen(null);
		this.ledger.keep(claim, less, List.of());
		assertThat(this.ledger.ofIssue(this.here, ISSUE)).contains(less);
		this.ledger.keep(claim, less.ended("the issue is gone"), List.of());
		assertThat(this.ledger.ofIssue(this.here, ISSUE)).contains(less.ended("the issue is gone"));
	}

	@Test
	void whether_a_person_parted_them_is_kept() {
		Claim claim = claimTask();
		this.ledger.open(Link.joining(this.here, 7, ISSUE));
		this.ledger.keep(claim, Link.joining(this.here, 7, ISSUE).parted("by hand"), List.of());
		assertThat(this.ledger.ofTask(this.here, 7).orElseThrow().stage())
			.isEqualTo(new Link.Ended(ISSUE, "by hand", true));
	}

	@Test
	void an_issue_that_was_parted_and_left_without_a_task_comes_to_one_again() {
		Link left = new Link(this.here, null, new Link.Ended(ISSUE, "by hand", true), Map.of(), List.of(), null);
		this.ledger.open(left);
		assertThat(this.ledger.ofIssue(this.here, ISSUE)).contains(left);
		assertThatExceptionOfType(SyncLedger.Taken.class)
			.isThrownBy(() -> this.ledger.open(Link.taking(this.here, ISSUE)));
		Claim claim = claimTask();
		this.ledger.open(Link.making(this.here, 7));
		this.ledger.keep(claim, Link.joining(this.here, 7, ISSUE), List.of());
		assertThat(this.ledger.ofIssue(this.here, ISSUE)).contains(Link.joining(this.here, 7, ISSUE));
	}

	@Test
	void a_link_that_is_being_taken_gets_its_task() {
		want(new Subject.OfIssue(ISSUE));
		Claim claim = claimOne();
		this.ledger.open(Link.taking(this.here, ISSUE));
		Link joined = Link.taking(this.here, ISSUE).joined(9, ISSUE);
		this.ledger.keep(claim, joined, List.of());
		assertThat(this.ledger.ofTask(this.here, 9)).contains(joined);
	}

	@Test
	void no_link_is_kept_with_an_issue_that_has_another() {
		Claim claim = claimTask();
		this.ledger.open(Link.joining(this.here, 8, ISSUE));
		this.ledger.open(Link.making(this.here, 7));
		assertThatExceptionOfType(SyncLedger.Taken.class)
			.isThrownBy(() -> this.ledger.keep(claim, Link.joining(this.here, 7, ISSUE), List.of()));
		assertThat(this.ledger.ofTask(this.here, 7)).contains(Link.making(this.here, 7));
	}

	@Test
	void joined_links_come_in_pages_in_the_order_of_their_tasks() {
		for (long task : new long[] { 30, 10, 20 }) {
			this.ledger.open(Link.joining(this.here, task, new RemoteId("p", String.valueOf(task))));
		}
		this.ledger.open(Link.making(this.here, 15));
		this.ledger.open(Link.taking(this.here, ISSUE));
		assertThat(this.ledger.joined(this.here, 0, 2)).extracting(Link::task).containsExactly(10L, 20L);
		assertThat(this.ledger.joined(this.here, 20, 2)).extracting(Link::task).containsExactly(30L);
	}

	@Test
	void what_a_person_says_about_a_field_that_differs_is_kept_and_the_task_looked_at() {
		this.ledger.open(Link.joining(this.here, 7, ISSUE)
			.with(Field.TITLE, Baseline.asked("ours", "theirs"))
			.with(Field.STATUS, Baseline.agreed("new", "Open")));
		this.ledger.answer(this.here, 7, Field.TITLE, Side.OURS);
		this.ledger.answer(this.here, 7, Field.STATUS, Side.OURS);
		Map<Field, Baseline> fields = this.ledger.ofTask(this.here, 7).orElseThrow().fields();
		assertThat(fields.get(Field.TITLE)).isEqualTo(Baseline.asked("ours", "theirs").answered(Side.OURS));
		assertThat(fields.get(Field.STATUS)).isEqualTo(Baseline.agreed("new", "Open"));
		assertThat(claimOne().subject()).isEqualTo(TASK);
	}

	// Connections

	@Test
	void progress_is_what_was_last_kept() {
		assertThat(this.ledger.progress(this.here)).isEqualTo(Progress.NONE);
		Claim claim = claimTask();
		Progress progress = new Progress(Instant.parse("2026-11-21T18:18:57Z"), 9, "页 2", Duration.ofMillis(-1500), 3);
		this.ledger.keep(claim, progress);
		assertThat(this.ledger.progress(this.here)).isEqualTo(progress);
		this.ledger.keep(claim, progress.page(null, 0));
		assertThat(this.ledger.progress(this.here)).isEqualTo(progress.page(null, 0));
	}

	private static <T> List<T> atOnce(Callable<T> call) throws InterruptedException, ExecutionException {
		try (ExecutorService two = Executors.newFixedThreadPool(2)) {
			List<T> answers = new ArrayList<>();
			for (Future<T> answer : two.invokeAll(List.of(call, call))) {
				answers.add(answer.get());
			}
			return answers;
		}
	}

}
