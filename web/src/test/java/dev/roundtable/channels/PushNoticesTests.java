package dev.roundtable.channels;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

import com.jayway.jsonpath.JsonPath;
import com.zaxxer.hikari.HikariDataSource;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import dev.roundtable.boards.BoardKeeping;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.push.Push;
import dev.roundtable.signin.MailedSite;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What people are told in their browsers, through a push service that looks closely. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PushNoticesTests {

	private static final AtomicInteger NAMES = new AtomicInteger();

	private MailedSite site;

	private JdbcClient jdbc;

	private PushService service;

	private Browser mei;

	private Viewer her;

	private Viewer jun;

	private String board = "";

	@BeforeAll
	void site() {
		this.site = new MailedSite("--roundtable.channels.push-every=1h", "--roundtable.channels.mail-every=1h",
				"--roundtable.channels.digests-every=1h", "--roundtable.notices.push-after=0s",
				"--roundtable.push.internal=true", "--roundtable.push.answer=1s", "--roundtable.limits.enabled=false");
		this.jdbc = this.site.jdbc();
	}

	@AfterAll
	void close() {
		this.site.close();
	}

	@BeforeEach
	void people() throws Exception {
		this.service = new PushService();
		int number = NAMES.incrementAndGet();
		this.mei = this.site.registered("pushed_mei_" + number, "");
		this.her = viewer("pushed_mei_" + number, Role.FAN);
		this.site.registered("pushed_jun_" + number, "");
		this.jun = viewer("pushed_jun_" + number, Role.FAN);
		this.board = "pushed-" + number;
		this.site.bean(BoardKeeping.class)
			.create(viewer(RoundtableTest.ADMIN, Role.ADMINISTRATOR), OnceKey.NONE, this.board, this.board, "");
	}

	@AfterEach
	void end() {
		this.service.close();
	}

	private Viewer viewer(String name, Role role) {
		return new Viewer(new AccountId(this.jdbc.sql("select id from accounts where name = :name")
			.param("name", name)
			.query(Long.class)
			.single()), name, role);
	}

	private HttpResponse<String> add(Browser browser, PushService.TestBrowser made, String once) {
		browser.open("/settings/notifications");
		return browser.submit("/settings/notifications/browsers", "endpoint", made.endpoint(), "p256dh", made.p256dh(),
				"auth", made.auth(), "_once", once);
	}

	private PushService.TestBrowser subscribed(String name) {
		PushService.TestBrowser made = this.service.subscribe(this.site.bean(Push.class).applicationServerKey(), name);
		assertThat(add(this.mei, made, name).statusCode()).isEqualTo(204);
		return made;
	}

	private TopicId mention(String title, String text) {
		Topics topics = this.site.bean(Topics.class);
		TopicId topic = topics
			.post(this.jun, OnceKey.NONE, new TopicDraft(this.board, TopicKind.DISCUSSION, title, "Text", List.of()))
			.topic();
		topics.reply(this.jun, OnceKey.NONE, topic, text + " @" + this.her.name());
		await().pollInterval(Duration.ofMillis(30)).atMost(Duration.ofSeconds(30)).until(() -> this.jdbc.sql("""
				select (select count(*) from journal_queue where follower = 'notifications')
				    + (select count(*) from fan_outs)""").query(Long.class).single() == 0);
		return topic;
	}

	private void push() {
		while (this.site.bean(PushNotices.class).step()) {
			Thread.onSpinWait();
		}
	}

	private long browsers() {
		return this.jdbc.sql("select count(*) from push_browsers where account_id = :id")
			.param("id", this.her.id().value())
			.query(Long.class)
			.single();
	}

	private long due() {
		return this.jdbc.sql("select count(*) from notifications where account_id = :id and push_due is not null")
			.param("id", this.her.id().value())
			.query(Long.class)
			.single();
	}

	private void dueNow() {
		this.jdbc.sql("update notifications set push_due = :now where push_due is not null")
			.param("now", OffsetDateTime.now())
			.update();
	}

	@Test
	void each_of_her_browsers_gets_a_title_and_an_address_and_nothing_more() {
		subscribed("one");
		subscribed("two");
		TopicId topic = mention("Battery", "canarypushtext");
		push();
		push();
		assertThat(this.service.refused).isEmpty();
		assertThat(this.service.messages).hasSize(2).allSatisfy((message) -> {
			assertThat(JsonPath.<String>read(message, "$.title"))
				.isEqualTo(this.jun.name() + " mentioned you in Battery");
			assertThat(JsonPath.<String>read(message, "$.url")).startsWith("/t/" + topic.value() + "/")
				.endsWith("#floor-2");
			assertThat(message).doesNotContain("canarypushtext");
		});
		assertThat(due()).isZero();
	}

	@Test
	void nothing_leaves_of_a_board_that_she_may_not_read_any_more() {
		subscribed("closed");
		mention("canarypushtitle", "Text");
		this.jdbc.sql("update boards set readers = 'team' where slug = :slug").param("slug", this.board).update();
		push();
		assertThat(this.service.messages).isEmpty();
		assertThat(due()).isZero();
	}

	@Test
	void a_subscription_that_is_over_is_forgotten_and_one_that_is_refused_is_not_tried_again() {
		subscribed("over");
		this.service.status = 410;
		mention("Over", "Text");
		push();
		assertThat(browsers()).isZero();
		subscribed("refused");
		this.service.status = 413;
		mention("Refused", "Text");
		push();
		assertThat(browsers()).isOne();
		assertThat(due()).isZero();
	}

	@Test
	void a_push_service_that_is_away_or_never_answers_is_tried_again_and_holds_up_nothing() {
		subscribed("away");
		this.service.status = 503;
		mention("Away", "Text");
		push();
		assertThat(due()).isOne();
		this.service.answers = false;
		dueNow();
		long began = System.nanoTime();
		var pool = this.site.bean(HikariDataSource.class).getHikariPoolMXBean();
		Thread worker = Thread.ofVirtual().start(this::push);
		await().atMost(Duration.ofSeconds(5)).until(() -> !worker.isAlive() || pool.getActiveConnections() == 0);
		await().atMost(Duration.ofSeconds(10)).until(() -> !worker.isAlive());
		assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
		assertThat(due()).isOne();
		this.service.answers = true;
		this.service.status = 201;
		this.service.messages.clear();
		dueNow();
		push();
		assertThat(this.service.messages).hasSize(1);
		assertThat(due()).isZero();
	}

	@Test
	void many_nodes_push_it_once() throws InterruptedException {
		subscribed("once");
		mention("Once", "Text");
		Callable<Boolean> step = this.site.bean(PushNotices.class)::step;
		World.atOnce(4, List.of(step, step, step, step));
		assertThat(this.service.messages).hasSize(1);
	}

	@Test
	void in_quiet_hours_it_waits() {
		subscribed("quiet");
		mention("Quiet", "Text");
		OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
		this.mei.open("/settings/notifications");
		assertThat(this.mei
			.submit("/settings/notifications/when", "zone", "UTC", "from",
					now.minusHours(1).toLocalTime().toString().substring(0, 5), "to",
					now.plusHours(1).toLocalTime().toString().substring(0, 5))
			.statusCode()).isEqualTo(302);
		push();
		assertThat(this.service.messages).isEmpty();
		assertThat(due()).isOne();
	}

	@Test
	void a_browser_is_added_once_ended_by_its_person_alone_and_another_person_takes_it_over() throws Exception {
		PushService.TestBrowser made = subscribed("mine");
		Callable<HttpResponse<String>> click = () -> add(this.mei, made, "again");
		assertThat(World.atOnce(2, List.of(click, click))).allMatch((answer) -> answer.statusCode() == 204);
		assertThat(browsers()).isOne();
		long id = this.jdbc.sql("select id from push_browsers where account_id = :id")
			.param("id", this.her.id().value())
			.query(Long.class)
			.single();
		Browser other = this.site.registered(this.her.name() + "_x", "");
		other.open("/settings/notifications");
		assertThat(other.submit("/settings/notifications/browsers/" + id + "/end").statusCode()).isEqualTo(404);
		other.submit("/settings/notifications/browsers/end", "endpoint", made.endpoint());
		assertThat(browsers()).isOne();
		assertThat(this.mei.open("/settings/notifications").body()).contains("/browsers/" + id + "/end", "data-push");
		assertThat(add(other, made, "taken").statusCode()).isEqualTo(204);
		assertThat(browsers()).isZero();
		subscribed("second");
		this.mei.submit("/settings/notifications/browsers/end", "endpoint", made.endpoint().replace("mine", "second"));
		assertThat(browsers()).isZero();
	}

	@Test
	void she_has_ten_browsers_and_the_oldest_goes() {
		for (int i = 0; i < 11; i++) {
			subscribed("many" + i);
		}
		assertThat(browsers()).isEqualTo(10);
		assertThat(this.jdbc.sql("select count(*) from push_browsers where account_id = :id and endpoint like '%many0'")
			.param("id", this.her.id().value())
			.query(Long.class)
			.single()).isZero();
	}

	@Test
	void the_worker_of_the_browser_is_at_the_root_and_asked_for_anew() {
		HttpResponse<String> worker = this.site.browser().open("/service-worker.js");
		assertThat(worker.statusCode()).isEqualTo(200);
		assertThat(worker.headers().firstValue("Content-Type").orElse("")).contains("javascript");
		assertThat(worker.headers().firstValue("Cache-Control").orElse("")).contains("no-cache");
		assertThat(worker.body()).contains("notificationclick");
	}

}
