package dev.roundtable.forum.lists;

import java.util.ArrayList;
import java.util.List;

import dev.roundtable.boards.Boards;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.forum.lists.TopicList.TopicRow;
import dev.roundtable.forum.lists.TopicList.Which;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.OnceKey;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class TopicListTests {

	private final Boards boards;

	private final Topics topics;

	private final TopicList list;

	private final World world;

	TopicListTests(Boards boards, Topics topics, TopicList list, World world) {
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

	private Boards.Board board() {
		return this.boards.all()
			.stream()
			.filter((board) -> board.slug().value().equals(this.world.board))
			.findFirst()
			.orElseThrow();
	}

}
