package dev.roundtable.forum;

import java.util.List;

import dev.roundtable.boards.BoardEdit;
import dev.roundtable.boards.BoardKeeping;
import dev.roundtable.boards.Boards;
import dev.roundtable.boards.PlaceClosed;
import dev.roundtable.forum.editing.PostEdits;
import dev.roundtable.forum.editing.TopicCorrections;
import dev.roundtable.forum.editing.TopicCorrections.Correction;
import dev.roundtable.forum.lists.BoardCards;
import dev.roundtable.forum.lists.TopicList;
import dev.roundtable.forum.lists.TopicList.Sort;
import dev.roundtable.forum.lists.TopicList.TopicRow;
import dev.roundtable.forum.lists.TopicList.Which;
import dev.roundtable.forum.pages.FloorList;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** What stands on a board that one may not read does not exist. */
@StoreTest
class AudienceTests {

	private static final PostEdits.PostEdit TEXT = new PostEdits.PostEdit(1, null, "Text", null);

	private final Boards boards;

	private final BoardKeeping keeping;

	private final BoardCards cards;

	private final Topics topics;

	private final PostEdits edits;

	private final TopicCorrections corrections;

	private final Votes votes;

	private final TopicList list;

	private final Activities hers;

	private final TopicPages pages;

	private final FloorList floors;

	private final JdbcClient jdbc;

	private final World world;

	private final Viewer ada;

	AudienceTests(Boards boards, BoardKeeping keeping, BoardCards cards, Topics topics, PostEdits edits,
			TopicCorrections corrections, Votes votes, TopicList list, Activities hers, TopicPages pages,
			FloorList floors, JdbcClient jdbc, World world) {
		this.boards = boards;
		this.keeping = keeping;
		this.cards = cards;
		this.topics = topics;
		this.edits = edits;
		this.corrections = corrections;
		this.votes = votes;
		this.list = list;
		this.hers = hers;
		this.pages = pages;
		this.floors = floors;
		this.jdbc = jdbc;
		this.world = world;
		this.ada = world.somebody(Role.ADMINISTRATOR);
	}

	@BeforeEach
	void the_board_is_the_teams() {
		set("team", "team");
	}

	@Test
	void a_board_of_the_team_exists_for_nobody_else() {
		for (@Nullable
		Viewer outsider : new @Nullable Viewer[] { null, this.world.mei }) {
			assertThat(this.boards.find(this.world.board, outsider)).isEmpty();
			assertThat(this.boards.readable(outsider))
				.noneMatch((board) -> board.slug().value().equals(this.world.board));
			assertThat(this.cards.of(outsider)).noneMatch((board) -> board.slug().equals(this.world.board));
		}
		assertThat(this.boards.writable(this.world.mei))
			.noneMatch((board) -> board.slug().value().equals(this.world.board));
		assertThat(this.boards.find(this.world.board, this.world.lin)).isPresent();
	}

