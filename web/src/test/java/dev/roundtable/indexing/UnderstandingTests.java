package dev.roundtable.indexing;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.roundtable.search.Condition;
import dev.roundtable.search.Field;
import dev.roundtable.search.SearchQuery;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What the names of the language mean to the index. */
@StoreTest
class UnderstandingTests {

	private final Understanding understanding;

	private final JdbcClient jdbc;

	private final World world;

	UnderstandingTests(Understanding understanding, JdbcClient jdbc, World world) {
		this.understanding = understanding;
		this.jdbc = jdbc;
		this.world = world;
	}

	@Test
	void names_become_conditions_and_the_rest_is_the_text() {
		Understood understood = of("相机 \"cold start\" -wifi kind:bug|idea is:unanswered has:staff");
		assertThat(understood.text()).isEqualTo("相机 \"cold start\"");
		assertThat(understood.excluded()).containsExactly("wifi");
		assertThat(understood.conditions()).containsExactly(new Condition.Is(Field.KIND, Set.of("BUG", "IDEA")),
				new Condition.Not(Condition.Is.of(Field.HAS, "answer")), Condition.Is.of(Field.HAS, "staff"));
		assertThat(understood.doubts()).isEmpty();
	}

	@Test
	void of_many_excluded_phrases_the_first_count_and_it_is_told() {
		String phrases = IntStream.rangeClosed(1, 12)
			.mapToObj((number) -> "-\"number " + number + '"')
			.collect(Collectors.joining(" "));
		Understood understood = of("相机 " + phrases);
		assertThat(understood.excluded()).hasSize(SearchQuery.MOST_EXCLUDED_PHRASES).contains("\"number 8\"");
		assertThat(understood.doubts()).containsExactly(new Understood.Doubt("TOO_MANY", "-\"number 9\""));
	}

	@Test
	void a_board_is_meant_by_its_address_or_its_name_and_a_person_by_the_name() {
		String name = this.jdbc.sql("select name from boards where slug = ?")
			.param(this.world.board)
			.query(String.class)
			.single();
		Condition board = Condition.Is.of(Field.BOARD, this.world.board);
		assertThat(of("in:" + this.world.board).conditions()).containsExactly(board);
		assertThat(of("版块：\"" + name + '"').conditions()).containsExactly(board);
		assertThat(of("by:" + this.world.mei.name()).conditions())
			.containsExactly(Condition.Is.of(Field.AUTHOR, String.valueOf(this.world.mei.id().value())));
	}

	@Test
	void a_board_that_she_may_not_read_is_one_that_there_is_not() {
		this.jdbc.sql("update boards set readers = 'team' where slug = ?").param(this.world.board).update();
		String closed = "in:" + this.world.board;
		assertThat(this.understanding.of(this.world.lin, closed).conditions()).hasSize(1);
		Understood hers = this.understanding.of(this.world.mei, closed);
		assertThat(hers.conditions()).isEmpty();
		assertThat(hers.doubts()).isEqualTo(List.of(new Understood.Doubt("BOARD", closed)));
		assertThat(this.understanding.of(this.world.mei, "in:nowhere").doubts()).extracting(Understood.Doubt::code)
			.containsExactly("BOARD");
	}

	@ParameterizedTest
	@CsvSource({ "people:>10,PEOPLE,11,", "people:<=10,PEOPLE,,11", "people:10,PEOPLE,10,11",
			"before:2025,CREATED,,1735689600000", "after:2025-01,CREATED,1735689600000,",
			"year:2025,CREATED,1735689600000,1767225600000", "build:<5.9,BUILD,,000000005.000000009" })
	void numbers_days_and_builds_are_ranges(String q, Field field, String from, String to) {
		assertThat(of(q).conditions()).containsExactly(new Condition.Between(field, from, to));
	}

	@ParameterizedTest
	@CsvSource({ "kind:cheese,VALUE,cheese", "before:2025-02-30,VALUE,2025-02-30", "people:many,VALUE,many",
			"by:nobody_of_that_name,PERSON,nobody_of_that_name", "colour:red,NAME,colour:red",
			"people:>1|<9,VALUE,1 9" })
	void what_is_not_understood_is_told_and_counts_as_words(String q, String code, String words) {
		Understood understood = of(q);
		assertThat(understood.doubts()).extracting(Understood.Doubt::code).containsExactly(code);
		assertThat(understood.conditions()).isEmpty();
		assertThat(understood.text()).isEqualTo(words);
	}

	@Test
	void whoever_wants_nothing_but_exclusions_is_told() {
		assertThat(of("-wifi").doubts()).extracting(Understood.Doubt::code).containsExactly("ONLY_EXCLUDED");
	}

	@Test
	void an_option_of_a_program_excludes_nothing() {
		String title = "rustc crashes with -O and --emit";
		assertThat(of(title).excluded()).isEmpty();
		assertThat(of(title).text()).isEqualTo(title);
	}

	@Test
	void more_in_this_topic_are_its_floors() {
		Understood understood = of("topic:42 相机");
		assertThat(understood.scope()).isEqualTo(SearchQuery.Scope.REPLIES);
		assertThat(understood.conditions()).containsExactly(Condition.Is.of(Field.THREAD, "topic-42"));
	}

	@Test
	void a_pasted_report_is_words_whatever_its_lines_begin_with() {
		String pasted = "相机 -闪退 \"一\n- 打开 相机: 闪退 ".repeat(20);
		Understood understood = of(pasted);
		assertThat(understood.text()).isEqualTo(pasted);
		assertThat(understood.excluded()).isEmpty();
		assertThat(understood.doubts()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "in:\u0000", "in:\ud83d", "by:\ud83d", "by:'; drop table accounts; --", "tag:<script>",
			"before:99999", "people:>999999999", "build:<", "fixed-in:*", "in:" + "a*?" })
	void whatever_is_typed_is_no_error(String q) {
		assertThat(of(q)).isNotNull();
	}

	private Understood of(String q) {
		return this.understanding.of(null, q);
	}

}
