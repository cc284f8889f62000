package dev.roundtable.forum.lists;

import java.util.ArrayList;
import java.util.List;

import dev.roundtable.boards.Boards;
import dev.roundtable.forum.Hiding;
import dev.roundtable.forum.PostId;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.forum.lists.TopicList.TopicRow;
import dev.roundtable.forum.lists.TopicList.Which;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class TopicListTests {

	private final Boards boards;

	private final Topics topics;

	private final TopicList list;

	private final Hiding hiding;

	private final JdbcClient jdbc;

	private final World world;

	TopicListTests(Boards boards, Topics topics, TopicList list, Hiding hiding, JdbcClient jdbc, World world) {
		this.hiding = hiding;
		this.jdbc = jdbc;
		this.boards = boards;
		this.topics = topics;
		this.list = list;
		this.world = world;
	}

	@ParameterizedTest
	@EnumSource
	void cursors_page_through_everything_once(TopicList.Sort sort) {
		List<Long> posted = new ArrayList<>();
		for (int i = 0; i < 23; i++) {
			posted.add(this.topics
				.post(this.world.mei, OnceKey.NONE,
						new TopicDraft(this.world.board, TopicKind.DISCUSSION, "Topic " + i, "Text", List.of()))
				.topic()
				.value());
		}
		List<Long> seen = new ArrayList<>();
		@Nullable String cursor = null;
		do {
			CursorPage<TopicRow> page = this.list.page(null, new Which(board(), null, false, sort), cursor, 5);
			page.items().forEach((row) -> seen.add(row.id()));
			cursor = page.next();
		}
		while (cursor != null);
		assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(posted);
	}

	@ParameterizedTest
	@EnumSource
	void a_cursor_of_garbage_is_bad_input(TopicList.Sort sort) {
		for (String garbage : List.of("x", "~", "~~", "1~", "~1", "999999999999999999999~1", "' or 1=1--~1")) {
			assertThatExceptionOfType(BadInput.class)
				.isThrownBy(() -> this.list.page(null, new Which(board(), null, false, sort), garbage, 5))
				.matches((bad) -> bad.field().equals("cursor"));
		}
	}

	@Test
	void who_wrote_what_is_hidden_is_not_named_as_the_last_in_a_list() {
		TopicId topic = this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.DISCUSSION, "Last words", "Text", List.of()))
			.topic();
		this.topics.reply(this.world.lin, OnceKey.NONE, topic, "Fine");
		PostId last = this.topics.reply(this.world.jun, OnceKey.NONE, topic, "Not fine").post();
		assertThat(row(topic).lastPoster()).isEqualTo(this.world.jun.name());
		Viewer zhou = this.world.somebody(Role.MODERATOR);
		this.hiding.hide(zhou, OnceKey.NONE, last, "Rude");
		assertThat(row(topic).lastPoster()).isEqualTo(this.world.lin.name());
		this.hiding.show(zhou, OnceKey.NONE, last);
		assertThat(row(topic).lastPoster()).isEqualTo(this.world.jun.name());
	}

	@Test
	void replies_that_were_split_off_do_not_count_where_they_stood() {
		TopicId topic = this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.DISCUSSION, "Many words", "Text", List.of()))
			.topic();
		for (int i = 0; i < 4; i++) {
			this.topics.reply(this.world.jun, OnceKey.NONE, topic, "Reply " + i);
		}
		this.jdbc.sql("""
				insert into topic_splits (topic_id, from_topic, split_by, split_at, reason)
				values (:id, :id, 1, current_timestamp, 'Another thing')""").param("id", topic.value()).update();
		this.jdbc.sql("""
				insert into split_floors (split_id, floor, place, post_id)
				select s.id, p.floor, p.floor, p.id from topic_splits s join posts p on p.topic_id = s.from_topic
				where s.from_topic = :id and p.floor between 2 and 4""").param("id", topic.value()).update();
		assertThat(row(topic).replies()).isOne();
		this.jdbc.sql("update topic_splits set slot = id where from_topic = :id").param("id", topic.value()).update();
		assertThat(row(topic).replies()).isEqualTo(4);
	}

	private TopicRow row(TopicId topic) {
		return this.list.page(null, new Which(board(), null, false, TopicList.Sort.ACTIVE), null, 50)
			.items()
			.stream()
			.filter((row) -> row.id() == topic.value())
			.findFirst()
			.orElseThrow();
	}

	private Boards.Board board() {
		return this.boards.all()
			.stream()
			.filter((board) -> board.slug().value().equals(this.world.board))
			.findFirst()
			.orElseThrow();
	}

}