	@Test
	void its_topics_are_in_no_list_and_on_no_page_of_theirs() {
		TopicId topic = post(this.world.lin);
		for (@Nullable
		Viewer outsider : new @Nullable Viewer[] { null, this.world.mei }) {
			for (Sort sort : Sort.values()) {
				assertThat(this.list.page(outsider, new Which(null, null, false, sort), null, 50).items())
					.extracting(TopicRow::id)
					.doesNotContain(topic.value());
				assertThat(this.list.page(outsider, new Which(board(), null, false, sort), null, 50).items()).isEmpty();
			}
			assertThat(this.hers.of(this.world.lin.id(), outsider)).isEmpty();
			assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.pages.topic(topic, 1, outsider));
		}
		assertThat(this.pages.version(topic, 1)).isEmpty();
		assertThat(this.list.page(this.world.lin, new Which(null, null, false, Sort.NEW), null, 50).items())
			.extracting(TopicRow::id)
			.contains(topic.value());
		assertThat(this.hers.of(this.world.lin.id(), this.world.lin)).hasSize(1);
		assertThat(this.pages.topic(topic, 1, this.world.lin).title()).isEqualTo("Ours");
	}

	@Test
	void nobody_else_writes_into_what_she_cannot_see() {
		TopicId topic = post(this.world.lin);
		PostId first = PostId.of(this.floors.page(topic, 1).getFirst().id());
		Viewer mei = this.world.mei;
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> post(mei))
			.matches((bad) -> bad.code().equals("error.board.unknown"));
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.topics.reply(mei, OnceKey.NONE, topic, "Text"));
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.votes.cast(mei, OnceKey.NONE, topic));
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.votes.withdraw(mei, OnceKey.NONE, topic));
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.edits.edit(mei, OnceKey.NONE, first, TEXT));
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.corrections.correct(mei, OnceKey.NONE, topic,
				new Correction(null, "Title", null, null, null, null)));
	}

	@Test
	void a_topic_whose_board_is_closed_is_gone_for_its_own_author() {
		set("everyone", "members");
		TopicId topic = post(this.world.mei);
		PostId first = PostId.of(this.floors.page(topic, 1).getFirst().id());
		assertThat(this.pages.version(topic, 1)).isPresent();
		set("team", "team");
		assertThat(this.pages.version(topic, 1)).isEmpty();
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.pages.topic(topic, 1, this.world.mei));
		assertThatExceptionOfType(NotFound.class)
			.isThrownBy(() -> this.edits.edit(this.world.mei, OnceKey.NONE, first, TEXT));
	}

	@Test
	void who_may_read_but_not_write_is_told_so() {
		set("everyone", "team");
		TopicId topic = post(this.world.lin);
		assertThatExceptionOfType(PlaceClosed.class)
			.isThrownBy(() -> this.topics.reply(this.world.mei, OnceKey.NONE, topic, "Text"))
			.matches((closed) -> closed.why() == PlaceClosed.Why.NOT_A_WRITER);
		assertThatExceptionOfType(PlaceClosed.class).isThrownBy(() -> post(this.world.mei));
		assertThat(this.pages.topic(topic, 1, this.world.mei).open()).isFalse();
		assertThat(this.pages.topic(topic, 1, this.world.lin).open()).isTrue();
	}

	@Test
	void an_archived_board_is_read_and_not_written() {
		set("everyone", "members");
		TopicId topic = post(this.world.mei);
		PostId first = PostId.of(this.floors.page(topic, 1).getFirst().id());
		this.keeping.change(this.ada, OnceKey.NONE, this.world.board,
				new BoardEdit(null, null, null, null, null, null, true, null, null));
		assertThat(this.pages.topic(topic, 1, null).title()).isEqualTo("Ours");
		assertThat(this.boards.writable(this.ada)).noneMatch((board) -> board.slug().value().equals(this.world.board));
		assertThatExceptionOfType(PlaceClosed.class).isThrownBy(() -> post(this.ada));
		assertThatExceptionOfType(PlaceClosed.class)
			.isThrownBy(() -> this.topics.reply(this.world.mei, OnceKey.NONE, topic, "Text"));
		assertThatExceptionOfType(PlaceClosed.class)
			.isThrownBy(() -> this.votes.cast(this.world.jun, OnceKey.NONE, topic));
		assertThatExceptionOfType(PlaceClosed.class)
			.isThrownBy(() -> this.edits.edit(this.world.mei, OnceKey.NONE, first, TEXT));
	}

	@Test
	void closing_a_board_raises_the_versions_of_what_is_on_it_and_queues_it() {
		set("everyone", "members");
		TopicId topic = post(this.world.mei);
		long before = version(topic);
		this.jdbc.sql("delete from index_queue where document = ?").param("topic-" + topic.value()).update();
		set("team", "team");
		assertThat(version(topic)).isGreaterThan(before);
		assertThat(this.jdbc.sql("select readers from topic_facts where topic_id = ?")
			.param(topic.value())
			.query(String.class)
			.single()).isEqualTo("team");
		await().untilAsserted(() -> assertThat(this.jdbc.sql("select count(*) from index_queue where document = ?")
			.param("topic-" + topic.value())
			.query(Integer.class)
			.single()).isPositive());
	}

	private long version(TopicId topic) {
		return this.jdbc.sql("select version from topic_facts where topic_id = ?")
			.param(topic.value())
			.query(Long.class)
			.single();
	}

	private void set(String readers, String writers) {
		this.keeping.change(this.ada, OnceKey.NONE, this.world.board,
				new BoardEdit(null, null, null, readers, writers, null, null, null, null));
	}

	private TopicId post(Viewer author) {
		return this.topics
			.post(author, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.DISCUSSION, "Ours", "Text", List.of()))
			.topic();
	}

	private Boards.Board board() {
		return this.boards.all()
			.stream()
			.filter((board) -> board.slug().value().equals(this.world.board))
			.findFirst()
			.orElseThrow();
	}

}
