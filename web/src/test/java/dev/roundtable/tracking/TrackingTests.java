package dev.roundtable.tracking;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.secrets.SecretUnreadable;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.NewTask;
import dev.roundtable.tasks.Origin;
import dev.roundtable.tasks.Severity;
import dev.roundtable.tasks.Task;
import dev.roundtable.tasks.TaskComments;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.tasks.TaskQueries;
import dev.roundtable.tracker.Delivery;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RemoteComment;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.RemotePerson;
import dev.roundtable.tracker.Tracker;
import dev.roundtable.tracker.Visibility;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.Direction;
import dev.roundtable.tracker.sync.Link;
import dev.roundtable.tracker.sync.Policy;
import dev.roundtable.tracker.sync.Side;
import dev.roundtable.tracker.sync.Subject;
import dev.roundtable.tracker.sync.TaskMirror;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class TrackingTests {

	private static final RemoteId NOWHERE = new RemoteId("owner/name", "999");

	private final Topics topics;

	private final Tasks tasks;

	private final TaskComments comments;

	private final Connections connections;

	private final Mappings mappings;

	private final Ledger ledger;

	private final ListMirror mirror;

	private final Hooks hooks;

	private final TrackerFollower follower;

	private final Journal journal;

	private final JdbcClient jdbc;

	private final World world;

	private final Viewer ada;

	private final FakeTracker tracker;

	private final OpenTrackers trackers;

	private final ConnectionId here;

	TrackingTests(Topics topics, Tasks tasks, TaskComments comments, Connections connections, Mappings mappings,
			Ledger ledger, ListMirror mirror, TaskQueries listed, Errands errands, TrackerFollower follower,
			Journal journal, Clock clock, JdbcClient jdbc, PlatformTransactionManager transactions, World world) {
		this.topics = topics;
		this.tasks = tasks;
		this.comments = comments;
		this.connections = connections;
		this.mappings = mappings;
		this.ledger = ledger;
		this.mirror = mirror;
		this.follower = follower;
		this.journal = journal;
		this.jdbc = jdbc;
		this.world = world;
		this.ada = world.somebody(Role.ADMINISTRATOR);
		this.tracker = new FakeTracker(clock, "s3cret");
		String kind = "FAKE";
		this.trackers = new OpenTrackers(connections, mappings, mirror, ledger, listed, List.of(new Connector() {

			@Override
			public String kind() {
				return kind;
			}

			@Override
			public Tracker open(Opening opening) {
				return TrackingTests.this.tracker;
			}

		}), clock);
		this.hooks = new Hooks(jdbc, this.trackers, errands, transactions, clock);
		this.here = connections.create(this.ada, new Connections.New(kind, name(), "https://tracker.example/", name(),
				null, null, "t0ken-" + world.board, "s3cret"), OnceKey.NONE);
		Map<Side, Map<String, String>> statuses = Map.of(Side.OURS,
				Map.of("NEW", "open", "CONFIRMED", "open", "IN_PROGRESS", "doing", "FIXED", "done", "DECLINED", "no"),
				Side.THEIRS, Map.of("open", "CONFIRMED", "doing", "IN_PROGRESS", "done", "FIXED", "no", "DECLINED",
						"verified", "VERIFIED"));
		Map<Side, Map<String, String>> people = Map.of(Side.OURS, Map.of(id(world.lin), "li"), Side.THEIRS,
				Map.of("li", id(world.lin), "fan", id(world.mei)));
		mappings.replace(
				this.ada, this.here, 1, Map.of(Field.TITLE, rule(Map.of()), Field.STATUS, rule(statuses),
						Field.ASSIGNEE, rule(people), Field.RELEASE, rule(Map.of()), Field.DESCRIPTION, rule(Map.of())),
				OnceKey.NONE);
		this.ledger.resume(this.here);
	}

	private String name() {
		return "Tracker-" + this.world.board;
	}

	private static String id(Viewer viewer) {
		return String.valueOf(viewer.id().value());
	}

	static Mappings.Rule rule(Map<Side, Map<String, String>> words) {
		return new Mappings.Rule(Direction.BOTH, Policy.THEIRS, words);
	}

	@Test
	void nobody_but_an_administrator_connects_a_tracker() {
		for (Viewer other : List.of(this.world.mei, this.world.lin, this.world.somebody(Role.MODERATOR))) {
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.connections.create(other, asked("Other-" + this.world.board), OnceKey.NONE));
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.mappings.replace(other, this.here, 1, Map.of(), OnceKey.NONE));
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.connections.letGo(other, this.here, OnceKey.NONE));
		}
	}

	private static Connections.New asked(String name) {
		return new Connections.New("FAKE", name, "https://tracker.example/", name, null, null, "t0ken", null);
	}

	@Test
	void a_token_is_in_no_row_and_in_no_text() {
		String token = "t0ken-" + this.world.board;
		assertThat(this.jdbc.sql("select token from tracker_connections where id = ?")
			.param(this.here.value())
			.query(String.class)
			.single()).doesNotContain(token);
		assertThat(this.jdbc.sql("select count(*) from journal where facts like ?")
			.param("%" + token + "%")
			.query(Long.class)
			.single()).isZero();
		assertThat(this.connections.opening(this.here).token()).isEqualTo(token);
		assertThat(this.connections.opening(this.here).toString()).doesNotContain(token).doesNotContain("s3cret");
		assertThat(asked("x").toString()).doesNotContain("t0ken");
		assertThat(this.connections.find(this.here).toString()).doesNotContain(token);
	}

	@Test
	void a_token_that_was_moved_to_another_row_opens_nothing() {
		ConnectionId other = this.connections.create(this.ada, asked("Moved-" + this.world.board), OnceKey.NONE);
		this.jdbc.sql("""
				update tracker_connections set token = (select token from tracker_connections where id = :here)
				where id = :other
				""").param("here", this.here.value()).param("other", other.value()).update();
		assertThatExceptionOfType(SecretUnreadable.class).isThrownBy(() -> this.connections.opening(other));
	}

	@Test
	void a_task_that_is_pushed_becomes_an_issue_and_both_stay_in_step() {
		TaskNumber task = open("It stutters");
		push(task);
		work();
		assertThat(this.tracker.only().values().get(Field.TITLE)).isEqualTo("It stutters");
		this.tasks.change(this.world.lin, task, TaskEdit.status(version(task), TaskStatus.IN_PROGRESS));
		look(task);
		assertThat(this.tracker.only().values().get(Field.STATUS)).isEqualTo("doing");
		this.tracker.edit(this.tracker.only().id(), Field.TITLE, "It stutters when charging");
		look(task);
		assertThat(find(task).title()).isEqualTo("It stutters when charging");
		int writes = this.tracker.writes;
		look(task);
		look(task);
		assertThat(this.tracker.writes).as("nothing is echoed").isEqualTo(writes);
	}

	@Test
	void what_the_list_refuses_stays_and_says_why() {
		TaskNumber task = open("It stutters");
		push(task);
		work();
		this.tracker.edit(this.tracker.only().id(), Field.STATUS, "verified");
		this.tracker.edit(this.tracker.only().id(), Field.TITLE, "Stutters");
		look(task);
		assertThat(find(task)).extracting(Task::status, Task::title).containsExactly(TaskStatus.NEW, "Stutters");
		Link link = this.ledger.ofTask(this.here, task.value()).orElseThrow();
		assertThat(Objects.requireNonNull(link.fields().get(Field.STATUS)).why()).isNotBlank();
	}

	@Test
	void an_issue_is_declined_there_and_fans_read_a_reason_here() {
		TaskNumber task = open("It stutters");
		push(task);
		work();
		this.tracker.edit(this.tracker.only().id(), Field.STATUS, "no");
		look(task);
		assertThat(find(task).status()).isEqualTo(TaskStatus.DECLINED);
		assertThat(find(task).reason()).isEqualTo(FieldEdit.DECLINED);
	}

	@Test
	void a_change_that_finds_the_task_changed_changes_nothing() {
		TaskNumber task = open("It stutters");
		TaskMirror.Applied applied = this.mirror.apply(this.here, task.value(),
				new TaskMirror.Change(Map.of(Field.TITLE, new TaskMirror.Swap("It was called so before", "Mine")),
						FakeTracker.LI, URI.create("https://tracker.example/1")));
		assertThat(applied).isEqualTo(new TaskMirror.Applied.Stale());
		assertThat(find(task).title()).isEqualTo("It stutters");
	}

	@Test
	void a_public_comment_of_an_engineer_there_is_her_answer_here() {
		TaskNumber task = open("It stutters");
		push(task);
		work();
		RemoteId issue = this.tracker.only().id();
		this.tracker.say(issue, FakeTracker.LI, "Fixed in **2.4**", Visibility.PUBLIC);
		this.tracker.say(issue, FakeTracker.LI, "the vendor is to blame", Visibility.PRIVATE);
		this.tracker.say(issue, new RemotePerson("x", "Stranger"), "me too", Visibility.PUBLIC);
		this.tracker.say(issue, new RemotePerson("fan", "Mei"), "I am no engineer", Visibility.PUBLIC);
		look(task);
		look(task);
		assertThat(this.comments.of(task, this.world.lin)).singleElement().satisfies((answer) -> {
			assertThat(answer.author()).isEqualTo(this.world.lin.name());
			assertThat(answer.html()).contains("<strong>2.4</strong>");
			assertThat(answer.internal()).isFalse();
		});
		assertThat(FakeTracker.comments(this.tracker.only())).as("none comes back").hasSize(4);
	}

	@Test
	void strangers_are_told_by_name_where_an_administrator_lets_them() {
		this.connections.decide(this.ada, this.here, this.connections.find(this.here).version(), Direction.BOTH, null,
				false, true, OnceKey.NONE);
		TaskNumber task = open("It stutters");
		push(task);
		work();
		this.tracker.say(this.tracker.only().id(), new RemotePerson("x", "St*anger"), "me too", Visibility.PUBLIC);
		look(task);
		assertThat(this.comments.of(task, null)).singleElement().satisfies((answer) -> {
			assertThat(answer.author()).isEqualTo(name());
			assertThat(answer.body()).isEqualTo("**St anger**:\n\nme too");
		});
	}

	@Test
	void a_comment_is_taken_once_however_many_do_it_at_once() throws InterruptedException {
		TaskNumber task = open("It stutters");
		RemoteComment comment = new RemoteComment("5", FakeTracker.LI, "Soon", null, Visibility.PUBLIC, Instant.EPOCH);
		List<TaskMirror.Written> written = World.atOnce(4,
				Collections.nCopies(4, () -> this.mirror.comment(this.here, task.value(), NOWHERE, comment, "Soon")));
		assertThat(this.comments.of(task, null)).hasSize(1);
		assertThat(written).extracting((one) -> ((TaskMirror.Written.Done) one).comment())
			.containsOnly(MirroredTasks.Numbers.ofAnswer(this.comments.of(task, null).getFirst().id()));
		assertThat(written.stream().filter((one) -> ((TaskMirror.Written.Done) one).anew())).hasSize(1);
	}

	@Test
	void what_was_taken_is_corrected_and_taken_back_with_its_original() {
		TaskNumber task = open("It stutters");
		RemoteComment comment = new RemoteComment("5", FakeTracker.LI, "Soon", null, Visibility.PUBLIC, Instant.EPOCH);
		long id = ((TaskMirror.Written.Done) this.mirror.comment(this.here, task.value(), NOWHERE, comment, "Soon"))
			.comment();
		this.mirror.reword(this.here, task.value(), id, "Sooner");
		assertThat(this.comments.of(task, null)).extracting(TaskComments.Comment::body).containsExactly("Sooner");
		this.mirror.withdraw(this.here, task.value(), id);
		this.mirror.withdraw(this.here, task.value(), id);
		this.mirror.reword(this.here, task.value(), id, "Late");
		assertThat(this.comments.of(task, null)).isEmpty();
	}

	@Test
	void nothing_that_is_the_teams_leaves_the_house() {
		TaskNumber task = open("It stutters");
		this.comments.write(this.world.lin, task, "canary of the team", true);
		this.comments.write(this.world.lin, task, "we are on it", false);
		push(task);
		work();
		look(task);
		assertThat(FakeTracker.comments(this.tracker.only())).singleElement()
			.satisfies((copy) -> assertThat(copy.text()).contains("we are on it").contains(this.world.lin.name()));
		this.tasks.change(this.world.lin, task, TaskEdit.audience(version(task), "team"));
		this.tasks.change(this.world.lin, task, TaskEdit.title(version(task), "canary"));
		look(task);
		assertThat(this.tracker.only().toString()).doesNotContain("canary");
		TaskNumber hidden = this.tasks.open(this.world.lin,
				new NewTask("canary two", null, TaskKind.BUG, null, null, "team"), OnceKey.NONE);
		push(hidden);
		work();
		assertThat(this.tracker.issues).hasSize(1);
	}

	@Test
	void a_fans_report_and_what_is_said_below_it_reach_the_tracker_under_her_name() {
		TopicId topic = this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.BUG, "It stutters", "When I charge it", List.of()))
			.topic();
		long task = this.jdbc.sql("select task_number from task_topic_facts where topic_id = ?")
			.param(topic.value())
			.query(Long.class)
			.single();
		this.topics.reply(this.world.jun, OnceKey.NONE, topic, "Mine does it, too");
		push(TaskNumber.of(task));
		work();
		look(TaskNumber.of(task));
		assertThat(this.tracker.only().values().get(Field.DESCRIPTION)).isEqualTo("When I charge it");
		assertThat(FakeTracker.comments(this.tracker.only())).singleElement()
			.satisfies((copy) -> assertThat(copy.text()).contains(this.world.jun.name()).contains("Mine does it, too"));
	}

	@Test
	void an_issue_is_taken_in_once_and_stands_where_it_stood() throws InterruptedException {
		takeIn();
		RemoteId fixed = this.tracker.add(Map.of(Field.TITLE, "Fixed there", Field.STATUS, "done", Field.RELEASE,
				"2.4.1", Field.DESCRIPTION, "<script>alert(1)</script>", Field.ASSIGNEE, "li"));
		this.tracker.add(Map.of(Field.TITLE, "New there", Field.STATUS, "open"));
		this.ledger.want(this.here, new Subject.Everything(), false);
		work();
		work();
		work();
		Link link = this.ledger.ofIssue(this.here, fixed).orElseThrow();
		Task task = find(TaskNumber.of(Objects.requireNonNull(link.task())));
		assertThat(task).extracting(Task::status, Task::fixedIn, Task::assigneeId, Task::origin)
			.containsExactly(TaskStatus.FIXED, "2.4.1", this.world.lin.id().value(), Origin.Place.TRACKER);
		List<Long> again = World.atOnce(4, Collections.nCopies(4,
				() -> this.mirror.take(this.here, this.tracker.fetch(fixed), this.tracker.fetch(fixed).values())));
		assertThat(again).containsOnly(task.number());
		assertThat(this.tracker.writes).isZero();
	}

	@Test
	void a_rule_pushes_what_it_finds_and_nothing_else() {
		this.connections.decide(this.ada, this.here, this.connections.find(this.here).version(), Direction.BOTH,
				"severity:critical " + this.world.board, false, false, OnceKey.NONE);
		TaskNumber grave = this.tasks.open(this.world.lin,
				new NewTask("Burns " + this.world.board, null, TaskKind.BUG, Severity.CRITICAL, null, null),
				OnceKey.NONE);
		TaskNumber light = open("Squeaks " + this.world.board);
		for (TaskNumber task : List.of(grave, light)) {
			this.follower.deliver(this.journal.of(Tasks.subject(task.value())));
		}
		work();
		assertThat(this.tracker.issues.values()).extracting((one) -> one.values().get(Field.TITLE))
			.containsExactly("Burns " + this.world.board);
	}

	@Test
	void what_came_from_a_connection_is_told_to_the_others_alone() {
		ConnectionId other = this.connections.create(this.ada, asked("Other-" + this.world.board), OnceKey.NONE);
		TaskNumber task = open("It stutters");
		push(task);
		this.ledger.open(Link.joining(other, task.value(), NOWHERE));
		work();
		this.tracker.edit(this.tracker.only().id(), Field.TITLE, "Stutters");
		this.tracker.say(this.tracker.only().id(), FakeTracker.LI, "Soon", Visibility.PUBLIC);
		look(task);
		this.tasks.change(this.world.lin, task, TaskEdit.severity(version(task), Severity.MINOR));
		assertThat(told(task, "retitled")).containsExactly(other.value());
		assertThat(told(task, "answered")).containsExactly(other.value());
		assertThat(told(task, "rated")).containsExactlyInAnyOrder(this.here.value(), other.value());
	}

	/** Of the connections of this test: those of others may take anything. */
	private List<Long> told(TaskNumber task, String action) {
		return this.journal.of(Tasks.subject(task.value()))
			.stream()
			.filter((entry) -> entry.action().equals(action))
			.flatMap((entry) -> this.follower.wanted(entry).stream())
			.map(TrackerFollower.Wanted::connection)
			.filter((connection) -> connection >= this.here.value())
			.toList();
	}

	@Test
	void a_token_that_dies_pauses_the_connection_and_loses_nothing() {
		TaskNumber task = open("It stutters");
		push(task);
		work();
		this.tracker.tokenIsDead = true;
		this.tasks.change(this.world.lin, task, TaskEdit.title(version(task), "Stutters"));
		look(task);
		assertThat(this.jdbc.sql("select paused_why from tracker_states where connection_id = ?")
			.param(this.here.value())
			.query(String.class)
			.single()).contains("revoked");
		this.tracker.tokenIsDead = false;
		work();
		assertThat(this.tracker.only().values().get(Field.TITLE)).isEqualTo("It stutters");
		this.connections.letGo(this.ada, this.here, OnceKey.NONE);
		work();
		assertThat(this.tracker.only().values().get(Field.TITLE)).isEqualTo("Stutters");
	}

	@Test
	void a_delivery_is_a_hint_once_and_only_when_it_is_signed() throws InterruptedException {
		takeIn();
		RemoteId issue = this.tracker.add(Map.of(Field.TITLE, "New there"));
		byte[] body = issue.issue().getBytes(StandardCharsets.UTF_8);
		assertThatExceptionOfType(Delivery.Forged.class)
			.isThrownBy(() -> this.hooks.take(this.here, new Delivery(Map.of("X-Delivery", "1"), body)));
		assertThat(this.ledger.claim(this.here, 5, Duration.ofMinutes(1))).isEmpty();
		Delivery signed = new Delivery(Map.of("X-Delivery", "1", FakeTracker.SIGNATURE, "s3cret"), body);
		World.atOnce(4, Collections.nCopies(4, () -> {
			this.hooks.take(this.here, signed);
			return true;
		}));
		work();
		assertThat(this.ledger.ofIssue(this.here, issue).orElseThrow().task()).isNotNull();
		this.hooks.take(this.here, signed);
		assertThat(work()).as("a replay asks for nothing").isZero();
	}

	private void takeIn() {
		this.connections.decide(this.ada, this.here, this.connections.find(this.here).version(), Direction.BOTH, null,
				true, false, OnceKey.NONE);
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

	private void push(TaskNumber task) {
		this.ledger.open(new Link(this.here, task.value(), new Link.Making(), Map.of(), List.of(), null));
		this.ledger.want(this.here, new Subject.OfTask(task.value()), false);
	}

	private void look(TaskNumber task) {
		this.ledger.want(this.here, new Subject.OfTask(task.value()), true);
		work();
	}

	/**
	 * Until nothing is due. The journal is delivered meanwhile, and whoever writes an
	 * errand has it for a moment.
	 */
	private int work() {
		int done = 0;
		for (int round = 0; round < 300 && due(); round++) {
			done += this.trackers.of(this.here).reconciler().work(20);
		}
		return done;
	}

	private boolean due() {
		return this.jdbc
			.sql("select count(*) from tracker_errands where connection_id = ? and due_at <= current_timestamp")
			.param(this.here.value())
			.query(Long.class)
			.single() > 0;
	}

}
