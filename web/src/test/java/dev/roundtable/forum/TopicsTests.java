package dev.roundtable.forum;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import dev.roundtable.forum.editing.PostEdits;
import dev.roundtable.forum.editing.PostEdits.PostEdit;
import dev.roundtable.forum.pages.FloorList;
import dev.roundtable.forum.pages.PostView;
import dev.roundtable.forum.pages.TopicPages;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.Role;
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
class TopicsTests {

	private final Topics topics;

	private final PostEdits edits;

	private final TopicPages pages;

	private final FloorList floors;

	private final JdbcClient jdbc;

	private final World world;

	TopicsTests(Topics topics, PostEdits edits, TopicPages pages, FloorList floors, JdbcClient jdbc, World world) {
		this.topics = topics;
		this.edits = edits;
		this.pages = pages;
		this.floors = floors;
		this.jdbc = jdbc;
		this.world = world;
	}

	@Test
	void floors_are_consecutive_under_eight_writers() throws InterruptedException {
		TopicId topic = ask();
		Callable<Integer> write = () -> reply(this.world.mei, topic, "一楼 floor").floor();
		List<Integer> acknowledged = World.atOnce(8, Collections.nCopies(160, write));
		List<Integer> expected = IntStream.rangeClosed(2, 161).boxed().toList();
		assertThat(acknowledged).containsExactlyInAnyOrderElementsOf(expected);
		assertThat(this.jdbc.sql("select floor from posts where topic_id = ? and floor > 1 order by floor")
			.param(topic.value())
			.query(Integer.class)
			.list()).isEqualTo(expected);
		assertThat(this.pages.topic(topic, 1, null).floors()).isEqualTo(161);
	}

	@Test
	void a_stale_edit_is_refused_and_the_newer_text_stays() {
		TopicId topic = ask();
		PostView first = first(topic);
		edit(this.world.mei, first, "Title two", "text two");
		assertThatExceptionOfType(StaleVersion.class)
			.isThrownBy(() -> edit(this.world.mei, first, "Title three", "text three"));
		assertThat(first(topic).body()).isEqualTo("text two");
		assertThat(this.pages.topic(topic, 1, this.world.mei).title()).isEqualTo("Title two");
	}

	@Test
	void of_two_edits_at_once_one_wins() throws InterruptedException {
		PostView first = first(ask());
		Callable<Boolean> edit = () -> {
			try {
				edit(this.world.mei, first, null, "mine");
				return true;
			}
			catch (StaleVersion stale) {
				return false;
			}
		};
		assertThat(World.atOnce(8, Collections.nCopies(8, edit))).containsOnlyOnce(true);
	}

	@Test
	void only_the_author_and_moderators_edit() {
		TopicId topic = ask();
		PostView first = first(topic);
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> edit(this.world.jun, first, null, "jun was here"));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> edit(this.world.lin, first, null, "lin was here"));
		assertThat(first(topic).body()).isEqualTo("Where?");
	}

	@Test
	void what_a_moderator_edited_says_who_and_why_and_passes_as_nobody_elses() {
		TopicId topic = ask();
		Viewer moderator = this.world.somebody(Role.MODERATOR);
		PostView first = first(topic);
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> edit(moderator, first, null, "tidied"))
			.matches((bad) -> bad.field().equals("reason"));
		this.edits.edit(moderator, OnceKey.NONE, PostId.of(first.id()),
				new PostEdit(first.version(), null, "tidied", "a phone number"));
		PostView tidied = first(topic);
		assertThat(tidied.body()).isEqualTo("tidied");
		assertThat(tidied.editedBy()).isEqualTo(moderator.name());
		assertThat(tidied.editReason()).isEqualTo("a phone number");
		edit(this.world.mei, tidied, null, "mine again");
		assertThat(first(topic).editedBy()).isNull();
	}

	@Test
	void what_cannot_be_taken_names_its_field() {
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> post("nowhere", "Title", "Text", List.of()))
			.matches((bad) -> bad.field().equals("board"));
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> post(this.world.board, "\u200b", "Text", List.of()))
			.matches((bad) -> bad.field().equals("title"));
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> post(this.world.board, "Title", "字".repeat(22_000), List.of()))
			.matches((bad) -> bad.field().equals("body"));
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> post(this.world.board, "Title", "Text", List.of("two words")))
			.matches((bad) -> bad.field().equals("tags"));
		assertThatExceptionOfType(NotFound.class)
			.isThrownBy(() -> reply(this.world.mei, TopicId.of(Long.MAX_VALUE), "Text"));
	}

	@Test
	void tags_may_be_typed_with_commas_and_with_spaces() {
		assertThat(Tags.typed("camera, os-beta")).containsExactly("camera", "os-beta");
		assertThat(Tags.typed("camera os-beta")).containsExactly("camera", "os-beta");
		assertThat(Tags.typed("  相机，系统、beta　c++ ; ")).containsExactly("相机", "系统", "beta", "c++");
	}

	@Test
	void every_act_is_one_row_of_the_journal() {
		TopicId topic = ask();
		reply(this.world.jun, topic, "Here.");
		PostView first = first(topic);
		edit(this.world.mei, first, "Where is the manual?", "Where, please?");
		assertThat(this.jdbc.sql("select action from journal where subject = ? order by id")
			.param("topic-" + topic.value())
			.query(String.class)
			.list()).containsExactly("wrote", "wrote", "edited", "retitled");
	}

	private TopicId ask() {
		return post(this.world.board, "Is there a manual?", "Where?", List.of("docs")).topic();
	}

	private Topics.Posted post(String board, String title, String body, List<String> tags) {
		return this.topics.post(this.world.mei, OnceKey.NONE,
				new TopicDraft(board, TopicKind.QUESTION, title, body, tags));
	}

	private Topics.Reply reply(Viewer author, TopicId topic, String body) {
		return this.topics.reply(author, OnceKey.NONE, topic, body);
	}

	private PostView first(TopicId topic) {
		return this.floors.page(topic, 1).getFirst();
	}

	private void edit(Viewer viewer, PostView post, @Nullable String title, String body) {
		this.edits.edit(viewer, OnceKey.NONE, PostId.of(post.id()), new PostEdit(post.version(), title, body, null));
	}

}
