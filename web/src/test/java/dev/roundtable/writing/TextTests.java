package dev.roundtable.writing;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import dev.roundtable.http.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TextTests {

	@Test
	void a_line_is_composed_and_its_white_space_collapsed() {
		assertThat(Text.line("title", "  Cafe\u0301 \t\n \u3000crashes ", 255)).isEqualTo("Café crashes");
	}

	@Test
	void what_turns_or_hides_text_is_dropped() {
		assertThat(Text.line("title", "safe\u202Egnp.exe\u2066\u0007\uFEFF", 255)).isEqualTo("safegnp.exe");
	}

	@Test
	void joiners_inside_emoji_stay() {
		String family = "👨\u200D👩\u200D👧";
		assertThat(Text.line("title", family, 255)).isEqualTo(family);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "   ", "\u200B\u200C\u200D", "\u3164", "\u2800\u2800", "\u00AD", "\u202E", "\uFE0F" })
	void a_text_that_nobody_can_see_is_empty(String blank) {
		refused("text.empty", () -> Text.line("title", blank, 255));
		refused("text.empty", () -> Text.body("body", blank, Text.BODY));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\uD800b", "\uDC00", "end\uD83D", "nul\u0000" })
	void what_is_not_text_is_refused(String broken) {
		refused("text.invalid", () -> Text.line("title", broken, 255));
		refused("text.invalid", () -> Text.body("body", broken, Text.BODY));
		refused("text.invalid", () -> Text.tag(broken));
	}

	@Test
	void a_body_keeps_its_lines_and_tabs() {
		assertThat(Text.body("body", "a\r\n\tb\rc\n\n", Text.BODY)).isEqualTo("a\n\tb\nc");
	}

	@Test
	void limits_are_in_characters_for_a_title_and_in_bytes_for_a_body() {
		assertThat(Text.line("title", "题".repeat(255), Text.TITLE)).hasSize(255);
		refused("text.long", () -> Text.line("title", "题".repeat(256), Text.TITLE));
		assertThat(Text.body("body", "a".repeat(65_536), Text.BODY)).hasSize(65_536);
		refused("text.long.bytes", () -> Text.body("body", "题".repeat(21_846), Text.BODY));
	}

	@Test
	void a_tag_is_lower_case_letters_digits_and_a_few_signs() {
		assertThat(Text.tag(" C++ ")).isEqualTo("c++");
		assertThat(Text.tag("ＡＢ")).isEqualTo("ab");
		assertThat(Text.tag("电池")).isEqualTo("电池");
		refused("tag.invalid", () -> Text.tag("two words"));
		refused("tag.invalid", () -> Text.tag("<b>"));
		refused("tag.invalid", () -> Text.tag("x".repeat(41)));
		refused("tag.invalid", () -> Text.tag(null));
	}

	@Test
	void the_first_letter_of_a_name_is_never_cut_in_two() {
		assertThat(Text.initial("mei")).isEqualTo("m");
		assertThat(Text.initial("𠮷田")).isEqualTo("𠮷");
		assertThat(Text.initial("e\u0301a")).isEqualTo("e\u0301");
		assertThat(Text.initial("林工")).isEqualTo("林");
		assertThat(Text.initial("x")).isEqualTo("x");
		assertThat(Text.initial("")).isEmpty();
	}

	@Test
	void a_preview_has_the_limits_of_a_body() {
		assertThat(Body.preview("*a*")).isEqualTo("<p><em>a</em></p>\n");
		assertThat(Body.preview(" \n")).isEmpty();
		refused("text.long.bytes", () -> Body.preview("a".repeat(65_537)));
	}

	@Test
	void a_title_a_body_and_a_tag_cannot_be_wrong() {
		assertThat(Title.of("  a   b ").value()).isEqualTo("a b");
		assertThat(new Body("a\r\n").value()).isEqualTo("a");
		assertThat(new Tag("C++").value()).isEqualTo("c++");
		refused("text.empty", () -> Title.of(null));
		refused("text.long", () -> new Title("x".repeat(256)));
		refused("text.empty", () -> Body.of(null));
		refused("tag.invalid", () -> new Tag("a b"));
	}

	@Test
	void marks_beyond_count_are_refused_before_anything_is_normalised() {
		// Of two classes in the wrong order: to sort them takes the square of their
		// number.
		String heap = "a" + "\u0315\u0300".repeat(16_000);
		quickly(() -> refused("text.marks", () -> Text.body("body", heap, Text.BODY)));
		quickly(() -> refused("text.long", () -> Text.line("title", heap, Text.TITLE)));
		quickly(() -> refused("text.marks", () -> Text.line("title", heap.substring(0, 500), Text.TITLE)));
		quickly(() -> refused("tag.invalid", () -> Text.tag(heap)));
		quickly(() -> assertThat(Text.withoutHeapsOfMarks(heap)).hasSize(11));
	}

	@Test
	void as_many_marks_as_a_language_needs_stay() {
		assertThat(Text.line("title", "Vie\u0302\u0323t \u0e19\u0e49\u0e33 ཧཱུྃ", 255)).startsWith("Việt");
		String most = "x" + "\u0324".repeat(10);
		assertThat(Text.line("title", most + most, 255)).isEqualTo(most + most);
		refused("text.marks", () -> Text.line("title", most + "\u0324", 255));
	}

	@Test
	void a_text_far_too_long_is_not_even_looked_at() {
		quickly(() -> refused("text.long", () -> Text.line("title", "\u1100\u1161\u11a8".repeat(5_000_000), 255)));
		quickly(() -> refused("text.long.bytes", () -> Text.body("body", "a\u0301".repeat(5_000_000), Text.BODY)));
	}

	private static void quickly(Runnable work) {
		long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
		work.run();
		assertThat(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start)
			.isLessThan(Duration.ofMillis(200).toNanos());
	}

	private static void refused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
		assertThatExceptionOfType(BadInput.class).isThrownBy(call).withMessage(code);
	}

}
