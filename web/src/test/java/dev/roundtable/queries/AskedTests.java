package dev.roundtable.queries;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Everything that people type is a query, and what was made of it is told. */
class AskedTests {

	private static final String HOSTILE = "ab:-|\"“”「」『』<>=：/*?()[]{}~^\\ \t\n\u0000相机é😀\ud83d\udc00\u202e'5O.,";

	@Test
	void words_phrases_exclusions_and_names_are_told_apart() {
		assertThat(Asked.parse("camera “cold start” 「闪退」 -wifi -\"night mode\" in:camera").terms()).containsExactly(
				new Term.Word("camera", false), new Term.Phrase("cold start", Quotes.CURLY, false),
				new Term.Phrase("闪退", Quotes.CORNERS, false), new Term.Word("wifi", true),
				new Term.Phrase("night mode", Quotes.STRAIGHT, true), Term.Named.of("in", "camera"));
	}

	@Test
	void a_phrase_begins_in_the_midst_of_a_chinese_sentence_and_not_behind_inches() {
		assertThat(Asked.parse("耳机“断连”了").terms()).containsExactly(new Term.Word("耳机", false),
				new Term.Phrase("断连", Quotes.CURLY, false), new Term.Word("了", false));
		assertThat(Asked.parse("a 5\" and a 6\" screen").terms()).allMatch(Term.Word.class::isInstance);
	}

	@Test
	void a_name_takes_several_values_and_comparisons() {
		assertThat(Asked.parse("kind:bug|\"two words\" people:>10 -build:<5.9 after:>=2025").named()).containsExactly(
				new Term.Named("kind",
						List.of(new Value(Value.Is.EQUAL, "bug", null),
								new Value(Value.Is.EQUAL, "two words", Quotes.STRAIGHT)),
						false),
				new Term.Named("people", List.of(new Value(Value.Is.MORE, "10", null)), false),
				new Term.Named("build", List.of(new Value(Value.Is.LESS, "5.9", null)), true),
				new Term.Named("after", List.of(new Value(Value.Is.AT_LEAST, "2025", null)), false));
		assertThat(Asked.parse("版块：相机").named()).containsExactly(Term.Named.of("版块", "相机"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://example.org/x", "std::string", "error: E0308", "12:30", "--force", "-O", "- x",
			"Wi-Fi", "a|b", "<script>", "5.8.9" })
	void what_only_looks_like_it_is_words(String text) {
		Asked asked = Asked.parse(text);
		assertThat(asked.terms()).allSatisfy((term) -> {
			assertThat(term).isInstanceOf(Term.Word.class);
			assertThat(term.excluded()).isFalse();
		});
		assertThat(asked.toString()).isEqualTo(text);
		assertThat(asked.remarks()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '~', value = { "camera \"cold,UNCLOSED,7", "「闪退 相机,UNCLOSED,0", "a in:>,NO_VALUE,2" })
	void what_was_not_understood_is_told_with_its_place_and_taken_as_words(String text, Remark.Why why, int at) {
		Asked asked = Asked.parse(text);
		assertThat(asked.remarks()).singleElement().satisfies((remark) -> {
			assertThat(remark.why()).isEqualTo(why);
			assertThat(remark.at()).isEqualTo(at);
		});
		assertThat(asked.terms()).hasSize(2).allMatch(Term.Word.class::isInstance);
	}

	@Test
	void it_is_printed_as_it_was_typed() {
		String typed = "相机 \"cold start\" -wifi in:camera kind:bug|idea -tag:「two words」 people:>10 build:<=5.9";
		assertThat(Asked.parse(typed)).hasToString(typed);
	}

	@Test
	void a_condition_is_taken_away_and_added() {
		Asked asked = Asked.parse("相机 in:camera -wifi");
		assertThat(asked.without(Term.Named.of("in", "camera"))).hasToString("相机 -wifi");
		assertThat(asked.with(Term.Named.of("in", "Photo & Video")))
			.hasToString("相机 in:camera -wifi in:\"Photo & Video\"");
		assertThat(asked.with(Term.Named.of("in", "camera"))).hasToString(asked.toString());
	}

	@Test
	void whatever_is_typed_is_understood_as_the_same_when_it_is_printed() {
		Random random = new Random(7);
		for (int i = 0; i < 50_000; i++) {
			StringBuilder text = new StringBuilder();
			for (int length = random.nextInt(14); length > 0; length--) {
				text.append(HOSTILE.charAt(random.nextInt(HOSTILE.length())));
			}
			Asked asked = Asked.parse(text.toString());
			Asked again = Asked.parse(asked.toString());
			assertThat(again.terms()).as("%s, printed %s", text, asked).isEqualTo(asked.terms());
			assertThat(again).hasToString(asked.toString());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "\"", "「", "-a ", "a:b ", "a:b|", "\"a\" ", "\ud83d", "😀" })
	void a_text_without_end_is_read_to_the_most_and_says_so(String piece) {
		Asked asked = Asked.parse(piece.repeat(50_000));
		assertThat(asked.toString().length()).isLessThanOrEqualTo(Asked.LONGEST);
		assertThat(asked.remarks()).extracting(Remark::why).contains(Remark.Why.TOO_LONG);
		assertThat(asked.terms().stream().filter((term) -> !(term instanceof Term.Word) || term.excluded()))
			.hasSizeLessThanOrEqualTo(Asked.MOST_CONDITIONS);
	}

	@Test
	void more_conditions_than_are_heeded_are_told() {
		assertThat(Asked.parse("tag:one ".repeat(40)).remarks()).extracting(Remark::why)
			.containsExactly(Remark.Why.TOO_MANY);
	}

}
