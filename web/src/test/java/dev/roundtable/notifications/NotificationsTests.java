package dev.roundtable.notifications;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.roundtable.forum.Hiding;
import dev.roundtable.forum.PostId;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicFollowing.Mode;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Entry;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.Role;
import dev.roundtable.people.Sanction;
import dev.roundtable.people.Sanctions;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.tasks.Tasks;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class NotificationsTests {

	private static final String QUEUES = """
			select (select count(*) from journal_queue where follower = 'notifications')
			    + (select count(*) from fan_outs)
			""";

	private final World world;

	private final Topics topics;

	private final Notifications notifications;

	private final Follows follows;

	private final Happenings happenings;

	private final FanOuts fanOuts;

	private final Hiding hiding;

	private final Tasks tasks;

	private final Sanctions sanctions;

	private final Journal journal;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	NotificationsTests(World world, Topics topics, Notifications notifications, Follows follows, Happenings happenings,
			FanOuts fanOuts, Hiding hiding, Tasks tasks, Sanctions sanctions, Journal journal, JdbcClient jdbc,
			PlatformTransactionManager transactions) {
		this.world = world;
		this.topics = topics;
		this.notifications = notifications;
		this.follows = follows;
		this.happenings = happenings;
		this.fanOuts = fanOuts;
		this.hiding = hiding;
		this.tasks = tasks;
		this.sanctions = sanctions;
		this.journal = journal;
		this.jdbc = jdbc;
		this.transaction = new TransactionTemplate(transactions);
	}

	@Test
	void an_author_is_told_in_one_row_of_all_who_replied() {
		TopicId topic = post(this.world.mei, TopicKind.DISCUSSION, "Battery");
		reply(this.world.jun, topic, "One");
		reply(this.world.lin, topic, "Two");
		reply(this.world.mei, topic, "My own");
		reply(this.world.jun, topic, "Three");
		NotificationView told = unread(this.world.mei).getFirst();
		assertThat(unread(this.world.mei)).hasSize(1);
		assertThat(told.kind()).isEqualTo(Kind.REPLY);
		assertThat(told.people()).isEqualTo(2);
		assertThat(told.url()).endsWith("#floor-2");
		assertThat(told.excerpt()).isEqualTo("One");
		assertThat(told.text()).contains(this.world.jun.name(), this.world.lin.name());
		assertThat(unread(this.world.jun)).extracting(NotificationView::people).containsExactly(2);
	}

	@Test
	void what_was_before_her_eyes_is_read_and_what_lies_beyond_is_not() {
		TopicId topic = post(this.world.mei, TopicKind.DISCUSSION, "Long");
		for (int floor = 2; floor <= 25; floor++) {
			reply(this.world.jun, topic, "Floor " + floor);
		}
		assertThat(unread(this.world.mei)).hasSize(1);
		this.notifications.seen(this.world.mei, topic, 1, 20);
		assertThat(unread(this.world.mei).getFirst().url()).endsWith("#floor-21");
		this.notifications.seen(this.world.mei, topic, 21, 25);
		assertThat(unread(this.world.mei)).isEmpty();
		assertThat(this.notifications.unread(this.world.mei)).isZero();
		assertThat(all(this.world.mei)).extracting(NotificationView::read).containsExactly(true);
		reply(this.world.jun, topic, "And another");
		assertThat(unread(this.world.mei).getFirst().url()).endsWith("#floor-26");
	}

	@Test
	void who_is_mentioned_or_quoted_is_told_so_and_of_no_reply_beside() {
		TopicId topic = post(this.world.mei, TopicKind.DISCUSSION, "Names");
		reply(this.world.jun, topic, "I know");
		settled();
		this.notifications.readAll(this.world.mei, OffsetDateTime.now().plusDays(1));
		Viewer zoe = this.world.fan();
		reply(this.world.lin, topic,
				"Ask @" + zoe.name() + " and @" + this.world.mei.name() + ", see [this](#floor-2)");
		assertThat(unread(zoe)).extracting(NotificationView::kind).containsExactly(Kind.MENTION);
		assertThat(unread(this.world.mei)).extracting(NotificationView::kind).containsExactly(Kind.MENTION);
		assertThat(unread(this.world.jun)).extracting(NotificationView::kind).containsExactly(Kind.QUOTE);
		assertThat(unread(this.world.jun).getFirst().url()).endsWith("#floor-3");
	}

	@Test
	void the_same_delivered_twice_is_told_once() {
		TopicId topic = post(this.world.mei, TopicKind.DISCUSSION, "Twice");
		reply(this.world.jun, topic, "For @" + this.world.lin.name());
		settled();
		this.notifications.readAll(this.world.lin, OffsetDateTime.now().plusDays(1));
		var entries = new ArrayList<Entry>();
		this.jdbc.sql("select id, happened_at, actor, action from journal where subject = :subject order by id")
			.param("subject", "topic-" + topic.value())
			.query((row) -> {
				entries.add(new Entry(row.getLong("id"), row.getObject("happened_at", OffsetDateTime.class).toInstant(),
						row.getLong("actor"), row.getString("action"), Subject.of("topic", topic.value()),
						Audience.EVERYONE, Map.of("floor", "2")));
			});
		this.transaction.executeWithoutResult((_) -> this.happenings.deliver(entries.subList(1, 2)));
		assertThat(unread(this.world.lin)).isEmpty();
		assertThat(unread(this.world.mei)).hasSize(1);
	}

	@Test
	void a_board_that_closes_takes_what_was_told_with_it_and_tells_no_more() {
		TopicId topic = post(this.world.mei, TopicKind.DISCUSSION, "Canary of a closed board");
		reply(this.world.jun, topic, "Open");
		assertThat(unread(this.world.mei)).hasSize(1);
		Viewer admin = this.world.somebody(Role.ADMINISTRATOR);
		this.jdbc.sql("update boards set readers = 'team' where slug = :slug").param("slug", this.world.board).update();
		assertThat(unread(this.world.mei)).isEmpty();
		assertThat(all(this.world.mei)).isEmpty();
		assertThat(this.notifications.unread(this.world.mei)).isZero();
		this.follows.choose(this.world.lin, OnceKey.NONE, topic, Mode.FOLLOW);
		long before = rows(this.world.mei);
		reply(admin, topic, "Canary for the team and @" + this.world.mei.name());
		assertThat(unread(this.world.lin)).hasSize(1);
		assertThat(rows(this.world.mei)).isEqualTo(before);
		assertThatExceptionOfType(NotFound.class)
			.isThrownBy(() -> this.follows.choose(this.world.mei, OnceKey.NONE, topic, Mode.FOLLOW));
	}

	@Test
	void a_floor_that_is_hidden_is_neither_shown_nor_counted_and_its_author_is_told_why() {
		TopicId topic = post(this.world.mei, TopicKind.DISCUSSION, "Hidden");
		PostId post = reply(this.world.jun, topic, "Canary that is hidden");
		assertThat(unread(this.world.mei)).hasSize(1);
		this.hiding.hide(this.world.somebody(Role.MODERATOR), OnceKey.NONE, post, "A phone number");
		assertThat(unread(this.world.mei)).isEmpty();
		assertThat(this.notifications.unread(this.world.mei)).isZero();
		assertThat(unread(this.world.jun)).singleElement().satisfies((told) -> {
			assertThat(told.kind()).isEqualTo(Kind.MODERATION);
			assertThat(told.detail()).isEqualTo("A phone number");
			assertThat(told.url()).endsWith("#floor-2");
		});
	}

	@Test
	void who_is_silenced_is_told_why_and_when_it_is_over() {
		Viewer zhou = this.world.somebody(Role.MODERATOR);
		this.sanctions.impose(zhou, OnceKey.NONE, this.world.jun.id(), Sanction.Kind.SILENCED, "Shouting", null);
		assertThat(unread(this.world.jun)).singleElement().satisfies((told) -> {
			assertThat(told.kind()).isEqualTo(Kind.MODERATION);
			assertThat(told.detail()).isEqualTo("Shouting");
			assertThat(told.url()).isEqualTo("/u/" + this.world.jun.name());
		});
		assertThat(unread(this.world.mei)).isEmpty();
		this.sanctions.lift(zhou, OnceKey.NONE, this.world.jun.id(), Sanction.Kind.SILENCED);
		settled();
		assertThat(unread(this.world.jun).getFirst().text()).contains("write again");
	}

	@Test
	void whose_picture_a_moderator_took_away_is_told_why() {
		this.transaction
			.executeWithoutResult((_) -> this.journal.record(this.world.somebody(Role.MODERATOR).id().value(),
					"removed-picture", Subject.of("account", this.world.jun.id().value()), Audience.EVERYONE,
					Map.of("reason", "An advert")));
		settled();
		assertThat(unread(this.world.jun)).singleElement().satisfies((told) -> {
			assertThat(told.kind()).isEqualTo(Kind.MODERATION);
			assertThat(told.text()).contains("took your picture away");
			assertThat(told.detail()).isEqualTo("An advert");
			assertThat(told.url()).isEqualTo("/u/" + this.world.jun.name());
		});
	}

	@Test
	void who_wrote_a_message_that_a_moderator_hid_is_told_why() {
		this.transaction
			.executeWithoutResult((_) -> this.journal.record(this.world.somebody(Role.MODERATOR).id().value(), "hid",
					Subject.of("directmessage", 7), Audience.TEAM,
					Map.of("reason", "Threats", "author", String.valueOf(this.world.jun.id().value()))));
		assertThat(unread(this.world.jun)).singleElement().satisfies((told) -> {
			assertThat(told.detail()).isEqualTo("Threats");
			assertThat(told.url()).isEqualTo("/messages");
		});
	}

	@Test
	void who_muted_the_topic_or_wants_neither_hears_nothing_of_it() {
		TopicId topic = post(this.world.mei, TopicKind.DISCUSSION, "Muted");
		Viewer off = this.world.fan();
		reply(off, topic, "Here I was");
		settled();
		this.follows.choose(this.world.mei, OnceKey.NONE, topic, Mode.MUTE);
		this.follows.choose(off, OnceKey.NONE, topic, Mode.OFF);
		this.notifications.readAll(this.world.mei, OffsetDateTime.now().plusDays(1));
		reply(off, topic, "Here I am again");
		reply(this.world.jun, topic, "Noise for @" + this.world.mei.name());
		assertThat(unread(this.world.mei)).isEmpty();
		assertThat(unread(off)).isEmpty();
	}

	@Test
	void who_reported_or_voted_is_told_what_became_of_it() {
		TopicId topic = post(this.world.mei, TopicKind.BUG, "Crash");
		long number = this.jdbc.sql("select task_number from task_topics where topic_id = :topic")
			.param("topic", topic.value())
			.query(Long.class)
			.single();
		long version = this.jdbc.sql("select version from tasks where number = :number")
			.param("number", number)
			.query(Long.class)
			.single();
		this.tasks.change(this.world.lin, TaskNumber.of(number), TaskEdit.status(version, TaskStatus.CONFIRMED));
		assertThat(unread(this.world.mei)).singleElement().satisfies((told) -> {
			assertThat(told.kind()).isEqualTo(Kind.STATUS);
			assertThat(told.title()).isEqualTo("Crash");
			assertThat(told.url()).contains("/t/" + topic.value() + "/");
		});
		assertThat(unread(this.world.lin)).isEmpty();
		this.notifications.seen(this.world.mei, topic, 1, 1);
		assertThat(unread(this.world.mei)).isEmpty();
	}

	@Test
	void nobody_reads_or_marks_what_another_was_told() {
		TopicId topic = post(this.world.mei, TopicKind.DISCUSSION, "Hers");
		reply(this.world.jun, topic, "Reply");
		long id = unread(this.world.mei).getFirst().id();
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.notifications.read(this.world.jun, id));
		assertThat(unread(this.world.mei)).hasSize(1);
		this.notifications.read(this.world.mei, id);
		this.notifications.read(this.world.mei, id);
		assertThat(unread(this.world.mei)).isEmpty();
	}

	@Test
	void ten_thousand_followers_are_told_each_once_although_somebody_dies_on_the_way() {
		TopicId topic = post(this.world.mei, TopicKind.DISCUSSION, "Famous");
		settled();
		manyFollow(topic, 10_000);
		long began = System.nanoTime();
		reply(this.world.jun, topic, "News");
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> told(topic) > 0);
		for (int kills = 0; kills < 5; kills++) {
			this.transaction.executeWithoutResult((killed) -> {
				this.fanOuts.together();
				killed.setRollbackOnly();
			});
		}
		settled();
		System.out.printf("10,000 followers were told within %d ms%n", (System.nanoTime() - began) / 1_000_000);
		assertThat(told(topic)).isEqualTo(10_001);
		assertThat(this.jdbc.sql("select count(distinct account_id) from notifications where topic_id = :topic")
			.param("topic", topic.value())
			.query(Long.class)
			.single()).isEqualTo(10_001);
	}

	@Test
	void one_thing_that_cannot_be_told_keeps_nobody_from_hearing_of_others() {
		TopicId topic = post(this.world.mei, TopicKind.DISCUSSION, "Broken first");
		settled();
		this.jdbc.sql("""
				insert into fan_outs (entry, what, kind, subject, topic_id, act, told_otherwise, happened_at)
				values (-1, :what, 'REPLY', :what, :topic, 'wrote', 'no account', now())
				""").param("what", "topic-" + topic.value()).param("topic", topic.value()).update();
		try {
			reply(this.world.jun, topic, "And yet she hears of this");
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> told(topic) == 1 && this.jdbc
					.sql("select count(*) from fan_outs where entry = -1 and attempts > 0 and again_at is not null")
					.query(Integer.class)
					.single() == 1);
		}
		finally {
			this.jdbc.sql("delete from fan_outs where entry = -1").update();
		}
	}

	@Test
	void what_nobody_else_follows_is_told_to_nobody_and_waits_nowhere() {
		TopicId topic = post(this.world.mei, TopicKind.DISCUSSION, "Alone");
		settled();
		this.transaction.executeWithoutResult((undone) -> {
			this.fanOuts.toFollowers(-2, "topic-" + topic.value(), toldOf(topic, this.world.mei), List.of());
			assertThat(waiting(-2)).isZero();
			this.fanOuts.toFollowers(-2, "topic-" + topic.value(), toldOf(topic, this.world.jun),
					List.of(this.world.mei.id().value()));
			assertThat(waiting(-2)).isZero();
			this.fanOuts.toFollowers(-2, "topic-" + topic.value(), toldOf(topic, this.world.jun), List.of());
			assertThat(waiting(-2)).isOne();
			undone.setRollbackOnly();
		});
	}

	private int waiting(long entry) {
		return this.jdbc.sql("select count(*) from fan_outs where entry = :entry")
			.param("entry", entry)
			.query(Integer.class)
			.single();
	}

	private static Told toldOf(TopicId topic, Viewer actor) {
		return new Told(Kind.REPLY, "topic-" + topic.value(), topic.value(), 2, null, actor.id().value(), "wrote", "",
				OffsetDateTime.now(ZoneOffset.UTC));
	}

	private long told(TopicId topic) {
		return this.jdbc.sql("select count(*) from notifications where topic_id = :topic")
			.param("topic", topic.value())
			.query(Long.class)
			.single();
	}

	private void manyFollow(TopicId topic, int many) {
		String corner = this.world.board;
		this.jdbc.sql("""
				insert into accounts (name, name_key, role, created_at)
				select concat(:corner, '_', g.n), concat(:corner, '_', g.n), 'FAN', :now
				from unnest(cast(:numbers as int array)) as g(n)
				""")
			.param("corner", corner)
			.param("now", OffsetDateTime.now())
			.param("numbers", IntStream.range(0, many).boxed().toArray(Integer[]::new))
			.update();
		this.jdbc.sql("""
				insert into follows (what, account_id, mode, by_hand, since)
				select :what, id, 'FOLLOW', true, :now from accounts where name like concat(:corner, '\\_%') escape '\\'
				""")
			.param("what", Follows.topic(topic.value()))
			.param("corner", corner)
			.param("now", OffsetDateTime.now())
			.update();
	}

	private TopicId post(Viewer by, TopicKind kind, String title) {
		return this.topics.post(by, OnceKey.NONE, new TopicDraft(this.world.board, kind, title, "Text", List.of()))
			.topic();
	}

	private PostId reply(Viewer by, TopicId topic, String body) {
		return this.topics.reply(by, OnceKey.NONE, topic, body).post();
	}

	private List<NotificationView> unread(Viewer viewer) {
		settled();
		List<NotificationView> page = this.notifications.page(viewer, true, null, null, 50).items();
		assertThat(this.notifications.unread(viewer)).isEqualTo(page.size());
		return page;
	}

	private List<NotificationView> all(Viewer viewer) {
		settled();
		return this.notifications.page(viewer, false, null, null, 50).items();
	}

	private long rows(Viewer viewer) {
		settled();
		return this.jdbc.sql("select count(*) from notifications where account_id = :id")
			.param("id", viewer.id().value())
			.query(Long.class)
			.single();
	}

	/** Until nobody is to be told of anything. */
	private void settled() {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(50))
			.atMost(Duration.ofSeconds(60))
			.until(() -> this.jdbc.sql(QUEUES).query(Long.class).single() == 0);
	}

}
