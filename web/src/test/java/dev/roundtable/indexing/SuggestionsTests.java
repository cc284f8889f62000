package dev.roundtable.indexing;

import java.util.List;

import dev.roundtable.boards.Boards;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.OnceKey;
import dev.roundtable.indexing.Suggestions.Suggestion;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Viewer;
import dev.roundtable.search.DocumentKey.Type;
import dev.roundtable.search.DocumentKey;
import dev.roundtable.search.Highlighter.Segment;
import dev.roundtable.search.SearchIndex;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** With an index that offers a title to anybody, and with one that is away. */
@StoreTest
class SuggestionsTests {

	private final Topics topics;

	private final Boards boards;

	private final Limits limits;

	private final JdbcClient jdbc;

	private final KnownValues values;

	private final World world;

	SuggestionsTests(Topics topics, Boards boards, Limits limits, JdbcClient jdbc, World world) {
		this.topics = topics;
		this.boards = boards;
		this.limits = limits;
		this.jdbc = jdbc;
		this.world = world;
		this.values = new KnownValues(jdbc);
	}

	@Test
	void titles_boards_tags_and_people_are_offered_as_one_types() {
		TopicId topic = bug();
		assertThat(offered(this.world.mei, topic, "whisk")).contains("topic whisker",
				"tag whisker-" + this.world.board);
		assertThat(offered(this.world.mei, topic, this.world.board)).anyMatch((text) -> text.startsWith("board "));
		assertThat(offered(null, topic, this.world.mei.name())).contains("person " + this.world.mei.name());
	}

	@Test
	void what_was_typed_is_told_from_the_rest_in_whatever_is_offered() {
		TopicId topic = this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.BUG, "yodelling", "text",
							List.of("yodel-" + this.world.board)))
			.topic();
		Shelf shelf = new Shelf();
		shelf.titled = List.of(new DocumentKey(Type.TOPIC, topic.value()));
		this.values.count();
		assertThat(suggestions(shelf).of(this.world.mei, "YODEL")).hasSizeGreaterThan(1)
			.allSatisfy((one) -> assertThat(one.marks().getFirst()).isEqualTo(new Segment("yodel", true)));
	}

	@Test
	void who_may_not_read_a_board_is_offered_neither_it_nor_what_stands_on_it() {
		TopicId topic = bug();
		this.values.count();
		this.jdbc.sql("update boards set readers = 'team' where slug = ?").param(this.world.board).update();
		for (String typed : List.of("whisker-" + this.world.board, this.world.board)) {
			// people of the world are called after its board
			assertThat(offered(this.world.mei, topic, typed)).allMatch((one) -> one.startsWith("person "));
			assertThat(offered(null, topic, typed)).allMatch((one) -> one.startsWith("person "));
			assertThat(offered(this.world.lin, topic, typed)).anyMatch((one) -> !one.startsWith("person "));
		}
	}

	@Test
	void the_tag_of_what_was_hidden_since_tags_were_counted_is_not_offered() {
		TopicId topic = bug();
		this.values.count();
		assertThat(suggestions(SearchIndex.off()).of(this.world.mei, "whisker-" + this.world.board)).hasSize(1);
		this.jdbc.sql("update topics set held = true where id = ?").param(topic.value()).update();
		assertThat(suggestions(SearchIndex.off()).of(this.world.mei, "whisker-" + this.world.board)).isEmpty();
	}

	@Test
	void a_build_is_offered_to_whoever_may_read_a_task_that_it_fixes() {
		long task = this.jdbc.sql("select task_number from task_topic_facts where topic_id = ?")
			.param(bug().value())
			.query(Long.class)
			.single();
		this.jdbc.sql("""
				insert into task_fixes (task_number, build, fixed_at) values (?, '7.31.5-whisker', current_timestamp)
				""").param(task).update();
		this.values.count();
		assertThat(suggestions(SearchIndex.off()).of(this.world.mei, "7.31.5-w")).extracting(Suggestion::text)
			.containsExactly("7.31.5-whisker");
		this.jdbc.sql("update tasks set audience = 'team' where number = ?").param(task).update();
		assertThat(suggestions(SearchIndex.off()).of(this.world.mei, "7.31.5-w")).isEmpty();
		assertThat(suggestions(SearchIndex.off()).of(this.world.lin, "7.31.5-w")).hasSize(1);
	}

	@Test
	void the_number_of_a_task_is_offered_while_the_engine_is_away() {
		TopicId topic = bug();
		long task = this.jdbc.sql("select task_number from task_topic_facts where topic_id = ?")
			.param(topic.value())
			.query(Long.class)
			.single();
		assertThat(suggestions(SearchIndex.off()).of(null, "#" + task)).extracting(Suggestion::url)
			.contains("/tasks/" + task);
	}

	@Test
	void what_stands_for_anything_in_a_database_stands_for_itself() {
		bug();
		for (String typed : List.of("%", "_", "\\", "'", "\ud83d", "v", "")) {
			assertThat(suggestions(SearchIndex.off()).of(this.world.mei, typed)).as(typed)
				.noneMatch((one) -> one.text().startsWith("whisker"));
		}
	}

	private List<String> offered(@Nullable Viewer viewer, TopicId topic, String typed) {
		Shelf shelf = new Shelf();
		shelf.titled = typed.startsWith("whisk") ? List.of(new DocumentKey(Type.TOPIC, topic.value())) : List.of();
		this.values.count();
		return suggestions(shelf).of(viewer, typed).stream().map((one) -> one.kind() + " " + one.text()).toList();
	}

	private Suggestions suggestions(SearchIndex index) {
		return new Suggestions(index, new FoundRows(this.jdbc), this.boards, this.limits, this.values, this.jdbc);
	}

	private TopicId bug() {
		return this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.BUG, "whisker", "text",
							List.of("whisker-" + this.world.board)))
			.topic();
	}

}
