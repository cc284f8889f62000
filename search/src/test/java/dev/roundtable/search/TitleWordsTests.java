package dev.roundtable.search;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class TitleWordsTests {

	@Test
	void a_long_row_of_signs_takes_no_longer_than_as_many_letters() {
		String signs = "1" + "!".repeat(200_000) + "a";
		assertTimeoutPreemptively(Duration.ofSeconds(2), () -> {
			for (String typed : List.of(signs, "\u201c ".repeat(100_000), "\"".repeat(200_000))) {
				TitleWords.of(typed, List.of(typed)).areIn(typed);
			}
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			camera crash        | The Camera app crashes
			crash CAMERA        | The Camera app crashes
			the camera          | A camera closes
			相机                | 打开相機就闪退
			相機 閃退           | 打开相机就闪退
			「打开相机」        | 打开相机就闪退
			"app crashes"       | The Camera app  crashes
			Ｗｉｆｉ            | No wifi at home
			cafe                | Café mode
			C++                 | C++ and C#
			5.8.9,              | Since V5.8.9 it is hot
			""")
	void a_title_with_all_words_is_found_however_they_are_written(String typed, String title) {
		assertThat(TitleWords.of(typed, List.of()).areIn(title)).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			camera battery      | The Camera app crashes
			"crashes camera"    | The Camera app crashes
			相片                | 打开相机就闪退
			C#                  | C++ for all
			""")
	void a_title_that_lacks_one_is_not(String typed, String title) {
		assertThat(TitleWords.of(typed, List.of()).areIn(title)).isFalse();
	}

	@Test
	void what_is_excluded_must_not_be_there() {
		assertThat(TitleWords.of("camera", List.of("Crash")).areIn("The camera crashes")).isFalse();
		assertThat(TitleWords.of("camera", List.of("battery")).areIn("The camera crashes")).isTrue();
	}

	@Test
	void whatever_is_typed_is_taken() {
		for (String typed : List.of("", "   ", "\"", "\"\"", "!!!", "\ud83d", "*", "「")) {
			assertThat(TitleWords.of(typed, List.of()).areIn("A title")).as(typed)
				.isEqualTo(TitleWords.of(typed, List.of()).isEmpty());
		}
		assertThat(TitleWords.of("a ".repeat(5_000) + "x".repeat(100_000), List.of()).areIn("banana")).isTrue();
	}

}
