package dev.roundtable.forum.holding;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.roundtable.boards.Boards;
import dev.roundtable.forum.Hiding;
import dev.roundtable.forum.PostId;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.forum.lists.TopicList;
import dev.roundtable.forum.lists.TopicList.Sort;
import dev.roundtable.forum.lists.TopicList.TopicRow;
import dev.roundtable.forum.lists.TopicList.Which;
import dev.roundtable.forum.pages.PostView;
import dev.roundtable.forum.pages.RenderedFloors;
import dev.roundtable.forum.pages.TopicPages;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.profiles.Activities;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class HidingTests {

	private final Boards boards;

	private final Topics topics;

	private final Hiding hiding;

	private final TopicPages pages;

	private final TopicList list;

	private final Activities hers;

	private final RenderedFloors rendered;

	private final JdbcClient jdbc;

	private final World world;

	private final Viewer moderator;

	HidingTests(Boards boards, Topics topics, Hiding hiding, TopicPages pages, TopicList list, Activities hers,
			RenderedFloors rendered, JdbcClient jdbc, World world) {
		this.boards = boards;
		this.topics = topics;
		this.hiding = hiding;
		this.pages = pages;
		this.list = list;
		this.hers = hers;
		this.rendered = rendered;
		this.jdbc = jdbc;
		this.world = world;
		this.moderator = world.somebody(Role.MODERATOR);
	}

	@Test
	void a_hidden_floor_keeps_its_number_and_is_seen_by_its_author_and_moderators_alone() {
		TopicId topic = post();
		PostId post = reply(topic, this.world.jun, "canary words");
		reply(topic, this.world.mei, "third");
		this.hiding.hide(this.moderator, OnceKey.NONE, post, "rude");
		assertThat(floors(topic, null)).containsExactly(1, 3);
		assertThat(floors(topic, this.world.mei)).containsExactly(1, 3);
		assertThat(floors(topic, this.world.jun)).containsExactly(1, 2, 3);
		assertThat(html(topic, null)).doesNotContain("canary").contains("floor-2");
		assertThat(html(topic, this.world.lin)).doesNotContain("canary", "rude");
		assertThat(html(topic, this.world.jun)).contains("canary", "rude");
		assertThat(html(topic, this.moderator)).contains("canary", "rude");
		assertThat(this.hers.of(this.world.jun.id(), this.world.jun)).isEmpty();
		this.hiding.show(this.moderator, OnceKey.NONE, post);
		assertThat(this.hers.of(this.world.jun.id(), null)).hasSize(1);
		assertThat(html(topic, null)).contains("canary");
		assertThat(floors(topic, null)).containsExactly(1, 2, 3);
	}

	@Test
	void a_hidden_first_floor_hides_the_topic() {
		TopicId topic = post();
		PostId first = first(topic);
		this.hiding.hide(this.moderator, OnceKey.NONE, first, "spam");
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.pages.topic(topic, 1, null));
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.pages.topic(topic, 1, this.world.jun));
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> reply(topic, this.world.jun, "Text"));
		assertThat(this.pages.version(topic, 1)).isEmpty();
		assertThat(this.pages.topic(topic, 1, this.world.mei).held()).isTrue();
		assertThat(this.pages.topic(topic, 1, this.moderator).held()).isTrue();
		assertThat(this.list.page(this.moderator, new Which(board(), null, false, Sort.NEW), null, 50).items())
			.extracting(TopicRow::id)
			.doesNotContain(topic.value());
		assertThat(this.hers.of(this.world.mei.id(), null)).isEmpty();
		assertThat(this.hers.of(this.world.mei.id(), this.world.mei)).hasSize(1);
		this.hiding.show(this.moderator, OnceKey.NONE, first);
		assertThat(this.pages.topic(topic, 1, null).held()).isFalse();
	}

	@Test
	void other_rooms_read_in_the_facts_what_is_held_and_a_higher_version() {
		TopicId topic = post();
		PostId reply = reply(topic, this.world.jun, "Text");
		long before = version(reply);
		this.hiding.hide(this.moderator, OnceKey.NONE, first(topic), "spam");
		assertThat(this.jdbc.sql("select count(*) from post_facts where topic_id = ? and held")
			.param(topic.value())
			.query(Integer.class)
			.single()).isEqualTo(2);
		assertThat(version(reply)).isGreaterThan(before);
		this.hiding.show(this.moderator, OnceKey.NONE, first(topic));
		assertThat(version(reply)).isGreaterThan(before + 1);
	}

	@Test
	void only_moderators_hide_and_they_say_why() {
		PostId post = first(post());
		for (Viewer other : List.of(this.world.mei, this.world.jun, this.world.lin)) {
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.hiding.hide(other, OnceKey.NONE, post, "mine"));
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.hiding.show(other, OnceKey.NONE, post));
		}
		for (@Nullable
		String none : new @Nullable String[] { null, "", " \u200b", "字".repeat(401) }) {
			assertThatExceptionOfType(BadInput.class)
				.isThrownBy(() -> this.hiding.hide(this.moderator, OnceKey.NONE, post, none))
				.matches((bad) -> bad.field().equals("reason"));
		}
	}

	@Test
	void hiding_at_once_hides_once() throws InterruptedException {
		TopicId topic = post();
		PostId post = first(topic);
		Callable<String> hide = () -> this.hiding.hide(this.moderator, OnceKey.NONE, post, "spam");
		World.atOnce(8, Collections.nCopies(8, hide));
		assertThat(this.jdbc.sql("select count(*) from journal where subject = ? and action = 'hid'")
			.param("topic-" + topic.value())
			.query(Integer.class)
			.single()).isOne();
		this.hiding.show(this.moderator, OnceKey.NONE, post);
		this.hiding.show(this.moderator, OnceKey.NONE, post);
		assertThat(this.pages.topic(topic, 1, null).held()).isFalse();
	}

	private String html(TopicId topic, @Nullable Viewer viewer) {
		return this.rendered.html(this.pages.topic(topic, 1, viewer), viewer, Set.of(), Locale.ENGLISH);
	}

	private List<Integer> floors(TopicId topic, @Nullable Viewer viewer) {
		return this.pages.after(topic, 0, 50, viewer).items().stream().map(PostView::floor).toList();
	}

	private long version(PostId post) {
		return this.jdbc.sql("select version from post_facts where post_id = ?")
			.param(post.value())
			.query(Long.class)
			.single();
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

	private Boards.Board board() {
		return this.boards.all()
			.stream()
			.filter((board) -> board.slug().value().equals(this.world.board))
			.findFirst()
			.orElseThrow();
	}

}
