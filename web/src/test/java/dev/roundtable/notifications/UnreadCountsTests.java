package dev.roundtable.notifications;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Bell;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@StoreTest
class UnreadCountsTests {

	private final World world;

	private final Topics topics;

	private final Notifications notifications;

	private final UnreadCounts counts;

	private final JdbcClient jdbc;

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
