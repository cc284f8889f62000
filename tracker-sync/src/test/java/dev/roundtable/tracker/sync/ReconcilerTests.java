package dev.roundtable.tracker.sync;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RemoteComment;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.RemoteIssue;
import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.Visibility;
import dev.roundtable.tracker.memory.ManualClock;
import dev.roundtable.tracker.memory.MemoryPeople;
import dev.roundtable.tracker.memory.MemoryServer;
import dev.roundtable.tracker.memory.MemoryTracker;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReconcilerTests {

	private static final ConnectionId HERE = new ConnectionId(1);

	private final ManualClock clock = new ManualClock();

	private final MemoryServer server = new MemoryServer(this.clock);

	private final MemoryPeople engineers = new MemoryPeople(this.server, this.clock);

	private final Troubled tracker = new Troubled(new MemoryTracker(this.server));

	private final MemoryLedger ledger = new MemoryLedger(this.clock);

	private final MemoryMirror fans = new MemoryMirror(this.clock);

	private Policy policy = Policy.THEIRS;

	private Direction direction = Direction.BOTH;

	ReconcilerTests() {
		this.server.setTellsComments(true);
		this.fans.onChange((task, from) -> {
			if (from == null) {
				this.ledger.want(HERE, new Subject.OfTask(task), false);
			}
		});
	}

	private Reconciler reconciler() {
		Map<Field, FieldRule> rules = new EnumMap<>(Field.class);
		Simulation.rules(new Random(1))
			.forEach((field, rule) -> rules.put(field, new FieldRule(this.direction, this.policy, rule.map())));
		Connection connection = new Connection(HERE, Simulation.SITE, MemoryServer.PROJECT, rules, Direction.BOTH,
				(task) -> true, true);
		return new Reconciler(connection, this.tracker, this.fans, this.ledger, this.clock);
	}

	private void work() {
		for (int idle = 0; idle < 2;) {
			idle = (reconciler().work(20) > 0) ? 0 : idle + 1;
			this.clock.pass(Duration.ofSeconds(3));
		}
	}

	private void poll() {
		this.clock.pass(Duration.ofSeconds(3));
		this.ledger.want(HERE, new Subject.Poll(), false);
		work();
	}

	private Link link(long task) {
		return this.ledger.ofTask(HERE, task).orElseThrow();
	}

	private RemoteId issueOf(long task) {
		return Objects.requireNonNull(link(task).issue());
	}

	private RemoteIssue theirs(long task) {
		return this.engineers.tracker().fetch(issueOf(task));
	}

	private List<RemoteComment> commentsOf(long task) {
		return MemoryServer.comments(theirs(task));
	}

	private String ours(long task, Field field) {
		return Objects.requireNonNull(this.fans.read(task).orElseThrow().values().get(field));
	}

	private long linked(String title) {
		long task = this.fans.opens(title);
		work();
		return task;
	}

	@Test
	void a_task_gets_an_issue_with_its_comments_and_says_whose_they_are() {
		long task = this.fans.opens("Sound stops");
		this.fans.says(task, "小雨", "me too, @maya", Visibility.PUBLIC);
		work();
		assertThat(theirs(task).values().get(Field.TITLE)).isEqualTo("Sound stops");
		assertThat(commentsOf(task)).singleElement()
			.satisfies((comment) -> assertThat(comment.text()).contains("小雨", "me too").doesNotContain("@maya"));
	}

	@Test
	void an_issue_becomes_a_task_with_its_comments() {
		RemoteId issue = this.engineers.opens("Found by us");
		this.engineers.edits(issue, Field.STATUS, "Doing");
		this.engineers.says(issue, "on it");
		poll();
		long task = Objects.requireNonNull(this.ledger.ofIssue(HERE, issue).orElseThrow().task());
		assertThat(ours(task, Field.STATUS)).isEqualTo("in_progress");
		assertThat(this.fans.read(task).orElseThrow().comments()).extracting(OurComment::text).containsExactly("on it");
	}

	@Test
	void a_task_begins_with_what_was_reported_there_though_only_we_tell_of_it_later() {
		this.direction = Direction.TO_THEIRS;
		RemoteId issue = this.engineers.opens("Found by us");
		this.engineers.edits(issue, Field.DESCRIPTION, "Open the case.");
		this.engineers.edits(issue, Field.STATUS, "Doing");
		poll();
		long task = Objects.requireNonNull(this.ledger.ofIssue(HERE, issue).orElseThrow().task());
		assertThat(ours(task, Field.DESCRIPTION)).isEqualTo("Open the case.");
		assertThat(ours(task, Field.STATUS)).isEqualTo("new");
		assertThat(link(task).fields().get(Field.DESCRIPTION)).isNotNull()
			.satisfies((baseline) -> assertThat(baseline.standing()).isEqualTo(Baseline.Standing.AGREED));
		this.engineers.edits(issue, Field.DESCRIPTION, "Close it again.");
		poll();
		assertThat(ours(task, Field.DESCRIPTION)).isEqualTo("Open the case.");
	}

	@Test
	void a_status_that_the_tracker_ignores_is_a_reason_and_neither_a_loop_nor_undone_here() {
		long task = linked("refused");
		this.fans.edits(task, Field.STATUS, "fixed");
		this.fans.edits(task, Field.STATUS, "released");
		work();
		int writes = this.server.writes();
		poll();
		poll();
		assertThat(ours(task, Field.STATUS)).isEqualTo("released");
		assertThat(link(task).fields().get(Field.STATUS)).isNotNull()
			.satisfies((baseline) -> assertThat(baseline.why()).contains("Shipped", "Open"));
		assertThat(this.server.writes()).isEqualTo(writes);
	}

	@Test
	void a_status_that_cannot_follow_here_is_a_reason_and_not_undone_there() {
		long task = linked("refused here");
		this.engineers.edits(issueOf(task), Field.STATUS, "Shipped");
		poll();
		assertThat(ours(task, Field.STATUS)).isEqualTo("new");
		assertThat(theirs(task).values().get(Field.STATUS)).isEqualTo("Shipped");
		assertThat(link(task).fields().get(Field.STATUS)).isNotNull()
			.satisfies((baseline) -> assertThat(baseline.why()).contains("released cannot follow new"));
	}

	@Test
	void declined_and_duplicate_are_one_status_there_and_stay_two_here() {
		long declined = linked("declined");
		long duplicate = linked("duplicate");
		this.fans.edits(declined, Field.STATUS, "declined");
		this.fans.edits(duplicate, Field.STATUS, "duplicate");
		work();
		poll();
		assertThat(theirs(duplicate).values().get(Field.STATUS)).isEqualTo("Rejected");
		assertThat(ours(declined, Field.STATUS)).isEqualTo("declined");
		assertThat(ours(duplicate, Field.STATUS)).isEqualTo("duplicate");
	}

	@Test
	void what_both_changed_is_theirs_and_what_is_lost_is_in_the_trail() {
		long task = linked("before");
		bothChangeTheTitle(task);
		assertThat(ours(task, Field.TITLE)).isEqualTo("their title");
		assertThat(this.ledger.trail()).anyMatch((row) -> row.outcome() == Carried.Outcome.LOST && row.to() == Side.OURS
				&& "our title".equals(row.after()));
	}

	@Test
	void what_both_changed_is_ours_and_what_is_lost_is_in_the_trail() {
		this.policy = Policy.OURS;
		long task = linked("before");
		bothChangeTheTitle(task);
		assertThat(theirs(task).values().get(Field.TITLE)).isEqualTo("our title");
		assertThat(this.ledger.trail()).anyMatch((row) -> row.outcome() == Carried.Outcome.LOST
				&& row.to() == Side.THEIRS && "their title".equals(row.after()));
	}

	@Test
	void what_both_changed_waits_for_a_person_who_is_asked() {
		this.policy = Policy.ASK;
		long task = linked("before");
		bothChangeTheTitle(task);
		poll();
		assertThat(ours(task, Field.TITLE)).isEqualTo("our title");
		assertThat(theirs(task).values().get(Field.TITLE)).isEqualTo("their title");
		this.ledger.answer(HERE, task, Field.TITLE, Side.OURS);
		work();
		assertThat(theirs(task).values().get(Field.TITLE)).isEqualTo("our title");
	}

	@Test
	void of_two_changes_the_newer_stays_whatever_their_clock_says() {
		this.policy = Policy.NEWEST;
		this.server.setSkew(Duration.ofHours(2));
		long task = linked("before");
		this.ledger.want(HERE, new Subject.Poll(), false);
		Claim poll = this.ledger.claim(HERE, 1, Duration.ofMinutes(1)).getFirst();
		this.ledger.keep(poll, this.ledger.progress(HERE).ahead(Duration.ofHours(2)));
		this.ledger.done(poll);
		this.engineers.edits(issueOf(task), Field.TITLE, "earlier");
		this.clock.pass(Duration.ofMinutes(5));
		this.fans.edits(task, Field.TITLE, "later");
		work();
		assertThat(theirs(task).values().get(Field.TITLE)).isEqualTo("later");
	}

	private void bothChangeTheTitle(long task) {
		this.fans.edits(task, Field.TITLE, "our title");
		this.engineers.edits(issueOf(task), Field.TITLE, "their title");
		work();
	}

	@Test
	void a_value_that_the_tracker_refuses_holds_up_no_other() {
		long task = linked("before");
		this.tracker.onUpdate((values) -> {
			if (values.fields().contains(Field.SEVERITY)) {
				throw new TrackerFailure.Refused("nobody knows why", null);
			}
		});
		this.fans.edits(task, Field.TITLE, "after");
		this.fans.edits(task, Field.SEVERITY, "major");
		work();
		assertThat(theirs(task).values().get(Field.TITLE)).isEqualTo("after");
		assertThat(link(task).fields().get(Field.SEVERITY)).isNotNull()
			.satisfies((baseline) -> assertThat(baseline.why()).isEqualTo("nobody knows why"));
	}

	@Test
	void who_edits_the_same_field_between_writing_and_reading_back_is_heard() {
		long task = linked("before");
		this.tracker.afterUpdate(() -> this.engineers.edits(issueOf(task), Field.TITLE, "hers"));
		this.fans.edits(task, Field.TITLE, "ours");
		work();
		assertThat(ours(task, Field.TITLE)).isEqualTo("hers");
	}

	@Test
	void who_edits_another_field_while_we_write_is_heard_without_a_poll() {
		long task = linked("before");
		this.tracker.onUpdate((_) -> this.engineers.edits(issueOf(task), Field.SEVERITY, "High"));
		this.fans.edits(task, Field.TITLE, "ours");
		work();
		assertThat(ours(task, Field.SEVERITY)).isEqualTo("major");
	}

	@Test
	void who_comments_within_the_second_that_was_read_is_heard() {
		long task = linked("busy");
		this.clock.pass(Duration.ofSeconds(2));
		this.engineers.says(issueOf(task), "first");
		this.ledger.want(HERE, new Subject.OfTask(task), false);
		reconciler().work(1);
		this.engineers.says(issueOf(task), "second, in the same second");
		work();
		assertThat(this.fans.read(task).orElseThrow().comments()).hasSize(2);
	}

	@Test
	void who_comments_while_we_write_is_heard_though_the_answer_does_not_tell() {
		this.server.setTellsComments(false);
		long task = linked("busy");
		this.tracker.onUpdate((_) -> {
			if (commentsOf(task).isEmpty()) {
				this.engineers.says(issueOf(task), "meanwhile");
			}
		});
		this.fans.edits(task, Field.TITLE, "ours");
		work();
		poll();
		assertThat(this.fans.read(task).orElseThrow().comments()).hasSize(1);
	}

	@Test
	void a_comment_that_was_taken_by_a_node_that_died_has_the_words_of_now() {
		long task = linked("half done");
		String id = this.engineers.says(issueOf(task), "frist");
		RemoteComment first = commentsOf(task).getFirst();
		this.fans.comment(HERE, task, issueOf(task), first, first.text());
		this.engineers.rewords(issueOf(task), id, "first");
		poll();
		poll();
		assertThat(this.fans.read(task).orElseThrow().comments()).extracting(OurComment::text).containsExactly("first");
	}

	@Test
	void an_edited_comment_that_nothing_tells_of_is_found_by_a_thorough_sweep() {
		long task = linked("edited");
		String comment = this.engineers.says(issueOf(task), "frist");
		poll();
		this.engineers.rewords(issueOf(task), comment, "first");
		poll();
		assertThat(this.fans.read(task).orElseThrow().comments()).extracting(OurComment::text).containsExactly("frist");
		this.ledger.want(HERE, new Subject.Sweep(), true);
		work();
		assertThat(this.fans.read(task).orElseThrow().comments()).extracting(OurComment::text).containsExactly("first");
	}

	@Test
	void a_deleted_issue_is_found_by_a_sweep_and_the_task_stays() {
		long task = linked("kept here");
		this.engineers.deletes(issueOf(task));
		this.ledger.want(HERE, new Subject.Sweep(), false);
		work();
		assertThat(link(task).stage()).isInstanceOf(Link.Ended.class);
		assertThat(this.fans.read(task)).isPresent();
		this.fans.edits(task, Field.TITLE, "still here");
		work();
		assertThat(this.server.everything()).isEmpty();
	}

	@Test
	void an_issue_that_moved_is_followed() {
		long task = linked("movable");
		RemoteId elsewhere = this.engineers.opens("movable");
		this.tracker.moved(issueOf(task), elsewhere);
		this.fans.edits(task, Field.TITLE, "moved");
		work();
		assertThat(issueOf(task)).isEqualTo(elsewhere);
		assertThat(theirs(task).values().get(Field.TITLE)).isEqualTo("moved");
	}

	@Test
	void a_comment_that_is_not_public_any_more_is_taken_away_there() {
		long task = linked("hushed");
		long comment = this.fans.says(task, "小雨", "my address is …", Visibility.PUBLIC);
		work();
		assertThat(commentsOf(task)).hasSize(1);
		this.fans.hushes(task, comment);
		work();
		assertThat(commentsOf(task)).isEmpty();
	}

	@Test
	void an_issue_that_another_task_had_keeps_what_was_said_there() {
		long first = linked("said twice");
		this.fans.says(first, "小雨", "of the first", Visibility.PUBLIC);
		work();
		RemoteId issue = issueOf(first);
		long second = this.fans.opens("said once");
		rejoin(first, second, issue);
		this.fans.says(second, "阿哲", "of the second", Visibility.PUBLIC);
		work();
		poll();
		assertThat(commentsOf(second)).hasSize(2)
			.anyMatch((comment) -> comment.text().contains("of the first"))
			.anyMatch((comment) -> comment.text().contains("of the second"));
		assertThat(this.fans.read(second).orElseThrow().comments()).hasSize(1);
	}

	@Test
	void a_comment_that_crossed_in_another_life_of_the_link_is_found_and_not_sent_again() {
		long task = linked("joined again");
		long comment = this.fans.says(task, "小雨", "once", Visibility.PUBLIC);
		work();
		rejoin(task, task, issueOf(task));
		work();
		poll();
		assertThat(commentsOf(task)).hasSize(1);
		this.fans.rewords(task, comment, "reworded");
		work();
		assertThat(commentsOf(task)).singleElement().satisfies((copy) -> assertThat(copy.text()).contains("reworded"));
	}

	private void rejoin(long before, long after, RemoteId issue) {
		this.ledger.forget(HERE, before);
		this.ledger.open(Link.joining(HERE, after, issue));
		this.ledger.want(HERE, new Subject.OfTask(after), true);
		work();
	}

	@Test
	void a_private_task_gets_no_issue_and_a_private_issue_no_task() {
		long task = this.fans.opens("a hole");
		this.fans.shows(task, Visibility.PRIVATE);
		this.engineers.hides(this.engineers.opens("another hole"));
		work();
		poll();
		assertThat(this.server.everything()).hasSize(1);
		assertThat(this.fans.numbers()).containsExactly(task);
	}

	@Test
	void a_dead_token_pauses_the_connection_and_loses_nothing() {
		long task = linked("before");
		this.server.setTokenGood(false);
		this.fans.edits(task, Field.TITLE, "after");
		work();
		assertThat(this.ledger.whyPaused(HERE)).contains("TokenRefused");
		this.server.setTokenGood(true);
		work();
		assertThat(theirs(task).values().get(Field.TITLE)).isEqualTo("before");
		reconciler().check();
		work();
		assertThat(theirs(task).values().get(Field.TITLE)).isEqualTo("after");
		assertThat(this.ledger.deadLetters(HERE)).isEmpty();
	}

	@Test
	void a_limit_is_waited_for_as_long_as_the_tracker_says_and_no_errand_is_worse_for_it() {
		long task = linked("before");
		this.tracker.fail(new TrackerFailure.Limited("slow down", Duration.ofSeconds(90)));
		this.fans.edits(task, Field.TITLE, "after");
		reconciler().work(5);
		assertThat(this.ledger.restsUntil(HERE)).isAfterOrEqualTo(this.clock.instant().plusSeconds(90));
		this.clock.pass(Duration.ofSeconds(89));
		assertThat(reconciler().work(5)).isZero();
		this.clock.pass(Duration.ofSeconds(3));
		assertThat(reconciler().work(5)).isOne();
		assertThat(theirs(task).values().get(Field.TITLE)).isEqualTo("after");
	}

	@Test
	void a_limit_without_a_time_is_waited_for_a_minute() {
		long task = linked("before");
		this.tracker.fail(new TrackerFailure.Limited("secondary", null));
		this.fans.edits(task, Field.TITLE, "after");
		reconciler().work(5);
		assertThat(this.ledger.restsUntil(HERE)).isAfterOrEqualTo(this.clock.instant().plusSeconds(60));
	}

	@Test
	void a_tracker_that_is_being_repaired_is_asked_again_when_it_says() {
		long task = linked("before");
		this.tracker.fail(new TrackerFailure.Unavailable("under repair", Duration.ofMinutes(20)));
		this.fans.edits(task, Field.TITLE, "after");
		reconciler().work(5);
		int asked = this.tracker.requests();
		this.clock.pass(Duration.ofMinutes(19));
		assertThat(reconciler().work(5)).isZero();
		assertThat(this.tracker.requests()).isEqualTo(asked);
		this.clock.pass(Duration.ofMinutes(1));
		assertThat(reconciler().work(5)).isOne();
		assertThat(theirs(task).values().get(Field.TITLE)).isEqualTo("after");
	}

	@Test
	void an_issue_that_the_tracker_refuses_is_a_dead_letter_that_can_be_replayed() {
		this.tracker.fail(new TrackerFailure.Refused("not today", null));
		long task = this.fans.opens("unloved");
		work();
		Subject subject = new Subject.OfTask(task);
		assertThat(this.ledger.deadLetters(HERE)).containsKey(subject).containsValue("Refused: not today");
		this.ledger.replay(HERE, subject);
		work();
		assertThat(theirs(task).values().get(Field.TITLE)).isEqualTo("unloved");
		assertThat(this.ledger.deadLetters(HERE)).isEmpty();
	}

	@Test
	void a_tracker_that_is_down_for_a_day_buries_nothing() {
		long task = linked("before");
		this.fans.edits(task, Field.TITLE, "after");
		for (int minutes = 0; minutes < 24 * 60; minutes += 10) {
			this.tracker.fail(new TrackerFailure.Unavailable("no answer"));
			reconciler().work(5);
			this.clock.pass(Duration.ofMinutes(10));
		}
		this.tracker.fail(null);
		this.clock.pass(Duration.ofHours(1));
		work();
		assertThat(theirs(task).values().get(Field.TITLE)).isEqualTo("after");
	}

	@Test
	void a_dry_run_says_what_would_be_done_and_does_nothing() {
		long task = linked("before");
		this.fans.edits(task, Field.TITLE, "after");
		int writes = this.server.writes();
		assertThat(reconciler().preview(task)).isInstanceOfSatisfying(Preview.Meet.class,
				(meet) -> assertThat(meet.plan().fields()).containsEntry(Field.TITLE,
						new FieldStep.ToTheirs("after", "before", "after", false)));
		long unlinked = this.fans.opens("not yet");
		assertThat(reconciler().preview(unlinked)).isInstanceOf(Preview.Make.class);
		assertThat(this.server.writes()).isEqualTo(writes);
		assertThat(this.ledger.ofTask(HERE, unlinked)).isEmpty();
	}

	@Test
	void an_existing_issue_is_linked_and_the_policy_says_which_values_stay() {
		RemoteId issue = this.engineers.opens("their name for it");
		long task = this.fans.opens("our name for it");
		this.ledger.open(Link.joining(HERE, task, issue));
		work();
		assertThat(ours(task, Field.TITLE)).isEqualTo("their name for it");
		assertThat(this.server.everything()).hasSize(1);
	}

	@Test
	void a_long_title_is_cut_there_and_stays_whole_here() {
		String title = "长".repeat(100);
		long task = linked(title);
		poll();
		assertThat(theirs(task).values().get(Field.TITLE)).hasSizeLessThanOrEqualTo(MemoryServer.TITLE).endsWith("[…]");
		assertThat(ours(task, Field.TITLE)).isEqualTo(title);
	}

	@Test
	void a_change_in_steady_state_costs_little_more_than_writing_and_reading_it() {
		for (int n = 0; n < 100; n++) {
			this.fans.opens("task " + n);
		}
		work();
		poll();
		poll();
		int before = this.tracker.requests();
		for (long task = 1; task <= 100; task++) {
			this.fans.edits(task, Field.TITLE, "edited " + task);
		}
		work();
		poll();
		double ours = (this.tracker.requests() - before) / 100.0;
		before = this.tracker.requests();
		for (long task = 1; task <= 100; task++) {
			this.engineers.edits(issueOf(task), Field.TITLE, "theirs " + task);
		}
		poll();
		double theirs = (this.tracker.requests() - before) / 100.0;
		// The tracker in memory reads back within the same call: one more where that is
		// two.
		assertThat(ours).isLessThan(1.2);
		assertThat(theirs).isLessThan(2.2);
		assertThat(ours(100, Field.TITLE)).isEqualTo("theirs 100");
	}

}
