package dev.roundtable.search;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import dev.roundtable.search.Highlighter.Segment;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class HighlighterTests {

	@Test
	void a_traditional_query_marks_simplified_text_and_the_other_way_round() {
		assertThat(marked("電腦", "我的电脑坏了")).isEqualTo("我的[电脑]坏了");
		assertThat(marked("电脑", "我的電腦壞了")).isEqualTo("我的[電腦]壞了");
	}

	@Test
	void neighbouring_pairs_become_one_mark() {
		assertThat(marked("屏幕闪烁", "手机屏幕闪烁严重")).isEqualTo("手机[屏幕闪烁]严重");
	}

	@Test
	void one_character_is_marked_where_it_stands_alone_or_not() {
		assertThat(marked("屏", "屏幕和黑屏")).isEqualTo("[屏]幕和黑[屏]");
	}

	@Test
	void other_forms_of_a_word_are_marked() {
		assertThat(marked("crash", "It crashes; CRASHED twice")).isEqualTo("It [crashes]; [CRASHED] twice");
	}

	@Test
	void words_that_say_nothing_are_not_marked() {
		assertThat(marked("the borrow checker", "the borrow of the checker"))
			.isEqualTo("the [borrow] of the [checker]");
	}

	@Test
	void identifiers_are_marked_whole_or_in_part() {
		assertThat(marked("foo_bar", "call foo_bar(x)")).isEqualTo("call [foo_bar](x)");
		assertThat(marked("insert", "HashMap::insert fails")).isEqualTo("HashMap::[insert] fails");
		assertThat(marked("E0308", "error[E0308]:").replace("error[", "error(")).isEqualTo("error([E0308]]:");
	}

	@Test
	void the_whole_text_comes_back_unchanged() {
		String text = "a <b>屏幕</b> \r\n\t😀 \ud800 HashMap::insert — ½ ﷺ";
		assertThat(joined(Highlighter.of("屏幕 insert").whole(text))).isEqualTo(text);
		assertThat(Highlighter.of("x").whole("")).isEmpty();
	}

	@Test
	void an_excerpt_shows_the_place_with_most_of_the_words() {
		String text = "borrow ".repeat(1) + "nothing here. ".repeat(50) + "The borrow checker complains. "
				+ "more. ".repeat(50);
		List<Segment> excerpt = Highlighter.of("borrow checker").excerpt(text, 60);
		assertThat(joined(excerpt)).contains("borrow checker")
			.startsWith("…")
			.endsWith("…")
			.hasSizeLessThanOrEqualTo(62);
		assertThat(excerpt.stream().filter(Segment::hit).map(Segment::text)).containsExactly("borrow", "checker");
	}

	@Test
	void an_excerpt_shows_what_was_quoted_rather_than_all_of_its_words_somewhere() {
		String text = "Mode at night, night after night, and the dark of the battery. " + "filler. ".repeat(60)
				+ "Then the night mode came. " + "filler. ".repeat(60);
		assertThat(joined(Highlighter.of("\"night mode\" dark battery").excerpt(text, 80))).contains("night mode came");
		assertThat(joined(Highlighter.of("night mode dark battery").excerpt(text, 80))).contains("dark of the battery");
		String chinese = "模式，夜间，电池，夜间。" + "无关的话。".repeat(80) + "这里是夜间模式。" + "无关的话。".repeat(80);
		assertThat(joined(Highlighter.of("「夜間模式」 电池").excerpt(chinese, 40))).contains("这里是夜间模式");
	}

	@Test
	void what_stands_near_the_end_is_in_the_first_half_of_an_excerpt_which_begins_with_a_word() {
		String text = "It is cold, and it says 31 %. ".repeat(20) + "Here is the zebra, and some more to say.";
		String excerpt = joined(Highlighter.of("zebra").excerpt(text, 220));
		assertThat(excerpt.indexOf("zebra")).isBetween(1, 110);
		assertThat(excerpt).matches("…[A-Za-z0-9].*");
	}

	@Test
	void without_a_hit_an_excerpt_is_the_beginning() {
		String text = "One sentence stands here. ".repeat(20);
		assertThat(joined(Highlighter.of("zebra").excerpt(text, 40))).startsWith("One sentence").endsWith("…");
		assertThat(joined(Highlighter.of("").excerpt("short", 40))).isEqualTo("short");
	}

	@Test
	void an_excerpt_never_cuts_a_character_in_two() {
		String text = "😀".repeat(200) + "屏幕" + "😀".repeat(200);
		for (int size = 1; size < 60; size++) {
			String excerpt = joined(Highlighter.of("屏幕").excerpt(text, size));
			assertThat(excerpt.codePoints()).noneMatch((point) -> point >= 0xd800 && point <= 0xdfff);
		}
	}

	@Test
	void an_excerpt_has_room_for_at_least_one_character() {
		assertThatIllegalArgumentException().isThrownBy(() -> Highlighter.of("x").excerpt("x", 0));
	}

	@Test
	void a_text_of_300_kilobytes_takes_a_moment() {
		String text = "屏幕 flicker a_b ".repeat(25_000);
		assertTimeoutPreemptively(Duration.ofSeconds(5), () -> Highlighter.of("屏幕 flicker").excerpt(text, 200));
	}

	private static String marked(String query, String text) {
		return Highlighter.of(query)
			.whole(text)
			.stream()
			.map((segment) -> segment.hit() ? "[" + segment.text() + "]" : segment.text())
			.collect(Collectors.joining());
	}

	private static String joined(List<Segment> segments) {
		return segments.stream().map(Segment::text).collect(Collectors.joining());
	}

}
