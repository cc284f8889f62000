package dev.roundtable.releases;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

import dev.roundtable.feedback.FeedbackImport;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.releases.ReleaseTasks.Item;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.Build;
import dev.roundtable.tasks.NewTask;
import dev.roundtable.tasks.Severity;
import dev.roundtable.tasks.Task;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskHistory;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.tasks.Tasks;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class ReleasesTests {

	private static final AtomicInteger SERIES = new AtomicInteger(700);

	/** Builds of this test alone: tasks of others are in none of them. */
	private final String series = SERIES.incrementAndGet() + ".";

	private final Releases releases;

	private final ReleaseList list;

	private final ReleaseTasks shown;

	private final NotesDraft draft;

	private final Publishing publishing;

	private final Plans plans;

	private final Tasks tasks;

	private final TaskHistory history;

	private final Topics topics;

	private final FeedbackImport feedback;

	private final JdbcClient jdbc;

	private final World world;

	ReleasesTests(Releases releases, ReleaseList list, ReleaseTasks shown, NotesDraft draft, Publishing publishing,
			Plans plans, Tasks tasks, TaskHistory history, Topics topics, FeedbackImport feedback, JdbcClient jdbc,
			World world) {
		this.releases = releases;
		this.list = list;
		this.shown = shown;
		this.draft = draft;
		this.publishing = publishing;
		this.plans = plans;
		this.tasks = tasks;
		this.history = history;
		this.topics = topics;
		this.feedback = feedback;
		this.jdbc = jdbc;
		this.world = world;
	}

	/** With a release on the site, other tests could name no build of their own. */
	@AfterEach
	void no_release_is_left() {
		List.of("release_publications", "releases").forEach((table) -> this.jdbc.sql("delete from " + table).update());
	}

	@Test
	void releases_are_listed_the_newest_build_first_and_page_by_page() {
		for (String build : List.of("5.9", "5.8.9", "5.8.10", "5.8.10-beta2")) {
			plan(build, build.contains("beta") ? Channel.BETA : Channel.STABLE);
		}
		var first = this.list.page(null, null, 3);
		assertThat(first.items()).extracting(ReleaseView::build)
			.containsExactly(name("5.9"), name("5.8.10"), name("5.8.10-beta2"));
		assertThat(this.list.page(null, first.next(), 3).items()).extracting(ReleaseView::build)
			.containsExactly(name("5.8.9"));
		assertThat(this.list.page(Channel.BETA, null, 3).items()).extracting(ReleaseView::build)
			.containsExactly(name("5.8.10-beta2"));
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> this.list.page(null, "5.8", 3))
			.matches((bad) -> bad.field().equals("cursor"));
	}

	@Test
	void a_build_is_planned_once_also_by_eight_at_once() throws InterruptedException {
		Callable<Boolean> planning = () -> {
			try {
				plan("1", Channel.STABLE);
				return true;
			}
			catch (BadInput taken) {
				assertThat(taken).hasMessage("build.taken");
				return false;
			}
		};
		assertThat(World.atOnce(8, Collections.nCopies(8, planning))).containsOnlyOnce(true);
		assertThat(this.list.page(null, null, 50).items()).hasSize(1);
	}

	@Test
	void whoever_is_not_of_the_team_changes_no_release() {
		Build build = plan("1", Channel.STABLE);
		TaskNumber task = bug("Flickers", null);
		List<Runnable> writes = List.of(
				() -> this.releases.plan(this.world.mei, OnceKey.NONE, new NewRelease(name("2"), null, null)),
				() -> this.releases.change(this.world.mei, OnceKey.NONE, build, new ReleaseEdit(1L, null, null, "x")),
				() -> this.releases.drop(this.world.mei, OnceKey.NONE, build),
				() -> this.publishing.publish(this.world.mei, OnceKey.NONE, build, Publication.QUIET),
				() -> this.plans.aim(this.world.mei, OnceKey.NONE, build, task),
				() -> this.plans.take(this.world.mei, OnceKey.NONE, build, task));
		writes.forEach((write) -> assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(write::run));
	}

	@Test
	void a_stale_edit_is_refused_and_nothing_is_lost() {
		Build build = plan("1", Channel.BETA);
		edit(build, new ReleaseEdit(1L, Channel.STABLE, "2026-03-01", "# Hers"));
		assertThatExceptionOfType(StaleVersion.class)
			.isThrownBy(() -> edit(build, new ReleaseEdit(1L, null, null, "# His")));
		ReleaseView now = this.releases.find(build).view();
		assertThat(now).extracting(ReleaseView::channel, ReleaseView::date, ReleaseView::notes)
			.containsExactly(Channel.STABLE, "2026-03-01", "# Hers");
		assertThat(this.releases.find(build).html()).contains("<h1>Hers</h1>");
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> edit(build, new ReleaseEdit(2L, null, "yesterday", null)))
			.matches((bad) -> bad.field().equals("date"));
	}

	@Test
	void where_no_release_is_kept_a_fix_names_any_build() {
		TaskNumber task = bug("Flickers", null);
		change(task, TaskEdit.fixed(1, "whatever 1"));
		assertThat(find(task).fixedIn()).isEqualTo("whatever 1");
	}

	@Test
	void a_build_that_is_no_release_is_refused_by_the_names_of_those_near_it() {
		TaskNumber fixedBefore = bug("Old", null);
		change(fixedBefore, TaskEdit.fixed(1, "whatever 2"));
		List.of("5.8.9", "5.8.10", "5.9", "6.0").forEach((build) -> plan(build, Channel.STABLE));
		TaskNumber task = bug("Flickers", null);
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> change(task, TaskEdit.fixed(1, name("5.8.8"))))
			.satisfies((bad) -> {
				assertThat(bad.field()).isEqualTo("fixedIn");
				assertThat(bad).hasMessage("build.unknown");
				assertThat(bad.arguments()[1].toString().split(" · ")).hasSize(3).contains(name("5.8.9"));
			});
		change(task, TaskEdit.fixed(1, name("5.8.10")));
		// What stands on a task already is not asked for again.
		change(fixedBefore, TaskEdit.released(2, null));
		assertThat(find(fixedBefore).status()).isEqualTo(TaskStatus.RELEASED);
	}

	@Test
	void publishing_releases_all_that_is_fixed_in_it_and_nothing_else() {
		Build build = plan("2", Channel.STABLE);
		plan("3", Channel.STABLE);
		TaskNumber fixed = fixed("Flickers", "2");
		TaskNumber forTeam = this.tasks.open(this.world.lin,
				new NewTask("Hole", "", TaskKind.BUG, null, this.world.board, "team"), OnceKey.NONE);
		change(forTeam, TaskEdit.fixed(1, build.name()));
		TaskNumber later = fixed("Tears", "3");
		TaskNumber taken = fixed("Comes back", "2");
		this.tasks.reopen(this.world.lin, taken, 2, OnceKey.NONE);
		publish(build);
		assertThat(List.of(fixed, forTeam, later, taken)).extracting((task) -> find(task).status())
			.containsExactly(TaskStatus.RELEASED, TaskStatus.RELEASED, TaskStatus.FIXED, TaskStatus.IN_PROGRESS);
		assertThat(acts(fixed)).containsExactly("opened", "fixed", "released");
		assertThat(this.releases.find(build).view()).extracting(ReleaseView::published, ReleaseView::publishedBy)
			.containsExactly(true, this.world.lin.name());
	}

	@Test
	void published_by_eight_at_once_it_happens_once() throws InterruptedException {
		Build build = plan("2", Channel.STABLE);
		edit(build, new ReleaseEdit(1L, null, null, "Notes"));
		TaskNumber task = fixed("Flickers", "2");
		Publication how = new Publication(this.world.board, "It is out");
		World.atOnce(8, Collections.nCopies(8, () -> {
			this.publishing.publish(this.world.lin, OnceKey.NONE, build, how);
			return true;
		}));
		assertThat(acts(task)).containsOnlyOnce("released");
		assertThat(this.jdbc.sql("select count(*) from topic_facts where board_slug = ? and title = 'It is out'")
			.param(this.world.board)
			.query(Long.class)
			.single()).isOne();
		assertThat(this.releases.find(build).view().topic()).isNotNull();
	}

	@Test
	void notes_that_changed_after_they_were_rendered_are_not_told_as_they_were() {
		Build build = plan("2", Channel.STABLE);
		edit(build, new ReleaseEdit(1L, null, null, "As they are"));
		Topics.Prepared old = this.topics.prepare(this.world.lin,
				new TopicDraft(this.world.board, TopicKind.DISCUSSION, "It is out", "As they were", List.of()));
		assertThatExceptionOfType(Publishing.NotesChanged.class)
			.isThrownBy(() -> this.publishing.write(this.world.lin, build, old, "As they were"));
		assertThat(this.releases.find(build).published()).isFalse();
		this.publishing.publish(this.world.lin, OnceKey.NONE, build, new Publication(this.world.board, "It is out"));
		assertThat(this.jdbc.sql("select body from post_facts where topic_id = ? and floor = 1")
			.param(this.releases.find(build).topicId())
			.query(String.class)
			.single()).isEqualTo("As they are");
	}

	@Test
	void what_is_fixed_in_it_later_is_released_by_publishing_again() {
		Build build = plan("2", Channel.STABLE);
		publish(build);
		TaskNumber late = fixed("Late", "2");
		publish(build);
		assertThat(find(late).status()).isEqualTo(TaskStatus.RELEASED);
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.releases.drop(this.world.lin, OnceKey.NONE, build))
			.withMessage("release.out");
	}

	@Test
	void without_notes_there_is_no_topic_and_nothing_is_published() {
		Build build = plan("2", Channel.STABLE);
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.publishing.publish(this.world.lin, OnceKey.NONE, build,
					new Publication(this.world.board, "Out")))
			.matches((bad) -> bad.field().equals("board"));
		assertThat(this.releases.find(build).published()).isFalse();
	}

	@Test
	void the_draft_tells_what_is_fixed_by_kind_and_thanks_who_reported_it_by_name() {
		Build build = plan("2", Channel.STABLE);
		TaskNumber reported = reported("Left *ear* is silent @all");
		change(reported, TaskEdit.fixed(version(reported), build.name()));
		TaskNumber secret = this.tasks.open(this.world.lin,
				new NewTask("Canary hole", "", TaskKind.BUG, null, this.world.board, "team"), OnceKey.NONE);
		change(secret, TaskEdit.fixed(1, build.name()));
		TaskNumber idea = this.tasks.open(this.world.lin,
				new NewTask("Multipoint", "", TaskKind.IDEA, null, this.world.board, null), OnceKey.NONE);
		change(idea, TaskEdit.fixed(1, build.name()));
		TaskNumber grave = bug("Burns", Severity.CRITICAL);
		this.jdbc.sql("update tasks set people = 900 where number = ?").param(grave.value()).update();
		String notes = this.draft.of(this.releases.find(build));
		assertThat(notes)
			.containsSubsequence("## ", "[" + reported + "](" + reported.url() + ")", "Left \\*ear\\* is silent \\@all",
					"/u/" + this.world.mei.name(), "## ", "Multipoint", "## ", "Burns", "## ",
					"[" + this.world.mei.name() + "]")
			.doesNotContain("Canary");
	}

	@Test
	void known_issues_are_the_grave_bugs_that_this_build_does_not_fix() {
		Build build = plan("2", Channel.STABLE);
		plan("3", Channel.STABLE);
		TaskNumber open = bug("Open and grave", Severity.CRITICAL);
		TaskNumber later = bug("Fixed later", Severity.CRITICAL);
		change(later, TaskEdit.fixed(1, name("3")));
		TaskNumber fixed = bug("Fixed in it", Severity.CRITICAL);
		change(fixed, TaskEdit.fixed(1, build.name()));
		TaskNumber small = bug("Small", Severity.NORMAL);
		TaskNumber meant = bug("Meant for it", Severity.CRITICAL);
		this.plans.aim(this.world.lin, OnceKey.NONE, build, meant);
		// So that they stand before whatever other tests left.
		this.jdbc.sql("update tasks set people = 900 where number = any(?)")
			.param(List.of(open, later, fixed, small, meant).stream().map(TaskNumber::value).toArray(Long[]::new))
			.update();
		assertThat(known(build)).contains(open.value(), later.value())
			.doesNotContain(fixed.value(), small.value(), meant.value());
		publish(build);
		assertThat(known(build)).contains(meant.value());
	}

	@Test
	void a_task_is_meant_for_one_release_and_its_history_says_so() {
		Build two = plan("2", Channel.STABLE);
		Build three = plan("3", Channel.STABLE);
		TaskNumber task = bug("Flickers", null);
		this.plans.aim(this.world.lin, OnceKey.NONE, two, task);
		this.plans.aim(this.world.lin, OnceKey.NONE, two, task);
		this.plans.aim(this.world.lin, OnceKey.NONE, three, task);
		assertThat(planned(two)).isEmpty();
		assertThat(planned(three)).containsExactly(task.value());
		this.plans.take(this.world.lin, OnceKey.NONE, three, task);
		assertThat(planned(three)).isEmpty();
		assertThat(acts(task)).containsExactly("opened", "scheduled", "scheduled", "unscheduled");
		publish(two);
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.plans.aim(this.world.lin, OnceKey.NONE, two, task))
			.withMessage("release.out");
		assertThatExceptionOfType(NotFound.class)
			.isThrownBy(() -> this.plans.aim(this.world.lin, OnceKey.NONE, three, TaskNumber.of(987_654_321)));
	}

	@Test
	void a_release_shows_nobody_a_task_that_she_may_not_read() {
		Build build = plan("2", Channel.STABLE);
		TaskNumber secret = this.tasks.open(this.world.lin,
				new NewTask("Canary", "", TaskKind.BUG, Severity.CRITICAL, this.world.board, "team"), OnceKey.NONE);
		this.plans.aim(this.world.lin, OnceKey.NONE, build, secret);
		assertThat(planned(build)).containsExactly(secret.value());
		ReleaseView.Row row = this.releases.find(build);
		assertThat(this.shown.planned(row, null)).isEmpty();
		assertThat(this.shown.planned(row, this.world.mei)).isEmpty();
		change(secret, TaskEdit.fixed(2, build.name()));
		assertThat(this.shown.fixed(row, this.world.lin)).hasSize(1);
		assertThat(this.shown.fixed(row, null)).isEmpty();
	}

	@Test
	void a_release_that_nobody_has_is_dropped_with_what_was_meant_for_it() {
		Build build = plan("2", Channel.STABLE);
		TaskNumber task = bug("Flickers", null);
		this.plans.aim(this.world.lin, OnceKey.NONE, build, task);
		this.releases.drop(this.world.lin, OnceKey.NONE, build);
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.releases.find(build));
		assertThat(find(task).status()).isEqualTo(TaskStatus.NEW);
	}

	private String name(String build) {
		return this.series + build;
	}

	private Build plan(String build, Channel channel) {
		return this.releases.plan(this.world.lin, OnceKey.NONE, new NewRelease(name(build), channel, "2026-02-01"));
	}

	private void edit(Build build, ReleaseEdit edit) {
		this.releases.change(this.world.lin, OnceKey.NONE, build, edit);
	}

	private void publish(Build build) {
		this.publishing.publish(this.world.lin, OnceKey.NONE, build, Publication.QUIET);
	}

	private TaskNumber bug(String title, @Nullable Severity severity) {
		return this.tasks.open(this.world.lin, new NewTask(title, "", TaskKind.BUG, severity, this.world.board, null),
				OnceKey.NONE);
	}

	private TaskNumber fixed(String title, String build) {
		TaskNumber task = bug(title, null);
		change(task, TaskEdit.fixed(1, name(build)));
		return task;
	}

	private TaskNumber reported(String title) {
		TopicId topic = this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.BUG, title, "Since the update.", List.of()))
			.topic();
		return Objects.requireNonNull(this.feedback.tasks(List.of(topic)).get(topic));
	}

	private void change(TaskNumber task, TaskEdit edit) {
		this.tasks.change(this.world.lin, task, edit);
	}

	private Task find(TaskNumber task) {
		return this.tasks.find(task, this.world.lin);
	}

	private long version(TaskNumber task) {
		return find(task).version();
	}

	private List<String> acts(TaskNumber task) {
		return this.history.entries(task, this.world.lin).stream().map((entry) -> entry.action()).toList();
	}

	private List<Long> planned(Build build) {
		return this.shown.planned(this.releases.find(build), this.world.lin).stream().map(Item::number).toList();
	}

	private List<Long> known(Build build) {
		return this.shown.knownIssues(this.releases.find(build), null).stream().map(Item::number).toList();
	}

}
