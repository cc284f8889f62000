package dev.roundtable.forum.holding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.roundtable.forum.Hiding;
import dev.roundtable.forum.PostId;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.forum.editing.PostEdits;
import dev.roundtable.forum.pages.PostView;
import dev.roundtable.forum.pages.RenderedFloors;
import dev.roundtable.forum.pages.TopicPages;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Role;
import dev.roundtable.people.Sanction;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class TakingBackTests {

	private final Topics topics;

	private final TakingBack taking;

	private final Hiding hiding;

	private final PostEdits edits;

	private final TopicPages pages;

	private final RenderedFloors rendered;

	private final JdbcClient jdbc;

	private final World world;

	private final Viewer moderator;

	TakingBackTests(Topics topics, TakingBack taking, Hiding hiding, PostEdits edits, TopicPages pages,
			RenderedFloors rendered, JdbcClient jdbc, World world) {
		this.topics = topics;
		this.taking = taking;
		this.hiding = hiding;
		this.edits = edits;
		this.pages = pages;
		this.rendered = rendered;
		this.jdbc = jdbc;
		this.world = world;
		this.moderator = world.somebody(Role.MODERATOR);
	}

	@Test
	void what_waits_for_review_its_author_takes_back_and_it_waits_again_when_she_puts_it_back() {
		TopicId topic = post();
		PostId reply = reply(topic, this.world.jun, "canary words");
		this.jdbc.sql("""
				insert into post_holds (post_id, kind, held_at, reason, taken)
				values (?, 'PENDING', current_timestamp, 'new', false)""").param(reply.value()).update();
		this.jdbc.sql("insert into review_items (post_id, opened_at) values (?, current_timestamp)")
			.param(reply.value())
			.update();
		this.taking.takeBack(this.world.jun, OnceKey.NONE, reply);
		assertThat(waiting(reply)).isZero();
		assertThat(facts(reply)).isEmpty();
		this.taking.putBack(this.world.jun, OnceKey.NONE, reply);
		assertThat(waiting(reply)).isOne();
		assertThat(html(topic, null)).doesNotContain("canary");
		assertThat(html(topic, this.world.jun)).contains("canary", "/posts/" + reply.value() + "/take-back");
	}

	private int waiting(PostId post) {
		return this.jdbc.sql("select count(*) from review_items where post_id = ? and slot = 0")
			.param(post.value())
			.query(Integer.class)
			.single();
	}

	@Test
	void who_may_not_write_is_offered_no_link_to_edit_what_is_hers() {
		TopicId topic = post();
		PostId reply = reply(topic, this.world.jun, "My words");
		String edit = "/posts/" + reply.value() + "/edit";
		assertThat(html(topic, this.world.jun)).contains(edit);
		Viewer silenced = new Viewer(this.world.jun.id(), this.world.jun.name(), Role.FAN, Set.of(),
				new Sanction(Sanction.Kind.SILENCED, "Shouting", null), null);
		assertThat(html(topic, silenced)).contains("My words").doesNotContain(edit);
	}

	@Test
	void a_floor_that_its_author_took_back_keeps_its_number_and_comes_back() {
		TopicId topic = post();
		PostId reply = reply(topic, this.world.jun, "canary words");
		reply(topic, this.world.mei, "third");
		this.taking.takeBack(this.world.jun, OnceKey.NONE, reply);
		this.taking.takeBack(this.world.jun, OnceKey.NONE, reply);
		assertThat(html(topic, null)).doesNotContain("canary").contains("floor-2", "deleted by its author");
		assertThat(html(topic, this.world.mei)).doesNotContain("canary");
		assertThat(html(topic, this.world.jun)).contains("canary");
		assertThat(facts(reply)).isEmpty();
		this.taking.putBack(this.world.jun, OnceKey.NONE, reply);
		assertThat(html(topic, null)).contains("canary");
		assertThat(actions(topic)).containsExactly("took-back", "put-back");
	}

	@Test
	void a_topic_that_nobody_answered_goes_with_its_first_floor() {
		TopicId topic = post();
		this.taking.takeBack(this.world.mei, OnceKey.NONE, first(topic));
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.pages.topic(topic, 1, null));
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> reply(topic, this.world.jun, "Late"));
		this.taking.putBack(this.world.mei, OnceKey.NONE, first(topic));
		assertThat(html(topic, null)).contains("Text");
	}

	@Test
	void a_topic_that_was_answered_stays_for_the_others() {
		TopicId topic = post();
		reply(topic, this.world.jun, "An answer");
		this.taking.takeBack(this.world.mei, OnceKey.NONE, first(topic));
		assertThat(this.pages.topic(topic, 1, null).held()).isFalse();
		assertThat(html(topic, null)).contains("An answer", "Floor 1 was deleted by its author");
		assertThat(facts(first(topic))).isEmpty();
		this.hiding.hide(this.moderator, OnceKey.NONE, first(topic), "The title");
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.pages.topic(topic, 1, this.world.jun));
		this.hiding.show(this.moderator, OnceKey.NONE, first(topic));
		assertThat(html(topic, null)).contains("An answer", "Floor 1 was deleted by its author");
	}

	@Test
	void an_answer_that_meets_the_taking_back_keeps_the_topic_or_is_refused() throws InterruptedException {
		for (int i = 0; i < 5; i++) {
			TopicId topic = post();
			PostId first = first(topic);
			List<Callable<Boolean>> work = new ArrayList<>();
			work.add(() -> {
				this.taking.takeBack(this.world.mei, OnceKey.NONE, first);
				return false;
			});
			work.add(() -> {
				try {
					reply(topic, this.world.jun, "An answer");
					return true;
				}
				catch (NotFound gone) {
					return false;
				}
			});
			boolean answered = World.atOnce(2, work).get(1);
			boolean there = this.pages.version(topic, 1).isPresent();
			assertThat(there).isEqualTo(answered);
		}
	}

	@Test
	void what_a_moderator_deleted_its_author_reads_no_more_until_it_is_restored() {
		TopicId topic = post();
		PostId reply = reply(topic, this.world.jun, "canary words");
		this.hiding.hide(this.moderator, OnceKey.NONE, reply, "rude");
		this.hiding.delete(this.moderator, OnceKey.NONE, reply, "very rude");
		for (@Nullable
		Viewer other : new @Nullable Viewer[] { null, this.world.mei, this.world.jun }) {
			assertThat(html(topic, other)).doesNotContain("canary").contains("deleted by a moderator");
			assertThat(this.pages.after(topic, 0, 50, other).items()).extracting(PostView::floor).containsExactly(1);
		}
		assertThat(html(topic, this.moderator)).contains("canary", "very rude");
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.edits.edit(this.world.jun, OnceKey.NONE, reply,
				new PostEdits.PostEdit(1, null, "Text", null)));
		this.taking.putBack(this.world.jun, OnceKey.NONE, reply);
		this.taking.takeBack(this.world.jun, OnceKey.NONE, reply);
		assertThat(html(topic, null)).contains("deleted by a moderator");
		this.hiding.show(this.moderator, OnceKey.NONE, reply);
		assertThat(html(topic, this.world.jun)).contains("canary");
		assertThat(actions(topic)).containsExactly("hid", "deleted", "restored");
	}

	@Test
	void only_its_author_takes_a_floor_back() {
		PostId reply = reply(post(), this.world.jun, "Text");
		for (Viewer other : List.of(this.world.mei, this.world.lin, this.moderator)) {
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.taking.takeBack(other, OnceKey.NONE, reply));
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.hiding.delete(this.world.lin, OnceKey.NONE, reply, "Why"));
		}
		this.taking.takeBack(this.world.jun, OnceKey.NONE, reply);
		assertThatExceptionOfType(NotFound.class)
			.isThrownBy(() -> this.taking.putBack(this.world.mei, OnceKey.NONE, reply));
	}

	@Test
	void taking_back_at_once_is_told_once() throws InterruptedException {
		TopicId topic = post();
		PostId first = first(topic);
		Callable<String> take = () -> this.taking.takeBack(this.world.mei, OnceKey.NONE, first);
		World.atOnce(8, Collections.nCopies(8, take));
		assertThat(actions(topic)).containsExactly("took-back");
	}

	private String html(TopicId topic, @Nullable Viewer viewer) {
		return this.rendered.html(this.pages.topic(topic, 1, viewer), viewer, Set.of(), Locale.ENGLISH);
	}

	private String facts(PostId post) {
		return this.jdbc.sql("select concat(body, html, plain) from post_facts where post_id = ?")
			.param(post.value())
			.query(String.class)
			.single();
	}

	private List<String> actions(TopicId topic) {
		return this.jdbc.sql("select action from journal where subject = ? and action <> 'wrote' order by id")
			.param("topic-" + topic.value())
			.query(String.class)
			.list();
	}

	private PostId first(TopicId topic) {
		return PostId.of(this.jdbc.sql("select id from posts where topic_id = ? and floor = 1")
			.param(topic.value())
			.query(Long.class)
			.single());
	}

	private TopicId post() {
		return this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.DISCUSSION, "Talk", "Text", List.of()))
			.topic();
	}

	private PostId reply(TopicId topic, Viewer author, String body) {
		return this.topics.reply(author, OnceKey.NONE, topic, body).post();
	}

}
