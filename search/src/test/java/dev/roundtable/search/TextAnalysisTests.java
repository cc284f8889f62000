package dev.roundtable.search;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TextAnalysisTests {

	@Test
	void chinese_gives_characters_in_sequence_and_pairs() {
		assertThat(of("屏幕闪", Token.Kind.CHARACTER)).containsExactly("屏", "幕", "闪");
		assertThat(of("屏幕闪", Token.Kind.BIGRAM)).containsExactly("屏幕", "幕闪");
	}

	@Test
	void pairs_do_not_cross_a_gap() {
		assertThat(of("屏幕，闪退 电池", Token.Kind.BIGRAM)).containsExactly("屏幕", "闪退", "电池");
	}

	@Test
	void traditional_and_simplified_are_one() {
		assertThat(terms("電腦螢幕閃爍")).isEqualTo(terms("电脑萤幕闪烁"));
	}

	@Test
	void widths_and_accents_and_cases_are_one() {
		assertThat(terms("ＣＡＦＥ１２")).isEqualTo(terms("Café12".toLowerCase(java.util.Locale.ROOT)));
		assertThat(terms("ｶﾒﾗ")).isEqualTo(terms("カメラ"));
	}

	@Test
	void english_words_lose_their_endings() {
		assertThat(of("Crashes crashed crashing", Token.Kind.WORD)).containsExactly("crash", "crash", "crash");
		assertThat(of("the engine's don't it’s", Token.Kind.WORD)).containsExactly("the", "engin", "dont", "it");
	}

	@Test
	void identifiers_are_found_whole_and_by_their_parts() {
		assertThat(terms("foo_bar")).contains("foo_bar", "foo", "bar");
		assertThat(terms("HashMap::insert")).contains("hashmap::insert", "hashmap", "hash", "map", "insert");
		assertThat(terms("error E0308!")).contains("e0308");
		assertThat(terms("std::fs::File")).contains("std::fs::file", "std", "fs", "file");
		assertThat(terms("rust-lang")).contains("rust-lang", "rust", "lang");
		assertThat(terms("parseURLFast")).contains("parseurlfast", "pars", "url", "fast");
	}

	@Test
	void a_version_is_found_with_and_without_its_letter() {
		assertThat(terms("v14.0.23")).contains("14.0.23", "14").isEqualTo(terms("14.0.23"));
	}

	@Test
	void chinese_and_english_in_one_sentence_keep_their_offsets() {
		String text = "在Pixel 9上HashMap崩溃了😀";
		for (Token token : TextAnalysis.tokens(text)) {
			String written = text.substring(token.start(), token.end());
			assertThat(Fold.word(written)).startsWith(token.term().substring(0, 1));
		}
	}

	@Test
	void no_term_holds_a_blank_or_half_a_character() {
		String hostile = "\ud800 a\udc00b \u0000 ﷺ ½ e\u0301 a\u200db \u202eabc\u202c ㍿ 👩‍👩‍👧 \uD842\uDFB7\uD842\uDFB8 ไทยแลนด์ ﻿x";
		for (Token token : TextAnalysis.tokens(hostile)) {
			assertThat(token.term()).doesNotContainAnyWhitespaces().isNotEmpty();
			assertThat(new String(token.term().getBytes(java.nio.charset.StandardCharsets.UTF_8),
					java.nio.charset.StandardCharsets.UTF_8))
				.isEqualTo(token.term());
		}
	}

	@Test
	void endless_tokens_and_texts_are_bounded() {
		assertThat(TextAnalysis.tokens("x".repeat(100_000))).allMatch((token) -> token.term().length() <= 512);
		assertThat(TextAnalysis.tokens("a-".repeat(50_000))).allMatch((token) -> token.term().length() <= 512);
		assertThat(TextAnalysis.tokens("字".repeat(TextAnalysis.LONGEST_TEXT + 10)).getLast().end())
			.isEqualTo(TextAnalysis.LONGEST_TEXT);
	}

	@Test
	void a_query_keeps_what_tells_something() {
		assertThat(QueryText.parse("how to fix the borrow checker").words()).containsExactly("fix", "borrow",
				"checker");
		assertThat(QueryText.parse("to be").words()).containsExactly("to", "be");
		assertThat(QueryText.parse("屏").characters(1, 1)).containsExactly("屏");
		assertThat(QueryText.parse("屏幕 a 闪").pairs(4)).containsExactly("屏幕");
		assertThat(QueryText.parse("\"exact phrase\" x").phrases()).containsExactly(List.of("exact", "phrase"));
		assertThat(QueryText.parse("他说「夜间模式」").phrases()).containsExactly(List.of("夜", "间", "模", "式"));
		assertThat(QueryText.parse("\" && || ! ( ~").isEmpty()).isTrue();
		assertThat(QueryText.parse("词语".repeat(500_000)).sequence()).hasSizeLessThanOrEqualTo(2_000);
	}

	@Test
	void a_name_is_meant_as_a_whole_and_its_parts_are_not_asked_for() {
		QueryText asked = QueryText.parse("V5.8.9 crash in com.android.systemui, C++ not Pro+, Wi-Fi");
		assertThat(asked.names()).containsExactlyInAnyOrder("5.8.9", "com.android.systemui", "c++", "pro+");
		assertThat(asked.joined()).containsExactly("wi-fi");
		assertThat(asked.words()).containsExactly("crash", "wi", "fi");
	}

	@Test
	void a_version_is_found_by_its_beginning_and_a_hexadecimal_number_without_its_sign() {
		assertThat(of("V5.8.9", Token.Kind.PREFIX)).containsExactly("5.8");
		assertThat(of("5.8", Token.Kind.PREFIX)).isEmpty();
		assertThat(of("0x80070005", Token.Kind.HUMP)).containsExactly("80070005");
	}

	@Test
	void versions_are_ordered_by_their_numbers() {
		assertThat(Versions.sortable("5.10")).isGreaterThan(Versions.sortable("V5.9.1"));
		assertThat(Versions.sortable("V5.09")).isEqualTo(Versions.sortable("5.9"));
		assertThat(Versions.sortable("9".repeat(200))).hasSizeLessThan(100);
	}

	private static List<String> terms(String text) {
		return TextAnalysis.tokens(text).stream().map(Token::term).toList();
	}

	private static List<String> of(String text, Token.Kind kind) {
		return TextAnalysis.tokens(text).stream().filter((token) -> token.kind() == kind).map(Token::term).toList();
	}

}
