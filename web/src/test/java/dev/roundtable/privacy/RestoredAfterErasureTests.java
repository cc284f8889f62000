package dev.roundtable.privacy;

import java.time.Duration;
import java.util.List;

import dev.roundtable.forum.Hiding;
import dev.roundtable.forum.PostId;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What a moderator can show again of a person who was erased: never what she took. */
@StoreTest
class RestoredAfterErasureTests {

	private final Erasures erasures;

	private final ErasureWork work;

	private final Accounts accounts;

	private final Topics topics;

	private final Hiding hiding;

	private final JdbcClient jdbc;

	private final World world;

	private final Viewer zhou;

	RestoredAfterErasureTests(Erasures erasures, ErasureWork work, Accounts accounts, Topics topics, Hiding hiding,
			JdbcClient jdbc, World world) {
		this.erasures = erasures;
		this.work = work;
		this.accounts = accounts;
		this.topics = topics;
		this.hiding = hiding;
		this.jdbc = jdbc;
		this.world = world;
		this.zhou = world.somebody(Role.MODERATOR);
	}

	@Test
	void words_that_went_with_her_stay_taken_back_whatever_a_moderator_hid_before_or_hides_after() {
		Viewer her = named("Erasrest");
		TopicId topic = discussed();
		PostId before = floor(her, topic);
		PostId after = floor(her, topic);
		this.hiding.delete(this.zhou, OnceKey.NONE, before, "Advertising");
		erase(her, true);
		assertThat(hold(before)).isEqualTo("TAKEN");
		this.hiding.show(this.zhou, OnceKey.NONE, before);
		this.hiding.hide(this.zhou, OnceKey.NONE, after, "Again");
		this.hiding.show(this.zhou, OnceKey.NONE, after);
		for (PostId floor : List.of(before, after)) {
			assertThat(hold(floor)).isEqualTo("TAKEN");
			assertThat(body(floor)).isEmpty();
		}
		assertThat(restored(topic)).as("nothing was restored, and the journal says nothing else").isZero();
	}

	@Test
	void words_that_she_left_are_shown_again_without_her_name() {
		Viewer her = named("Erasleft");
		TopicId topic = discussed();
		PostId floor = floor(her, topic);
		this.hiding.delete(this.zhou, OnceKey.NONE, floor, "Advertising");
		erase(her, false);
		assertThat(hold(floor)).as("a moderator's word stands").isEqualTo("DELETED");
		this.hiding.show(this.zhou, OnceKey.NONE, floor);
		assertThat(hold(floor)).isEmpty();
		assertThat(body(floor)).isEqualTo("Her words");
		assertThat(this.accounts.names(List.of(her.id()))).containsValue("deleted person " + her.id().value());
		assertThat(restored(topic)).isEqualTo(1);
	}

	private void erase(Viewer her, boolean words) {
		this.erasures.ask(her, OnceKey.NONE, new Erasures.Wish(words, true));
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
			this.work.some(Duration.ofSeconds(30));
			return this.jdbc.sql("select count(*) from erasures where account_id = ? and finished_at is not null")
				.param(her.id().value())
				.query(Long.class)
				.single() == 1;
		});
	}

	private Viewer named(String begin) {
		String name = begin + "-" + this.world.board;
		return new Viewer(this.accounts.create(name, Role.FAN), name, Role.FAN);
	}

	private TopicId discussed() {
		return this.topics
			.post(this.world.jun, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.DISCUSSION, "A title", "A text", List.of()))
			.topic();
	}

	private PostId floor(Viewer author, TopicId topic) {
		return this.topics.reply(author, OnceKey.NONE, topic, "Her words").post();
	}

	private String hold(PostId post) {
		return this.jdbc.sql("select kind from post_holds where post_id = ?")
			.param(post.value())
			.query(String.class)
			.optional()
			.orElse("");
	}

	private String body(PostId post) {
		return this.jdbc.sql("select body from posts where id = ?").param(post.value()).query(String.class).single();
	}

	private long restored(TopicId topic) {
		return this.jdbc.sql("select count(*) from journal where subject = ? and action = 'restored'")
			.param("topic-" + topic.value())
			.query(Long.class)
			.single();
	}

}
