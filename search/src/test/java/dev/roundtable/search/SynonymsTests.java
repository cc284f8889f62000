package dev.roundtable.search;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.roundtable.search.Synonyms.Flaw;
import dev.roundtable.search.Synonyms.Wrong;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SynonymsTests {

	private static final Synonyms SYNONYMS = Synonyms.of("""
			wifi, Wi-Fi, WLAN, 无线网

			蓝牙、bluetooth
			閃退，崩溃，crash
			C++, cpp
			QR code, 二维码
			""");

	@Test
	void a_word_of_the_query_brings_the_others_of_its_line() {
		assertThat(others("WIFI drops")).containsExactly("wi fi", "wlan", "无 线 网");
		assertThat(others("Wi-Fi drops")).containsExactly("wifi", "wlan", "无 线 网");
		assertThat(others("QR codes")).containsExactly("二 维 码");
		assertThat(others("keyboard")).isEmpty();
	}

	@Test
	void words_are_folded_as_all_that_is_searched() {
		assertThat(others("藍牙")).containsExactly("bluetooth");
		assertThat(others("闪退")).containsExactly("崩 溃", "crash");
		assertThat(others("crashed")).containsExactly("闪 退", "崩 溃");
		assertThat(others("ｂｌｕｅｔｏｏｔｈ")).containsExactly("蓝 牙");
	}

	@Test
	void a_word_is_found_within_a_run_of_characters_and_not_across_a_gap() {
		assertThat(others("手机蓝牙连不上")).containsExactly("bluetooth");
		assertThat(others("蓝 牙")).isEmpty();
	}

	@Test
	void what_is_quoted_is_meant_as_it_stands() {
		assertThat(others("\"wifi drops\" camera")).isEmpty();
		assertThat(others("「蓝牙」")).isEmpty();
		assertThat(others("\"drops\" wifi")).hasSize(3);
	}

	@Test
	void a_name_is_meant_as_a_whole() {
		assertThat(others("com.android.bluetooth")).isEmpty();
		assertThat(others("C++")).containsExactly("cpp");
		assertThat(others("C")).isEmpty();
		assertThat(others("cpp")).containsExactly("c++");
	}

	@Test
	void a_pasted_text_is_asked_by_its_own_words() {
		String pasted = IntStream.range(0, 20).mapToObj((i) -> "word" + i).collect(Collectors.joining(" "));
		assertThat(others(pasted + " wifi")).isEmpty();
	}

	@Test
	void what_is_left_of_a_sentence_stays_one_and_what_is_left_of_a_short_run_is_no_word() {
		assertThat(rest("手机蓝牙连接不上怎么办").runs()).containsExactly(List.of("手", "机", "连", "接", "不", "上", "怎", "么", "办"));
		assertThat(rest("我闪退了").runs()).isEmpty();
		assertThat(rest("相机闪退").runs()).containsExactly(List.of("相", "机"));
		assertThat(rest("Wi-Fi drops").words()).containsExactly("drop");
	}

	@Test
	void a_query_is_asked_with_so_many_other_words_and_no_more() {
		String lines = IntStream.range(0, Synonyms.MOST_GROUPS)
			.mapToObj((line) -> IntStream.range(0, Synonyms.MOST_WORDS)
				.mapToObj((word) -> "w" + line + "x" + word)
				.collect(Collectors.joining(",")))
			.collect(Collectors.joining("\n"));
		assertThat(Synonyms.flaw(lines)).isEmpty();
		String query = IntStream.range(0, 10).mapToObj((line) -> "w" + line + "x0").collect(Collectors.joining(" "));
		assertThat(Expansion.of(query, QueryText.parse(query), Synonyms.of(lines))
			.found()
			.stream()
			.mapToInt((found) -> found.others().size())
			.sum()).isEqualTo(Expansion.MOST_OTHERS);
	}

	@Test
	void what_is_wrong_with_a_list_is_told_by_its_line() {
		assertThat(Synonyms.flaw("wifi, WLAN\n\n 蓝牙 , bluetooth")).isEmpty();
		assertThat(Synonyms.flaw("")).isEmpty();
		assertThat(Synonyms.flaw("wifi, WLAN\nbluetooth")).contains(new Flaw(Wrong.ALONE, 2, ""));
		assertThat(Synonyms.flaw("crash, Crashes, CRASHED")).contains(new Flaw(Wrong.ALONE, 1, ""));
		assertThat(Synonyms.flaw("wifi, WLAN\n\nwlan, network")).contains(new Flaw(Wrong.TWICE, 3, "wlan"));
		assertThat(Synonyms.flaw("screen, 屏")).contains(new Flaw(Wrong.NOTHING, 1, "屏"));
		assertThat(Synonyms.flaw("screen, !!!")).contains(new Flaw(Wrong.NOTHING, 1, "!!!"));
		assertThat(Synonyms.flaw("the, 那个")).contains(new Flaw(Wrong.NOTHING, 1, "the"));
		assertThat(Synonyms.flaw("a".repeat(41) + ", b1")).contains(new Flaw(Wrong.LONG, 1, "a".repeat(41)));
		assertThat(Synonyms.flaw("a1,b1,c1,d1,e1,f1,g1,h1,i1,j1,k1,l1,m1")).contains(new Flaw(Wrong.WORDS, 1, ""));
		assertThat(Synonyms.flaw(IntStream.rangeClosed(0, Synonyms.MOST_GROUPS)
			.mapToObj((i) -> "a" + i + ",b" + i)
			.collect(Collectors.joining("\n")))).contains(new Flaw(Wrong.GROUPS, 301, ""));
	}

	@Test
	void a_line_with_a_flaw_is_passed_over_and_the_others_hold() {
		Synonyms synonyms = Synonyms.of("alone\nwifi, WLAN");
		assertThat(Expansion.of("wifi", QueryText.parse("wifi"), synonyms).found()).hasSize(1);
	}

	@Test
	void other_words_are_marked_too_and_parts_of_them_are_not() {
		assertThat(marked("wifi", "无线网掉线，Wi-Fi 也是，我的 WLAN 和无线电")).isEqualTo("[无线网]掉线，[Wi-Fi] 也是，我的 [WLAN] 和无线电");
		assertThat(marked("藍牙", "Bluetooth 蓝牙")).isEqualTo("[Bluetooth] [蓝牙]");
		assertThat(marked("\"wifi\"", "WLAN wifi")).isEqualTo("WLAN [wifi]");
	}

	private static List<String> others(String query) {
		return TextQuery.of(query, TextFields.THREAD, SYNONYMS)
			.expansion()
			.found()
			.stream()
			.flatMap((found) -> found.others().stream())
			.map((form) -> String.join(" ", form.terms()))
			.toList();
	}

	private static QueryText rest(String query) {
		return Expansion.of(query, QueryText.parse(query), SYNONYMS).rest();
	}

	private static String marked(String query, String text) {
		return Highlighter.of(query, SYNONYMS)
			.whole(text)
			.stream()
			.map((segment) -> segment.hit() ? "[" + segment.text() + "]" : segment.text())
			.collect(Collectors.joining());
	}

}
