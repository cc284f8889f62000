package dev.roundtable.search;

import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TypedMarksTests {

	@Test
	void as_much_of_a_word_is_marked_as_was_typed() {
		assertThat(marked("blueto", "My Bluetooth and BLUETOOTH 5")).isEqualTo("My [Blueto]oth and [BLUETO]OTH 5");
		assertThat(marked("camera", "Cameras")).isEqualTo("[Camera]s");
		assertThat(marked("camera clos", "The camera closes")).isEqualTo("The [camera clos]es");
		assertThat(marked("clos camera", "The camera closes")).isEqualTo("The [camera] [clos]es");
	}

	@Test
	void either_script_marks_the_other_and_width_and_accents_do_not_matter() {
		assertThat(marked("閃退", "相机闪退了")).isEqualTo("相机[闪退]了");
		assertThat(marked("闪", "相機閃退了")).isEqualTo("相機[閃]退了");
		assertThat(marked("cafe", "Ｃａｆé and cafe\u0301s")).isEqualTo("[Ｃａｆé] and [cafe\u0301]s");
		assertThat(marked("ＷＩＦＩ", "wifi")).isEqualTo("[wifi]");
	}

	@Test
	void another_form_of_a_word_is_marked_as_a_whole() {
		assertThat(marked("crashed now", "It crashes")).isEqualTo("It [crashes]");
	}

	@Test
	void the_middle_of_a_word_is_marked_only_where_none_begins_so() {
		assertThat(marked("cat", "education of a cat")).isEqualTo("education of a [cat]");
		assertThat(marked("mera", "Camera")).isEqualTo("Ca[mera]");
	}

	@Test
	void what_was_not_typed_is_not_marked_and_the_text_stays_as_it_is() {
		String text = "a <b>屏幕</b> \r\t😀 \ud800 ½ ﷺ é";
		for (String typed : new String[] { "", " ", "zebra", "\ud83d", "#42", "\"", "😀", "½", "<b>" }) {
			assertThat(marked(typed, text).replaceAll("[\\[\\]]", "")).as(typed).isEqualTo(text);
		}
		assertThat(marked("zebra", text)).isEqualTo(text);
		assertThat(marked("the", "the camera")).isEqualTo("[the] camera");
	}

	private static String marked(String typed, String text) {
		return TypedMarks.of(typed)
			.in(text)
			.stream()
			.map((segment) -> segment.hit() ? "[" + segment.text() + "]" : segment.text())
			.collect(Collectors.joining());
	}

}
