package dev.roundtable.demo;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.roundtable.boards.BoardKeeping;
import dev.roundtable.demo.Script.Scene;
import dev.roundtable.demo.Script.Step;
import dev.roundtable.feedback.FeedbackImport;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.Topics;
import dev.roundtable.forum.Votes;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.signin.Registration;
import dev.roundtable.tasks.NewTask;
import dev.roundtable.tasks.Severity;
import dev.roundtable.tasks.TaskComments;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.trust.ByHand;
import dev.roundtable.trust.TrustLevel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets the {@link World} live through its {@link Script} once, in an empty database. */
@Component
@Profile("demo")
class Demo implements SmartInitializingSingleton {

	private static final Logger log = LoggerFactory.getLogger(Demo.class);

	/** They climb the ladder of trust themselves. */
	private static final List<String> NEWCOMERS = List.of("大刘", "Jonas");

	private static final Duration AGE = Duration.ofDays(24);

	private static final Duration BETWEEN_TOPICS = Duration.ofHours(11);

	private static final Duration BETWEEN_WORDS = Duration.ofMinutes(17);

	private final Registration registration;

	private final BoardKeeping boards;

	private final Topics topics;

	private final Votes votes;

	private final Tasks tasks;

	private final TaskComments comments;

	private final FeedbackImport feedback;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final ByHand byHand;

	private final DemoReleases releases;

	private final DemoSeats seats;

	private final DemoClock clock;

	private final Map<String, Viewer> people = new HashMap<>();

	private final Map<String, TopicId> topicsByTitle = new HashMap<>();

	Demo(Registration registration, BoardKeeping boards, Topics topics, Votes votes, Tasks tasks, TaskComments comments,
			FeedbackImport feedback, JdbcClient jdbc, TransactionTemplate transaction, ByHand byHand,
			DemoReleases releases, DemoSeats seats, DemoClock clock) {
		this.registration = registration;
		this.boards = boards;
		this.topics = topics;
		this.votes = votes;
		this.tasks = tasks;
		this.comments = comments;
		this.feedback = feedback;
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.byHand = byHand;
		this.releases = releases;
		this.seats = seats;
		this.clock = clock;
	}

	/** Before the first request is taken: nobody is to see an empty world. */
	@Override
	public void afterSingletonsInstantiated() {
		long accounts = this.jdbc.sql("select count(*) from people_names").query(Long.class).single();
		if (accounts == 0) {
			// All or nothing: half a world would be taken for a whole one at the next
			// start.
			this.transaction.executeWithoutResult((status) -> make());
		}
		String names = String.join(", ", World.PEOPLE.stream().map(World.Resident::name).toList());
		log.info("""

				Welcome to the demo. Sign in as any of
				    {}
				with the password
				    {}
				""", names, World.PASSWORD);
	}

	private void make() {
		this.clock.setBack(AGE);
		for (World.Resident person : World.PEOPLE) {
			AccountId id = this.registration.create(person.name(), World.PASSWORD, person.role());
			this.people.put(person.name(), new Viewer(id, person.name(), person.role()));
		}
		trust();
		Viewer ada = who(World.ADA.name());
		World.BOARDS
			.forEach((board) -> this.boards.create(ada, OnceKey.NONE, board.slug(), board.name(), board.description()));
		this.seats.open(who(World.SUQING.name()), List.of(who(World.MAYA.name()), who(World.XIAOYU.name())),
				who("Jonas"), who("阿哲"));
		List<Scene> scenes = Script.read().scenes();
		@Nullable TaskNumber ofTheTeam = null;
		for (int i = 0; i < scenes.size(); i++) {
			play(scenes.get(i));
			if (i == scenes.size() / 2) {
				ofTheTeam = openTeamTask();
			}
			this.clock.pass(BETWEEN_TOPICS);
		}
		this.releases.make(who(World.SUQING.name()), Objects.requireNonNull(ofTheTeam));
		this.clock.setBack(Duration.ZERO);
	}

	/**
	 * They have been here for a while; nobody read anything before the world was made.
	 */
	private void trust() {
		Viewer zhou = who(World.LAOZHOU.name());
		World.PEOPLE.stream()
			.filter((person) -> person.role() == Role.FAN && !NEWCOMERS.contains(person.name()))
			.forEach((person) -> this.byHand.fix(zhou, OnceKey.NONE, who(person.name()).id(),
					person.equals(World.XIAOYU) ? TrustLevel.MEMBER : TrustLevel.BASIC, "Was here before the ladder"));
	}

	private void play(Scene scene) {
		TopicId topic = this.topics
			.post(who(scene.by()), OnceKey.NONE,
					new TopicDraft(scene.board(), scene.kind(), scene.title(), scene.body(), scene.tags()))
			.topic();
		this.topicsByTitle.put(scene.title(), topic);
		Objects.requireNonNull(scene.votes()).forEach((voter) -> this.votes.cast(who(voter), OnceKey.NONE, topic));
		for (Script.Reply reply : Objects.requireNonNull(scene.replies())) {
			this.clock.pass(BETWEEN_WORDS);
			this.topics.reply(who(reply.by()), OnceKey.NONE, topic, reply.text());
		}
		for (Step step : Objects.requireNonNull(scene.steps())) {
			this.clock.pass(BETWEEN_WORDS);
			take(step, task(topic));
		}
	}

	private void take(Step step, TaskNumber task) {
		if (step.answer() != null) {
			this.comments.write(who(step.by()), task, step.answer(), false);
		}
		if (step.note() != null) {
			this.comments.write(who(step.by()), task, step.note(), true);
		}
		if (step.to() != null) {
			Long original = (step.duplicateOf() != null)
					? Long.valueOf(task(Objects.requireNonNull(this.topicsByTitle.get(step.duplicateOf()))).value())
					: null;
			this.tasks.change(who(step.by()), task, new TaskEdit(version(task), step.to(), null, step.severity(),
					step.regression(), null, step.assignee(), step.fixedIn(), step.reason(), original, null, null));
		}
	}

	/** The team's own finding, a row among the others. */
	private TaskNumber openTeamTask() {
		Viewer lin = who(World.LIN.name());
		TaskNumber task = this.tasks.open(lin, new NewTask("相机冷启动在 lumen-mini 上超过 1.8 秒（目标 0.9 秒）", """
				实验室数据，二十次取中位数：

				| 机型 | 4.0.12 | 4.1.0-beta2 |
				|---|---|---|
				| lumen-one | 0.8 s | 0.9 s |
				| lumen-mini | 1.1 s | **1.8 s** |

				初步看是滤镜列表在主线程里解码缩略图。
				""", TaskKind.BUG, Severity.MAJOR, "camera", null), OnceKey.NONE);
		this.clock.pass(BETWEEN_WORDS);
		this.comments.write(who(World.TOMAS.name()), task,
				"Trace attached to the build. 700 ms of it is one blurry cat thumbnail.", true);
		return task;
	}

	private Viewer who(String name) {
		return Objects.requireNonNull(this.people.get(name), name);
	}

	private TaskNumber task(TopicId topic) {
		return Objects.requireNonNull(this.feedback.tasks(List.of(topic)).get(topic));
	}

	private long version(TaskNumber task) {
		return this.jdbc.sql("select version from task_facts where number = :task")
			.param("task", task.value())
			.query(Long.class)
			.single();
	}

}
