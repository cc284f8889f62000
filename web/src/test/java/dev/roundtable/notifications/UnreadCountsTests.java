package dev.roundtable.notifications;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Secret;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Bell;
import dev.roundtable.stores.SetClock;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

@StoreTest
class UnreadCountsTests {

	private static final BellSettings SETTINGS = new BellSettings(2, 3, Duration.ofMinutes(5), Duration.ofSeconds(20));

	private final World world;

	private final Topics topics;

	private final Notifications notifications;

	private final UnreadCounts counts;

	private final JdbcClient jdbc;

	private final SetClock clock = new SetClock();

	UnreadCountsTests(World world, Topics topics, Notifications notifications, UnreadCounts counts, JdbcClient jdbc) {
		this.world = world;
		this.topics = topics;
		this.notifications = notifications;
		this.counts = counts;
		this.jdbc = jdbc;
	}

	@Test
	void many_are_counted_at_once_as_each_is_alone_whoever_may_see_what() {
		Viewer moderator = this.world.somebody(Role.MODERATOR);
		List<Viewer> all = List.of(this.world.mei, this.world.jun, this.world.lin, moderator);
		TopicId open = post("Open");
		TopicId closed = post("Canary of a person");
		TopicId hidden = post("Canary that is hidden");
		TopicId team = post("Canary of the team");
		for (TopicId topic : List.of(open, closed, hidden, team)) {
			all.forEach((viewer) -> tell(viewer, topic));
		}
		this.jdbc.sql("update topics set held = true where id = :id").param("id", hidden.value()).update();
		closeBoardOf(team, "team");
		closeBoardOf(closed, "person:" + this.world.jun.id().value());
		Map<Long, Integer> counted = this.counts.of(all.stream().map(Viewer::id).map(AccountId::value).toList());
		for (Viewer viewer : all) {
			assertThat(counted.get(viewer.id().value())).as(viewer.name()).isEqualTo(this.notifications.unread(viewer));
		}
		assertThat(all).extracting((viewer) -> counted.get(viewer.id().value())).containsExactly(2, 2, 2, 3);
		assertThat(this.counts.of(List.of(987_654_321L, this.world.jun.id().value())))
			.containsOnlyKeys(this.world.jun.id().value());
		assertThat(this.counts.of(List.of())).isEmpty();
	}

	@Test
	void nobody_is_counted_beyond_what_the_bell_shows() {
		for (int i = 0; i <= Bell.MOST + 5; i++) {
			this.jdbc.sql("""
					insert into notifications (account_id, subject, kind, act, on_page, happened_at)
					values (:id, :subject, 'STATUS', 'x', true, :now)
					""")
				.param("id", this.world.mei.id().value())
				.param("subject", "x-" + i)
				.param("now", OffsetDateTime.now())
				.update();
		}
		long mei = this.world.mei.id().value();
		assertThat(this.counts.of(List.of(mei))).containsEntry(mei, Bell.MOST + 1);
	}

	@Test
	void a_stream_ends_after_some_minutes_and_there_is_no_room_beyond_the_bounds() {
		LiveBell bell = new LiveBell(this.counts, new OpenSignIns(this.jdbc, this.clock), SETTINGS, this.clock);
		assertThat(bell.listen(this.world.mei, from(this.world.mei)).getStatusCode()).isEqualTo(HttpStatus.OK);
		assertThat(bell.listen(this.world.mei, from(this.world.mei)).getStatusCode()).isEqualTo(HttpStatus.OK);
		assertThat(bell.listen(this.world.mei, from(this.world.mei)).getStatusCode()).isEqualTo(HttpStatus.NO_CONTENT);
		assertThat(bell.listen(this.world.jun, from(this.world.jun)).getStatusCode()).isEqualTo(HttpStatus.OK);
		assertThat(bell.listen(this.world.lin, from(this.world.lin)).getStatusCode()).isEqualTo(HttpStatus.NO_CONTENT);
		this.clock.pass(Duration.ofMinutes(5).minusMillis(1));
		bell.ring();
		assertThat(bell.open()).isEqualTo(3);
		this.clock.pass(Duration.ofMillis(1));
		bell.ring();
		assertThat(bell.open()).isZero();
		assertThat(bell.listen(this.world.lin, from(this.world.lin)).getStatusCode()).isEqualTo(HttpStatus.OK);
	}

	@Test
	void a_server_that_stops_ends_its_streams_and_opens_none() {
		LiveBell bell = new LiveBell(this.counts, new OpenSignIns(this.jdbc, this.clock), SETTINGS, this.clock);
		bell.listen(this.world.mei, from(this.world.mei));
		try (StaticApplicationContext context = new StaticApplicationContext()) {
			bell.close(new ContextClosedEvent(context));
		}
		bell.ring();
		assertThat(bell.open()).isZero();
		assertThat(bell.listen(this.world.mei, from(this.world.mei)).getStatusCode()).isEqualTo(HttpStatus.NO_CONTENT);
	}

	/** Of a browser in which she is signed in. */
	private MockHttpServletRequest from(Viewer viewer) {
		String token = Secret.random();
		this.jdbc.sql("""
				insert into sign_ins (token_hash, account_id, created_at, expires_at)
				values (:hash, :account, :now, :expires)""")
			.param("hash", Secret.digest(token))
			.param("account", viewer.id().value())
			.param("now", OffsetDateTime.now(this.clock))
			.param("expires", OffsetDateTime.now(this.clock).plusDays(1))
			.update();
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setCookies(new Cookie("rt_session", token));
		return request;
	}

	private TopicId post(String title) {
		return this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.DISCUSSION, title, "Text", List.of()))
			.topic();
	}

	private void tell(Viewer viewer, TopicId topic) {
		this.jdbc.sql("""
				insert into notifications (account_id, subject, kind, topic_id, act, on_page, happened_at)
				values (:id, :subject, 'STATUS', :topic, 'x', true, :now)
				""")
			.param("id", viewer.id().value())
			.param("subject", Follows.topic(topic.value()))
			.param("topic", topic.value())
			.param("now", OffsetDateTime.now())
			.update();
	}

	/** Gives the topic a board of its own that those alone read. */
	private void closeBoardOf(TopicId topic, String readers) {
		String slug = this.world.board + "-" + topic.value();
		this.jdbc.sql("""
				insert into boards (slug, name, description, readers, writers, created_at)
				values (:slug, :slug, '', :readers, :readers, :now)
				""").param("slug", slug).param("readers", readers).param("now", OffsetDateTime.now()).update();
		this.jdbc.sql("update topics set board_id = (select id from boards where slug = :slug) where id = :topic")
			.param("slug", slug)
			.param("topic", topic.value())
			.update();
	}

}
