package dev.roundtable.notifications;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;

import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import dev.roundtable.people.Viewers;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@StoreTest
class GroupDeliveryTests {

	private final World world;

	private final Topics topics;

	private final Viewers viewers;

	private final JdbcClient jdbc;

	GroupDeliveryTests(World world, Topics topics, Viewers viewers, JdbcClient jdbc) {
		this.world = world;
		this.topics = topics;
		this.viewers = viewers;
		this.jdbc = jdbc;
	}

	@Test
	void of_a_board_of_a_group_its_members_are_told_and_nobody_else_who_follows_it() {
		String group = "d-" + this.world.board;
		this.jdbc.sql("""
				insert into member_groups (name, title, with_team, made_at) values (:name, 'Told', false, :now)
				""").param("name", group).param("now", OffsetDateTime.now()).update();
		for (Viewer member : List.of(this.world.mei, this.world.lin)) {
			this.jdbc.sql("""
					insert into group_members (group_id, account_id, standing, set_at)
					select id, :member, 'HAND', :now from member_groups where name = :name
					""")
				.param("member", member.id().value())
				.param("now", OffsetDateTime.now())
				.param("name", group)
				.update();
		}
		this.jdbc.sql("update boards set readers = :key, writers = :key where slug = :slug")
			.param("key", "group:" + group)
			.param("slug", this.world.board)
			.update();
		Viewer lin = this.viewers.all(Set.of(this.world.lin.id().value())).values().iterator().next();
		TopicId topic = this.topics
			.post(lin, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.DISCUSSION, "Canary of a group", "Text", List.of()))
			.topic();
		for (Viewer follower : List.of(this.world.mei, this.world.jun)) {
			this.jdbc
				.sql("""
						insert into follows (what, account_id, mode, by_hand, since) values (:what, :id, 'FOLLOW', true, :now)
						""")
				.param("what", Follows.topic(topic.value()))
				.param("id", follower.id().value())
				.param("now", OffsetDateTime.now())
				.update();
		}
		this.topics.reply(lin, OnceKey.NONE, topic, "For @" + this.world.jun.name());
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> told(this.world.mei) == 1);
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> this.jdbc.sql("""
				select (select count(*) from journal_queue where follower = 'notifications')
				    + (select count(*) from fan_outs)
				""").query(Long.class).single() == 0);
		assertThat(told(this.world.jun)).isZero();
	}

	private long told(Viewer viewer) {
		return this.jdbc.sql("select count(*) from notifications where account_id = :id")
			.param("id", viewer.id().value())
			.query(Long.class)
			.single();
	}

}
