package dev.roundtable.tracking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Entry;
import dev.roundtable.journal.Journal;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.NewTask;
import dev.roundtable.tasks.Task;
import dev.roundtable.tasks.TaskComments;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskQueries;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.tasks.TrackerLinks;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.RemotePerson;
import dev.roundtable.tracker.Tracker;
import dev.roundtable.tracker.Visibility;
import dev.roundtable.tracker.sync.Claim;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.Direction;
import dev.roundtable.tracker.sync.Link;
import dev.roundtable.tracker.sync.Policy;
import dev.roundtable.tracker.sync.Side;
import dev.roundtable.tracker.sync.Subject;
import dev.roundtable.tracker.sync.SyncLedger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class LinkingTests {

	private final Tasks tasks;

	private final TaskComments comments;

	private final Connections connections;

	private final Mappings mappings;

	private final Ledger ledger;

	private final Turns turns;

	private final Journal journal;

	private final JdbcClient jdbc;

	private final World world;

	private final Viewer ada;

	private final FakeTracker tracker;

	private final OpenTrackers trackers;

	private final Linking linking;

	private final TrackerLinks shown;

	private final ConnectionId here;

	LinkingTests(Tasks tasks, TaskComments comments, Connections connections, Mappings mappings, Ledger ledger,
			ListMirror mirror, TaskQueries listed, Turns turns, Journal journal, Clock clock, MirroredTasks mirrored,
			HandMade handMade, Limits limits, Once once, TrackerLinks shown, JdbcClient jdbc, World world) {
		this.tasks = tasks;
		this.comments = comments;
		this.connections = connections;
		this.mappings = mappings;
		this.ledger = ledger;
		this.turns = turns;
		this.journal = journal;
		this.jdbc = jdbc;
		this.world = world;
		this.shown = shown;
		this.ada = world.somebody(Role.ADMINISTRATOR);
		this.tracker = new FakeTracker(clock, "s3cret");
		// A project is connected once, and all tests share their databases.
		String kind = "F" + this.ada.id().value();
		this.trackers = new OpenTrackers(connections, mappings, mirror, ledger, listed, List.of(new Connector() {

			@Override
			public String kind() {
				return kind;
			}

			@Override
			public Tracker open(Opening opening) {
				return LinkingTests.this.tracker;
			}

		}), clock);
		this.linking = new Linking(connections, this.trackers, new Asking(this.trackers, connections), mirrored,
				handMade, ledger, tasks, journal, limits, once);
		this.here = connections.create(this.ada,
				new Connections.New(kind, name(), "https://tracker.example/", "owner/name", null, null, "t0ken", null),
				OnceKey.NONE);
		map(Map.of());
		this.ledger.resume(this.here);
	}

	private String name() {
		return "Linked-" + this.world.board;
	}

	private void map(Map<Side, Map<String, String>> people) {
		this.mappings.replace(this.ada, this.here, this.connections.find(this.here).version(),
				Map.of(Field.TITLE, TrackingTests.rule(Map.of()), Field.DESCRIPTION, TrackingTests.rule(Map.of()),
						Field.ASSIGNEE, TrackingTests.rule(people), Field.RELEASE,
						new Mappings.Rule(Direction.BOTH, Policy.ASK, Map.of())),
				OnceKey.NONE);
	}

	/** It would find the tasks of other tests. */
	@AfterEach
	void no_rule_is_left() {
		this.jdbc.sql("update tracker_connections set pushed = null where id = ?").param(this.here.value()).update();
	}

	@Test
	void only_the_team_pushes_links_and_parts_and_only_an_administrator_tries_again() {
		TaskNumber task = open("It stutters");
		for (Viewer fan : List.of(this.world.mei, this.world.jun)) {
			refused(() -> this.linking.push(fan, task, this.here.value(), OnceKey.NONE));
			refused(() -> this.linking.join(fan, task, this.here.value(), "1", OnceKey.NONE));
			refused(() -> this.linking.part(fan, task, this.here.value(), OnceKey.NONE));
			refused(() -> this.linking.settle(fan, task, this.here.value(), Field.TITLE, Side.OURS, OnceKey.NONE));
			refused(() -> this.shown.of(task, fan));
		}
		refused(() -> this.linking.retry(this.world.lin, task, this.here.value(), OnceKey.NONE));
		assertThat(this.ledger.ofTask(this.here, task.value())).isEmpty();
	}

	private static void refused(Runnable act) {
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(act::run);
	}

	@Test
	void a_task_is_pushed_by_hand_though_no_rule_names_it() {
		TaskNumber task = open("It stutters");
		push(task);
		assertThat(one(task).stage()).isEqualTo("MAKING");
		work();
		assertThat(this.tracker.only().values().get(Field.TITLE)).isEqualTo("It stutters");
		assertThat(one(task)).satisfies((link) -> {
			assertThat(link.stage()).isEqualTo("JOINED");
			assertThat(link.issue()).isEqualTo(this.tracker.only().id().issue());
			assertThat(link.agreed()).isNotNull();
			assertThat(link.waits()).isNull();
		});
		assertThat(did(task)).contains("pushed");
	}

	@Test
	void two_who_push_at_once_make_one_issue_and_the_other_is_told() throws InterruptedException {
		TaskNumber task = open("It stutters");
		List<String> said = World.atOnce(2, Collections.nCopies(2, () -> code(() -> push(task))));
		assertThat(said).containsExactlyInAnyOrder("", "links.already");
		work();
		assertThat(this.tracker.issues).hasSize(1);
		assertThat(code(() -> push(task))).isEqualTo("links.already");
	}

	@Test
	void what_not_everybody_may_read_is_never_pushed() {
		TaskNumber hidden = this.tasks.open(this.world.lin,
				new NewTask("canary", null, TaskKind.BUG, null, null, "team"), OnceKey.NONE);
		assertThat(code(() -> push(hidden))).isEqualTo("links.private");
		assertThat(Objects.requireNonNull(this.shown.of(hidden, this.world.lin)).open()).isFalse();
		TaskNumber opened = open("It stutters");
		push(opened);
		this.tasks.change(this.world.lin, opened, TaskEdit.audience(version(opened), "team"));
		work();
		assertThat(this.tracker.issues).as("it was not to be seen any more before it had an issue").isEmpty();
	}

	@Test
	void a_linked_task_that_becomes_the_teams_keeps_its_link_and_nothing_crosses_until_it_is_open_again() {
		TaskNumber task = open("It stutters");
		push(task);
		work();
		RemoteId issue = this.tracker.only().id();
		this.tasks.change(this.world.lin, task, TaskEdit.audience(version(task), "team"));
		this.tasks.change(this.world.lin, task, TaskEdit.title(version(task), "canary"));
		this.comments.write(this.world.lin, task, "canary of the team", false);
		this.tracker.say(issue, FakeTracker.LI, "said there meanwhile", Visibility.PUBLIC);
		look(task);
		assertThat(this.tracker.only().toString()).doesNotContain("canary");
		assertThat(this.comments.of(task, this.world.lin)).extracting(TaskComments.Comment::body)
			.containsExactly("canary of the team");
		assertThat(one(task).stage()).isEqualTo("JOINED");
		assertThat(Objects.requireNonNull(this.shown.of(task, this.world.lin)).open()).isFalse();
		this.tasks.change(this.world.lin, task, TaskEdit.audience(version(task), "everyone"));
		this.tasks.change(this.world.lin, task, TaskEdit.title(version(task), "It stutters again"));
		look(task);
		assertThat(this.tracker.only().values().get(Field.TITLE)).isEqualTo("It stutters again");
	}

	@Test
	void an_existing_issue_is_linked_by_its_number_or_the_address_of_its_page() {
		RemoteId one = this.tracker.add(Map.of(Field.TITLE, "There already"));
		RemoteId two = this.tracker.add(Map.of(Field.TITLE, "There, too"));
		TaskNumber task = open("It stutters");
		TaskNumber other = open("It hums");
		join(task, "#" + one.issue());
		join(other, "https://tracker.example/" + two.issue() + "?tab=notes#note-3");
		work();
		assertThat(this.ledger.ofTask(this.here, task.value()).orElseThrow().issue()).isEqualTo(one);
		assertThat(this.ledger.ofTask(this.here, other.value()).orElseThrow().issue()).isEqualTo(two);
		assertThat(did(task)).contains("linked");
		assertThat(this.tracker.issues).as("none is made").hasSize(2);
	}

	@Test
	void what_is_no_issue_there_or_another_tasks_is_refused_and_says_why() {
		RemoteId issue = this.tracker.add(Map.of(Field.TITLE, "There already"));
		TaskNumber task = open("It stutters");
		for (String nonsense : new String[] { "", " ", "12/../../users", "https://", "javascript:alert(1)",
				"x".repeat(600) }) {
			assertThat(code(() -> join(task, nonsense))).as(nonsense).isEqualTo("links.issue");
		}
		assertThat(code(() -> join(task, "999"))).isEqualTo("links.gone");
		assertThat(code(() -> join(task, "https://elsewhere.example/" + issue.issue()))).isEqualTo("links.elsewhere");
		assertThat(code(() -> join(task, "https://tracker.example/other/" + issue.issue())))
			.isEqualTo("links.elsewhere");
		TaskNumber first = open("It hums");
		join(first, issue.issue());
		assertThat(code(() -> join(task, issue.issue()))).isEqualTo("links.taken");
		this.tracker.tokenIsDead = true;
		assertThat(code(() -> join(task, issue.issue()))).isEqualTo("links.away");
		assertThat(this.ledger.ofTask(this.here, task.value())).isEmpty();
	}

	@Test
	void two_tasks_that_are_linked_with_one_issue_at_once_get_it_once() throws InterruptedException {
		RemoteId issue = this.tracker.add(Map.of(Field.TITLE, "There already"));
		List<Callable<String>> both = List.of(open("It stutters"), open("It hums"))
			.stream()
			.<Callable<String>>map((task) -> () -> code(() -> join(task, issue.issue())))
			.toList();
		assertThat(World.atOnce(2, both)).containsOnlyOnce("").hasSize(2).doesNotContain("links.gone");
		assertThat(this.ledger.ofIssue(this.here, issue)).isPresent();
	}

	@Test
	void what_was_parted_stays_on_both_sides_and_nothing_crosses() {
		TaskNumber task = open("It stutters");
		push(task);
		work();
		RemoteId issue = this.tracker.only().id();
		part(task);
		assertThat(did(task)).contains("unlinked");
		this.tasks.change(this.world.lin, task, TaskEdit.title(version(task), "Renamed here"));
		this.comments.write(this.world.lin, task, "said here", false);
		this.tracker.say(issue, FakeTracker.LI, "said there", Visibility.PUBLIC);
		look(task);
		assertThat(this.tracker.only().values().get(Field.TITLE)).isEqualTo("It stutters");
		assertThat(FakeTracker.comments(this.tracker.only())).hasSize(1);
		assertThat(this.comments.of(task, null)).hasSize(1);
		assertThat(one(task)).satisfies((link) -> {
			assertThat(link.isEnded()).isTrue();
			assertThat(link.why()).contains(this.world.lin.name());
		});
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> part(task));
	}

	@Test
	void what_was_parted_can_be_linked_again_with_this_or_another_and_by_another_task() {
		TaskNumber task = open("It stutters");
		push(task);
		work();
		RemoteId issue = this.tracker.only().id();
		this.comments.write(this.world.lin, task, "said before", false);
		look(task);
		part(task);
		push(task);
		work();
		assertThat(this.tracker.issues).as("the one that bears our name").hasSize(1);
		assertThat(FakeTracker.comments(this.tracker.only())).as("nothing is said twice").hasSize(1);
		part(task);
		TaskNumber other = open("It hums");
		join(other, issue.issue());
		work();
		assertThat(this.ledger.ofIssue(this.here, issue).orElseThrow().task()).isEqualTo(other.value());
	}

	@Test
	void an_issue_that_a_task_was_parted_from_becomes_no_task_when_that_gets_another() {
		rule(null, true);
		TaskNumber task = open("It stutters");
		push(task);
		work();
		RemoteId first = this.tracker.only().id();
		part(task);
		RemoteId second = this.tracker.add(Map.of(Field.TITLE, "It stutters there"));
		join(task, second.issue());
		work();
		long before = tasks();
		this.tracker.edit(first, Field.TITLE, "Edited there");
		this.ledger.want(this.here, new Subject.OfIssue(first), false);
		work();
		assertThat(tasks()).isEqualTo(before);
		assertThat(this.ledger.ofIssue(this.here, first).orElseThrow().task()).isNull();
		assertThat(this.ledger.ofTask(this.here, task.value()).orElseThrow().issue()).isEqualTo(second);
	}

	@Test
	void a_task_that_came_from_an_issue_and_has_another_now_is_left_alone_by_that() {
		rule(null, true);
		RemoteId first = this.tracker.add(Map.of(Field.TITLE, "It hums there"));
		this.ledger.want(this.here, new Subject.OfIssue(first), false);
		work();
		TaskNumber task = new TaskNumber(
				Objects.requireNonNull(this.ledger.ofIssue(this.here, first).orElseThrow().task()));
		part(task);
		push(task);
		work();
		RemoteId second = Objects.requireNonNull(this.ledger.ofTask(this.here, task.value()).orElseThrow().issue());
		assertThat(second).isNotEqualTo(first);
		this.ledger.want(this.here, new Subject.OfIssue(first), false);
		work();
		assertThat(this.jdbc.sql("select count(*) from tracker_errands where connection_id = ? and dead_at is not null")
			.param(this.here.value())
			.query(Long.class)
			.single()).isZero();
		assertThat(this.ledger.ofIssue(this.here, first).orElseThrow().stage()).isInstanceOf(Link.Ended.class);
		part(task);
		join(task, first.issue());
		work();
		assertThat(this.ledger.ofTask(this.here, task.value()).orElseThrow().issue()).isEqualTo(first);
	}

	@Test
	void who_was_parted_from_an_issue_that_is_another_tasks_now_gets_none_by_a_rule() {
		TaskNumber task = open("It stutters " + this.world.board);
		push(task);
		work();
		RemoteId issue = this.tracker.only().id();
		part(task);
		TaskNumber other = open("It hums");
		join(other, issue.issue());
		work();
		rule("kind:bug " + this.world.board, false);
		look(task);
		assertThat(this.tracker.issues).hasSize(1);
		assertThat(one(task).isEnded()).isTrue();
	}

	@Test
	void who_unlinks_a_task_while_its_issue_is_being_made_is_not_undone_by_the_rule() {
		TaskNumber task = open("It stutters " + this.world.board);
		push(task);
		part(task);
		rule("kind:bug " + this.world.board, false);
		look(task);
		assertThat(this.tracker.issues).isEmpty();
		assertThat(one(task).isEnded()).isTrue();
		push(task);
		work();
		assertThat(this.tracker.issues).as("by hand it is").hasSize(1);
	}

	private void rule(@Nullable String query, boolean takesIn) {
		this.connections.decide(this.ada, this.here, this.connections.find(this.here).version(), Direction.BOTH, query,
				takesIn, false, OnceKey.NONE);
	}

	private long tasks() {
		return this.jdbc.sql("select count(*) from tasks where origin_ref like :mine")
			.param("mine", this.here + "/%")
			.query(Long.class)
			.single();
	}

	@Test
	void who_has_a_task_in_hand_while_it_is_parted_keeps_nothing_of_it() {
		TaskNumber task = open("It stutters");
		push(task);
		work();
		this.ledger.want(this.here, new Subject.OfTask(task.value()), false);
		Claim claim = this.ledger.claim(this.here, 1, Duration.ofMinutes(10)).getFirst();
		Link before = this.ledger.ofTask(this.here, task.value()).orElseThrow();
		part(task);
		assertThatExceptionOfType(SyncLedger.ClaimLost.class)
			.isThrownBy(() -> this.ledger.keep(claim, before, List.of()));
		assertThat(one(task).isEnded()).isTrue();
	}

	@Test
	void what_waits_fails_or_was_given_up_is_shown_and_tried_again() {
		TaskNumber task = open("It stutters");
		push(task);
		assertThat(Objects.requireNonNull(one(task).waits()).how()).isEqualTo("due");
		Claim claim = this.ledger.claim(this.here, 1, Duration.ofMinutes(10)).getFirst();
		this.ledger.later(claim, Instant.parse("2031-01-01T00:00:00Z"), "Unavailable: away", true);
		assertThat(Objects.requireNonNull(one(task).waits())).satisfies((waits) -> {
			assertThat(waits.how()).isEqualTo("failing");
			assertThat(waits.why()).isEqualTo("Unavailable: away");
			assertThat(Objects.requireNonNull(waits.at()).iso()).isEqualTo("2031-01-01T00:00:00Z");
		});
		this.jdbc.sql("update tracker_errands set due_at = null, dead_at = current_timestamp where connection_id = ?")
			.param(this.here.value())
			.update();
		assertThat(Objects.requireNonNull(one(task).waits()).how()).isEqualTo("dead");
		this.linking.retry(this.ada, task, this.here.value(), OnceKey.NONE);
		assertThat(did(task)).contains("tried-again");
		work();
		assertThat(one(task).stage()).isEqualTo("JOINED");
		this.ledger.pause(this.here, "TokenRefused: revoked");
		assertThat(Objects.requireNonNull(one(task).waits()))
			.extracting(TrackerLinks.Waits::how, TrackerLinks.Waits::why)
			.containsExactly("paused", "TokenRefused: revoked");
	}

	@Test
	void what_lost_a_conflict_is_kept_and_shown_beside_what_stayed() {
		TaskNumber task = open("It stutters");
		push(task);
		work();
		this.tasks.change(this.world.lin, task, TaskEdit.title(version(task), "Renamed here"));
		this.tracker.edit(this.tracker.only().id(), Field.TITLE, "Renamed there");
		look(task);
		assertThat(find(task).title()).isEqualTo("Renamed there");
		assertThat(one(task).lost()).singleElement().satisfies((lost) -> {
			assertThat(lost.field()).isEqualTo("TITLE");
			assertThat(lost.lost()).isEqualTo("Renamed here");
			assertThat(lost.kept()).isEqualTo("Renamed there");
			assertThat(lost.here()).isTrue();
		});
	}

	@Test
	void where_a_person_is_to_say_who_is_right_she_says_it_on_the_task() {
		TaskNumber task = open("It stutters");
		push(task);
		work();
		this.tasks.change(this.world.lin, task, TaskEdit.plannedFor(version(task), "3.0"));
		this.tracker.edit(this.tracker.only().id(), Field.RELEASE, "4.0");
		look(task);
		assertThat(one(task).differs()).singleElement()
			.satisfies((differs) -> assertThat(differs)
				.extracting(TrackerLinks.Differs::field, TrackerLinks.Differs::ours, TrackerLinks.Differs::theirs,
						TrackerLinks.Differs::asked)
				.containsExactly("RELEASE", "3.0", "4.0", true));
		this.linking.settle(this.world.lin, task, this.here.value(), Field.RELEASE, Side.OURS, OnceKey.NONE);
		work();
		assertThat(this.tracker.only().values().get(Field.RELEASE)).isEqualTo("3.0");
		assertThat(one(task).differs()).isEmpty();
		assertThat(did(task)).contains("settled");
	}

	@Test
	void confirmed_bugs_of_ten_people_or_more_get_an_issue_by_rule_and_keep_it() {
		this.connections.decide(this.ada, this.here, this.connections.find(this.here).version(), Direction.BOTH,
				"kind:bug status:confirmed people:>=10 " + this.world.board, false, false, OnceKey.NONE);
		TaskNumber many = open("Many have it " + this.world.board);
		TaskNumber few = open("Few have it " + this.world.board);
		for (TaskNumber task : List.of(many, few)) {
			this.tasks.change(this.world.lin, task, TaskEdit.status(version(task), TaskStatus.CONFIRMED));
		}
		people(few, 9);
		people(many, 9);
		rule();
		assertThat(this.tracker.issues).isEmpty();
		people(many, 10);
		rule();
		rule();
		assertThat(this.tracker.issues.values()).extracting((issue) -> issue.values().get(Field.TITLE))
			.containsExactly(find(many).title());
		people(many, 3);
		this.tasks.change(this.world.lin, many, TaskEdit.title(version(many), "Renamed"));
		rule();
		look(many);
		assertThat(this.tracker.only().values().get(Field.TITLE)).isEqualTo("Renamed");
		assertThat(one(many).stage()).isEqualTo("JOINED");
	}

	private void people(TaskNumber task, int people) {
		this.jdbc.sql("update tasks set touched = nextval('task_touches'), people = :people where number = :task")
			.param("people", people)
			.param("task", task.value())
			.update();
	}

	private void rule() {
		this.jdbc.sql("""
				update tracker_states set poll_due_at = (select created_at from tracker_connections where id = :id)
				where connection_id = :id
				""").param("id", this.here.value()).update();
		this.turns.take(this.connections.find(this.here));
		work();
	}

	@Test
	void who_was_nobody_here_is_heard_as_soon_as_she_is_mapped() {
		TaskNumber task = open("It stutters");
		push(task);
		work();
		this.tracker.say(this.tracker.only().id(), new RemotePerson("lin-there", "Lin"), "Fixed soon",
				Visibility.PUBLIC);
		look(task);
		this.turns.take(this.connections.find(this.here));
		work();
		assertThat(this.comments.of(task, null)).isEmpty();
		map(Map.of(Side.THEIRS, Map.of("lin-there", String.valueOf(this.world.lin.id().value()))));
		this.turns.take(this.connections.find(this.here));
		work();
		assertThat(this.comments.of(task, null)).singleElement().satisfies((answer) -> {
			assertThat(answer.author()).isEqualTo(this.world.lin.name());
			assertThat(answer.body()).isEqualTo("Fixed soon");
		});
	}

	@Test
	void what_is_done_by_hand_is_told_to_the_team_alone() {
		TaskNumber task = open("It stutters");
		push(task);
		assertThat(this.journal.of(Tasks.subject(task.value()))).filteredOn((entry) -> entry.action().equals("pushed"))
			.singleElement()
			.satisfies((entry) -> {
				assertThat(entry.audience()).isEqualTo(Audience.TEAM);
				assertThat(entry.fact("name")).isEqualTo(name());
			});
	}

	private List<String> did(TaskNumber task) {
		return this.journal.of(Tasks.subject(task.value())).stream().map(Entry::action).toList();
	}

	private static String code(Runnable act) {
		try {
			act.run();
			return "";
		}
		catch (BadInput bad) {
			return bad.code().replaceFirst("^error\\.", "");
		}
	}

	private void push(TaskNumber task) {
		this.linking.push(this.world.lin, task, this.here.value(), OnceKey.NONE);
	}

	private void join(TaskNumber task, @Nullable String typed) {
		this.linking.join(this.world.lin, task, this.here.value(), typed, OnceKey.NONE);
	}

	private void part(TaskNumber task) {
		this.linking.part(this.world.lin, task, this.here.value(), OnceKey.NONE);
	}

	private TrackerLinks.Kept one(TaskNumber task) {
		return Objects.requireNonNull(this.shown.of(task, this.world.lin))
			.links()
			.stream()
			.filter((link) -> link.id() == this.here.value())
			.findFirst()
			.orElseThrow();
	}

	private TaskNumber open(String title) {
		return this.tasks.open(this.world.lin, NewTask.of(TaskKind.BUG, title, "", null), OnceKey.NONE);
	}

	private Task find(TaskNumber task) {
		return this.tasks.find(task, this.world.lin);
	}

	private long version(TaskNumber task) {
		return find(task).version();
	}

	private void look(TaskNumber task) {
		this.ledger.want(this.here, new Subject.OfTask(task.value()), true);
		work();
	}

	/** Until nothing is due, see {@link TrackingTests}. */
	private void work() {
		for (int round = 0; round < 300 && due(); round++) {
			this.trackers.of(this.here).reconciler().work(20);
		}
	}

	private boolean due() {
		return this.jdbc
			.sql("select count(*) from tracker_errands where connection_id = ? and due_at <= current_timestamp")
			.param(this.here.value())
			.query(Long.class)
			.single() > 0;
	}

}
