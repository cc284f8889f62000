package dev.roundtable.tasks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BuildTests {

	@Test
	void builds_come_one_after_another_as_people_count() {
		List<Build> inOrder = List
			.of("5.8.2", "5.8.9", "5.8.10-alpha3", "5.8.10-beta2", "5.8.10-beta10", "5.8.10-rc1", "5.8.10", "5.8.10a",
					"V5.9", "5.9.1", "5.10", "14.0.5 (LMTCN)", "14.0.6", "20260131", "20260201")
			.stream()
			.map(Build::new)
			.toList();
		List<Build> mixed = new ArrayList<>(inOrder);
		Collections.shuffle(mixed, new Random(7));
		Collections.sort(mixed);
		assertThat(mixed).isEqualTo(inOrder);
	}

	@Test
	void builds_that_differ_in_how_they_are_written_alone_stand_beside_each_other() {
		assertThat(new Build("v5.8.09").order()).isEqualTo(new Build("5.8.9").order());
		assertThat(new Build("5.8.9-BETA2").order()).isEqualTo(new Build("5.8.9 beta 2").order());
	}

	@Test
	void what_a_database_sorts_by_is_plain_and_never_too_long() {
		for (String name : List.of("1a".repeat(40), "1é".repeat(40), "版".repeat(80), "9".repeat(80), "1.".repeat(40))) {
			assertThat(new Build(name).order()).matches("[0-9a-z]{1," + Build.ORDER_LENGTH + "}");
		}
	}

}
