package dev.roundtable.notifications;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicFollowing.Mode;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.tasks.Tasks;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class SourcesTests {

	private final World world;

	private final Topics topics;

	private final Tasks tasks;

	private final Notifications notifications;

	private final Sources sources;

	private final Follows follows;

	private final JdbcClient jdbc;

	SourcesTests(World world, Topics topics, Tasks tasks, Notifications notifications, Sources sources, Follows follows,
			JdbcClient jdbc) {
		this.world = world;
		this.topics = topics;
		this.tasks = tasks;
		this.notifications = notifications;
		this.sources = sources;
		this.follows = follows;
		this.jdbc = jdbc;
	}

	@Test
	void who_follows_a_board_a_tag_or_a_person_is_told_of_a_new_topic_once() {
		Viewer ofBoard = this.world.fan();
		Viewer ofTag = this.world.fan();
		Viewer ofPerson = this.world.fan();
		Viewer ofAll = this.world.fan();
		String tag = this.world.board;
		for (Viewer viewer : List.of(ofBoard, ofAll)) {
			this.sources.board(viewer, OnceKey.NONE, this.world.board, Mode.FOLLOW);
		}
		for (Viewer viewer : List.of(ofTag, ofAll)) {
			this.sources.tag(viewer, OnceKey.NONE, tag.toUpperCase(java.util.Locale.ROOT), Mode.FOLLOW);
		}
		for (Viewer viewer : List.of(ofPerson, ofAll)) {
			this.sources.person(viewer, OnceKey.NONE, this.world.mei.name(), Regard.FOLLOW);
		}
		post(this.world.mei, TopicKind.DISCUSSION, "New", tag);
		for (Viewer viewer : List.of(ofBoard, ofTag, ofPerson, ofAll)) {
			assertThat(unread(viewer)).as(viewer.name()).extracting(NotificationView::kind).containsExactly(Kind.TOPIC);
		}
		assertThat(unread(this.world.jun)).isEmpty();
	}

	@Test
	void who_muted_a_board_a_tag_or_a_person_is_told_nothing_of_it_but_of_a_topic_that_she_follows() {
		Viewer writer = this.world.fan();
		TopicId topic = post(this.world.mei, TopicKind.DISCUSSION, "Muted", "quiet");
		settled();
		this.sources.board(this.world.mei, OnceKey.NONE, this.world.board, Mode.MUTE);
		reply(writer, topic, "For @" + this.world.mei.name());
		assertThat(unread(this.world.mei)).isEmpty();
		this.follows.choose(this.world.mei, OnceKey.NONE, topic, Mode.FOLLOW);
		reply(writer, topic, "Once more");
		assertThat(unread(this.world.mei)).hasSize(1);
		this.sources.person(this.world.mei, OnceKey.NONE, writer.name(), Regard.MUTE);
		Viewer other = this.world.fan();
		this.sources.tag(other, OnceKey.NONE, "quiet", Mode.MUTE);
		reply(writer, topic, "For @" + other.name());
		assertThat(unread(other)).isEmpty();
		this.sources.tag(other, OnceKey.NONE, "quiet", Mode.OFF);
		reply(writer, topic, "Again for @" + other.name());
		assertThat(unread(other)).hasSize(1);
	}

	@Test
	void whom_one_blocks_tells_one_nothing_and_what_he_told_before_is_gone() {
		Viewer loud = this.world.fan();
		TopicId topic = post(this.world.mei, TopicKind.DISCUSSION, "Calm");
		reply(loud, topic, "For @" + this.world.mei.name());
		assertThat(unread(this.world.mei)).hasSize(1);
		this.sources.person(this.world.mei, OnceKey.NONE, loud.name(), Regard.BLOCK);
		assertThat(unread(this.world.mei)).isEmpty();
		assertThat(this.follows.of(topic, this.world.mei).blocked()).containsExactly(loud.id().value());
		reply(loud, topic, "Louder for @" + this.world.mei.name());
		assertThat(unread(this.world.mei)).isEmpty();
		this.sources.person(this.world.mei, OnceKey.NONE, loud.name(), Regard.OFF);
		assertThat(unread(this.world.mei)).hasSize(1);
		assertThat(this.follows.of(topic, this.world.mei).blocked()).isEmpty();
	}

	@Test
	void what_became_of_ones_own_report_is_told_also_by_whom_one_blocks() {
		TopicId topic = post(this.world.mei, TopicKind.BUG, "Crash");
		this.sources.person(this.world.mei, OnceKey.NONE, this.world.lin.name(), Regard.BLOCK);
		record Task(long number, long version) {
		}
		Task task = this.jdbc.sql("""
				select f.number, f.version from task_topic_facts l join task_facts f on f.number = l.task_number
				where l.topic_id = :topic
				""").param("topic", topic.value()).query(Task.class).single();
		this.tasks.change(this.world.lin, TaskNumber.of(task.number()),
				TaskEdit.status(task.version(), TaskStatus.CONFIRMED));
		assertThat(unread(this.world.mei)).extracting(NotificationView::kind).containsExactly(Kind.STATUS);
	}

	@Test
	void what_one_chose_is_listed_for_oneself_and_taken_back() {
		Viewer mei = this.world.mei;
		TopicId topic = post(this.world.jun, TopicKind.DISCUSSION, "A muted topic");
		this.sources.board(mei, OnceKey.NONE, this.world.board, Mode.FOLLOW);
		this.sources.tag(mei, OnceKey.NONE, "c#", Mode.MUTE);
		this.sources.person(mei, OnceKey.NONE, this.world.jun.name(), Regard.BLOCK);
		this.follows.choose(mei, OnceKey.NONE, topic, Mode.MUTE);
		assertThat(this.sources.of(mei)).extracting(Sources.Chosen::mode).containsOnly("FOLLOW", "MUTE", "BLOCK");
		assertThat(this.sources.of(mei)).extracting(Sources.Chosen::url)
			.containsExactlyInAnyOrder("/b/" + this.world.board, "/tags/c%23", "/u/" + this.world.jun.name(),
					"/t/" + topic.value());
		assertThat(this.sources.of(mei)).extracting(Sources.Chosen::name)
			.contains("c#", this.world.jun.name(), "A muted topic");
		assertThat(this.sources.of(this.world.jun)).isEmpty();
		this.jdbc.sql("update boards set readers = 'team' where slug = :slug").param("slug", this.world.board).update();
		assertThat(this.sources.of(mei)).hasSize(2);
		this.jdbc.sql("update boards set readers = 'everyone' where slug = :slug")
			.param("slug", this.world.board)
			.update();
		for (Sources.Chosen chosen : this.sources.of(mei)) {
			this.sources.undo(this.world.lin, OnceKey.NONE, chosen.what());
		}
		assertThat(this.sources.of(mei)).hasSize(4);
		for (Sources.Chosen chosen : this.sources.of(mei)) {
			this.sources.undo(mei, OnceKey.NONE, chosen.what());
			this.sources.undo(mei, OnceKey.NONE, chosen.what());
		}
		assertThat(this.sources.of(mei)).isEmpty();
		for (String garbage : List.of("", "-", "board-", "board-x", "role-1", "tag-", "person-1e9")) {
			assertThatExceptionOfType(NotFound.class).as(garbage)
				.isThrownBy(() -> this.sources.undo(mei, OnceKey.NONE, garbage));
		}
	}

	@Test
	void nobody_blocks_herself_or_what_is_not_there_for_her() {
		Viewer mei = this.world.mei;
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.sources.person(mei, OnceKey.NONE, mei.name(), Regard.BLOCK));
		assertThatExceptionOfType(NotFound.class)
			.isThrownBy(() -> this.sources.person(mei, OnceKey.NONE, "nobody-of-that-name", Regard.BLOCK));
		this.jdbc.sql("update boards set readers = 'team' where slug = :slug").param("slug", this.world.board).update();
		assertThatExceptionOfType(NotFound.class)
			.isThrownBy(() -> this.sources.board(mei, OnceKey.NONE, this.world.board, Mode.FOLLOW));
	}

	@Test
	void the_same_block_twice_at_once_is_one_and_there_is_an_end_to_them() throws InterruptedException {
		Viewer mei = this.world.mei;
		World.atOnce(8, Collections.nCopies(16,
				() -> this.sources.person(mei, OnceKey.NONE, this.world.jun.name(), Regard.BLOCK)));
		assertThat(this.sources.of(mei)).hasSize(1);
		assertThat(this.jdbc.sql("select count(*) from journal where actor = :id and action = 'blocked'")
			.param("id", mei.id().value())
			.query(Long.class)
			.single()).isEqualTo(1);
		for (int i = 1; i < Sources.MOST; i++) {
			this.follows.set(mei, Follows.tag("t" + i), "FOLLOW");
		}
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.sources.tag(mei, OnceKey.NONE, "one-more", Mode.FOLLOW));
		this.sources.tag(mei, OnceKey.NONE, "t1", Mode.OFF);
		this.sources.tag(mei, OnceKey.NONE, "one-more", Mode.FOLLOW);
	}

	private TopicId post(Viewer by, TopicKind kind, String title, String... tags) {
		return this.topics.post(by, OnceKey.NONE, new TopicDraft(this.world.board, kind, title, "Text", List.of(tags)))
			.topic();
	}

	private void reply(Viewer by, TopicId topic, String body) {
		this.topics.reply(by, OnceKey.NONE, topic, body);
	}

	private List<NotificationView> unread(Viewer viewer) {
		settled();
		return this.notifications.page(viewer, true, null, null, 50).items();
	}

	private void settled() {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(50))
			.atMost(Duration.ofSeconds(60))
			.until(() -> this.jdbc.sql("""
					select (select count(*) from journal_queue where follower = 'notifications')
					    + (select count(*) from fan_outs)
					""").query(Long.class).single() == 0);
	}

}
