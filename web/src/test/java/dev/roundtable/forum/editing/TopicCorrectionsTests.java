package dev.roundtable.forum.editing;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

import dev.roundtable.boards.BoardEdit;
import dev.roundtable.boards.BoardKeeping;
import dev.roundtable.boards.PlaceClosed;
import dev.roundtable.forum.PostId;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.forum.editing.TopicCorrections.Correction;
import dev.roundtable.forum.pages.TopicPages;
import dev.roundtable.http.BadInput;
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
class TopicCorrectionsTests {

	private final Topics topics;

	private final TopicCorrections corrections;

	private final TopicPages pages;

	private final BoardKeeping keeping;

	private final JdbcClient jdbc;

	private final World world;

	TopicCorrectionsTests(Topics topics, TopicCorrections corrections, TopicPages pages, BoardKeeping keeping,
			JdbcClient jdbc, World world) {
		this.topics = topics;
		this.corrections = corrections;
		this.pages = pages;
		this.keeping = keeping;
		this.jdbc = jdbc;
		this.world = world;
	}

	private String toldOfMoving(TopicId topic) {
		return this.jdbc.sql("select audience from journal where action = 'moved' and subject = :subject")
			.param("subject", "topic-" + topic.value())
			.query(String.class)
			.single();
	}

	@Test
	void a_move_to_where_not_everybody_reads_is_told_to_the_team_alone() {
		TopicId topic = post();
		correct(this.world.somebody(Role.MODERATOR), topic,
				new Correction(null, null, board("members", "members"), null, null, null));
		assertThat(toldOfMoving(topic)).isEqualTo("team");
	}

	@Test
	void an_author_corrects_title_kind_board_and_tags_while_it_is_fresh() {
		TopicId topic = post();
		String other = board("everyone", "members");
		correct(this.world.mei, topic,
				new Correction(null, "Better", other, TopicKind.QUESTION, List.of("new", "tags"), null));
		TopicPages.TopicView now = this.pages.topic(topic, 1, null);
		assertThat(now.title()).isEqualTo("Better");
		assertThat(now.board().slug()).isEqualTo(other);
		assertThat(now.kind()).isEqualTo("QUESTION");
		assertThat(now.tags()).containsExactly("new", "tags");
		assertThat(actions(topic)).containsExactly("wrote", "retitled", "reclassified", "moved", "retagged");
		assertThat(toldOfMoving(topic)).isEqualTo("everyone");
		this.jdbc.sql("update topics set created_at = :then where id = :id")
			.param("then", OffsetDateTime.now().minus(TopicCorrections.FRESH).minusMinutes(1))
			.param("id", topic.value())
			.update();
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> correct(this.world.mei, topic, title("Too late")));
		correct(this.world.somebody(Role.MODERATOR), topic, title("Never too late"));
		assertThat(this.pages.topic(topic, 1, null).title()).isEqualTo("Never too late");
	}

	@Test
	void nobody_else_corrects_it() {
		TopicId topic = post();
		for (Viewer other : List.of(this.world.jun, this.world.lin)) {
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> correct(other, topic, title("Mine")));
		}
	}

	@Test
	void it_moves_only_where_the_mover_may_post() {
		TopicId topic = post();
		String secret = board("team", "team");
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> correct(this.world.mei, topic, to(secret)))
			.matches((bad) -> bad.code().equals("error.board.unknown"));
		assertThatExceptionOfType(PlaceClosed.class)
			.isThrownBy(() -> correct(this.world.mei, topic, to(board("everyone", "team"))));
		correct(this.world.somebody(Role.MODERATOR), topic, to(secret));
		assertThat(this.pages.version(topic, 1)).isEmpty();
	}

	@Test
	void a_moved_topic_and_its_floors_have_a_higher_version_wherever_they_go() {
		TopicId topic = post();
		PostId reply = this.topics.reply(this.world.jun, OnceKey.NONE, topic, "Text").post();
		List<Long> versions = new ArrayList<>();
		String other = board("everyone", "members");
		for (int i = 0; i < 3; i++) {
			rename(this.world.board, "Renamed " + i);
		}
		versions.add(version(reply));
		String here = this.pages.version(topic, 1).orElseThrow().content();
		correct(this.world.mei, topic, to(other));
		assertThat(this.pages.version(topic, 1).orElseThrow().content()).isNotEqualTo(here);
		versions.add(version(reply));
		correct(this.world.mei, topic, to(this.world.board));
		versions.add(version(reply));
		assertThat(versions).isSorted().doesNotHaveDuplicates();
	}

	@Test
	void of_two_corrections_at_once_one_wins() throws InterruptedException {
		TopicId topic = post();
		long version = this.pages.topic(topic, 1, null).version();
		Callable<Boolean> work = () -> {
			try {
				correct(this.world.mei, topic,
						new Correction(version, "Title " + Math.random(), null, null, null, null));
				return true;
			}
			catch (StaleVersion stale) {
				return false;
			}
		};
		assertThat(World.atOnce(4, Collections.nCopies(4, work))).containsOnlyOnce(true);
	}

	@Test
	void correcting_nothing_changes_nothing() {
		TopicId topic = post();
		long version = this.pages.topic(topic, 1, null).version();
		correct(this.world.mei, topic,
				new Correction(null, "Talk", this.world.board, TopicKind.DISCUSSION, List.of("b", "a"), null));
		assertThat(this.pages.topic(topic, 1, null).version()).isEqualTo(version);
		assertThat(actions(topic)).containsExactly("wrote");
	}

	private String board(String readers, String writers) {
		String slug = this.world.board + "-" + Long.toHexString(System.nanoTime());
		Viewer ada = this.world.somebody(Role.ADMINISTRATOR);
		return this.keeping.create(ada, OnceKey.NONE, BoardEdit.named(slug, "Another", "").readBy(readers, writers))
			.slug()
			.value();
	}

	private void rename(String board, String name) {
		this.keeping.change(this.world.somebody(Role.ADMINISTRATOR), OnceKey.NONE, board,
				new BoardEdit(null, name, null, null, null, null, null, null, null));
	}

	private long version(PostId post) {
		return this.jdbc.sql("select version from post_facts where post_id = ?")
			.param(post.value())
			.query(Long.class)
			.single();
	}

	private List<String> actions(TopicId topic) {
		return this.jdbc.sql("select action from journal where subject = ? order by id")
			.param("topic-" + topic.value())
			.query(String.class)
			.list();
	}

	private static Correction title(String title) {
		return new Correction(null, title, null, null, null, null);
	}

	private static Correction to(@Nullable String board) {
		return new Correction(null, null, board, null, null, null);
	}

	private void correct(Viewer viewer, TopicId topic, Correction wanted) {
		this.corrections.correct(viewer, OnceKey.NONE, topic, wanted);
	}

	private TopicId post() {
		return this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.DISCUSSION, "Talk", "Text", List.of("a", "b")))
			.topic();
	}

}
