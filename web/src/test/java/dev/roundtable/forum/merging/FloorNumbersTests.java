package dev.roundtable.forum.merging;

import java.util.List;

import dev.roundtable.http.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FloorNumbersTests {

	@ParameterizedTest
	@ValueSource(strings = { "5, 7-9", "5、7～9", "#5 #7–#9", " 9,8,7,5,5 ", "5;7-8,8-9," })
	void floors_are_read_as_people_write_them(String typed) {
		assertThat(FloorNumbers.read(typed, 10)).containsExactly(5, 7, 8, 9);
	}

	@ParameterizedTest
	@ValueSource(strings = { "five", "5-", "-5", "5--7", "1234567890", "5-7-9" })
	void what_is_no_number_is_said(String typed) {
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> FloorNumbers.read(typed, 10))
			.withMessage("split.floors");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " , ", "9-7" })
	void none_is_said(String typed) {
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> FloorNumbers.read(typed, 10))
			.withMessage("split.none");
	}

	@Test
	void no_more_than_may_be_moved_is_ever_counted() {
		assertThat(FloorNumbers.read("1-10", 10)).hasSize(10);
		for (String many : List.of("1-11", "1-999999999", "1-10,11", "1-6,7-12,13-18")) {
			assertThatExceptionOfType(BadInput.class).isThrownBy(() -> FloorNumbers.read(many, 10))
				.withMessage("split.most");
		}
	}

	@Test
	void they_are_written_as_short_as_can_be() {
		assertThat(FloorNumbers.text(List.of(2, 5, 6, 8, 9, 10))).isEqualTo("2, 5, 6, 8–10");
		assertThat(FloorNumbers.text(List.of())).isEmpty();
	}

}
