package dev.roundtable.tasks;

import java.util.EnumSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class TaskStatusTests {

	@ParameterizedTest
	@CsvSource({ "NEW, NEEDS_INFO CONFIRMED PLANNED IN_PROGRESS FIXED DECLINED DUPLICATE",
			"NEEDS_INFO, NEW CONFIRMED PLANNED IN_PROGRESS DECLINED DUPLICATE",
			"CONFIRMED, NEEDS_INFO PLANNED IN_PROGRESS FIXED DECLINED DUPLICATE",
			"PLANNED, NEEDS_INFO CONFIRMED IN_PROGRESS FIXED DECLINED DUPLICATE",
			"IN_PROGRESS, NEEDS_INFO CONFIRMED PLANNED FIXED DECLINED DUPLICATE", "FIXED, IN_PROGRESS RELEASED",
			"RELEASED, CONFIRMED IN_PROGRESS VERIFIED", "VERIFIED, CONFIRMED IN_PROGRESS", "DECLINED, NEW CONFIRMED",
			"DUPLICATE, NEW CONFIRMED" })
	void what_may_follow_is_in_this_table_and_nothing_else(TaskStatus from, String to) {
		EnumSet<TaskStatus> expected = EnumSet.noneOf(TaskStatus.class);
		for (String name : to.split(" ")) {
			expected.add(TaskStatus.valueOf(name));
		}
		for (TaskStatus next : TaskStatus.values()) {
			assertThat(from.canBecome(next)).as("%s to %s", from, next).isEqualTo(expected.contains(next));
		}
	}

	@ParameterizedTest
	@EnumSource
	void no_status_follows_itself_and_none_is_a_dead_end(TaskStatus status) {
		assertThat(status.canBecome(status)).isFalse();
		assertThat(status.next()).isNotEmpty();
	}

	@Test
	void nothing_is_released_that_was_not_fixed() {
		assertThat(TaskStatus.values()).filteredOn((status) -> status.canBecome(TaskStatus.RELEASED))
			.containsExactly(TaskStatus.FIXED);
	}

}
