package dev.roundtable.forum;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class TopicsTests {

	private final Topics topics;

	private final TopicPages pages;

	private final JdbcClient jdbc;

	private final World world;

	TopicsTests(Topics topics, TopicPages pages, JdbcClient jdbc, World world) {
		this.topics = topics;
		this.pages = pages;
		this.jdbc = jdbc;
		this.world = world;
	}

	@Test
	void floors_are_consecutive_under_eight_writers() throws InterruptedException {
		TopicId topic = ask();
		Callable<Integer> write = () -> this.topics.reply(this.world.mei.id(), topic, "一楼 floor").floor();
		List<Integer> acknowledged = World.atOnce(8, Collections.nCopies(160, write));
		List<Integer> expected = IntStream.rangeClosed(2, 161).boxed().toList();
		assertThat(acknowledged).containsExactlyInAnyOrderElementsOf(expected);
		assertThat(this.jdbc.sql("select floor from posts where topic_id = ? and floor > 1 order by floor")
			.param(topic.value())
			.query(Integer.class)
			.list()).isEqualTo(expected);
		assertThat(this.pages.topic(topic, null).floors()).isEqualTo(161);
	}

	@Test
	void a_stale_edit_is_refused_and_the_newer_text_stays() {
		TopicId topic = ask();
		Viewer mei = this.world.mei;
		TopicPages.PostView first = this.pages.floors(topic, 1, mei).getFirst();
		this.topics.edit(mei, PostId.of(first.id()), first.version(), "Title two", "text two");
		assertThatExceptionOfType(StaleVersion.class).isThrownBy(
				() -> this.topics.edit(mei, PostId.of(first.id()), first.version(), "Title three", "text three"));
		assertThat(this.pages.floors(topic, 1, mei).getFirst().body()).isEqualTo("text two");
		assertThat(this.pages.topic(topic, mei).title()).isEqualTo("Title two");
	}

	@Test
	void of_two_edits_at_once_one_wins() throws InterruptedException {
		TopicId topic = ask();
		Viewer mei = this.world.mei;
		TopicPages.PostView first = this.pages.floors(topic, 1, mei).getFirst();
		Callable<Boolean> edit = () -> {
			try {
				this.topics.edit(mei, PostId.of(first.id()), first.version(), null, "mine");
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
		PostId first = PostId.of(this.pages.floors(topic, 1, null).getFirst().id());
		Viewer jun = this.world.jun;
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.topics.edit(jun, first, 1, null, "jun was here"));
		this.topics.edit(this.world.somebody(Role.MODERATOR), first, 1, null, "tidied");
		assertThat(this.pages.floors(topic, 1, null).getFirst().body()).isEqualTo("tidied");
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
			.isThrownBy(() -> this.topics.reply(this.world.mei.id(), TopicId.of(Long.MAX_VALUE), "Text"));
	}

	private TopicId ask() {
		return post(this.world.board, "Is there a manual?", "Where?", List.of("docs")).topic();
	}

	private Topics.Posted post(String board, String title, String body, List<String> tags) {
		return this.topics.post(this.world.mei.id(), board, TopicKind.QUESTION, title, body, tags);
	}

}
