package dev.roundtable.tasks;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TaskRankTests {

	private static final Instant MONDAY = Instant.parse("2026-01-05T09:00:00Z");

	@Test
	void twice_the_people_weigh_a_step_in_severity() {
		double three = TaskRank.standing(3, 0, Severity.NORMAL, false, MONDAY);
		assertThat(TaskRank.standing(7, 0, Severity.NORMAL, false, MONDAY) - three).isEqualTo(20);
		assertThat(TaskRank.standing(3, 0, Severity.MAJOR, false, MONDAY) - three).isEqualTo(20);
	}

	@Test
	void of_two_equals_the_older_stands_higher() {
		assertThat(TaskRank.standing(1, 0, Severity.NORMAL, false, MONDAY))
			.isGreaterThan(TaskRank.standing(1, 0, Severity.NORMAL, false, MONDAY.plus(Duration.ofHours(1))));
	}

	@Test
	void every_person_every_vote_and_a_regression_lift() {
		double base = TaskRank.standing(5, 5, Severity.NORMAL, false, MONDAY);
		assertThat(TaskRank.standing(6, 5, Severity.NORMAL, false, MONDAY)).isGreaterThan(base);
		assertThat(TaskRank.standing(5, 6, Severity.NORMAL, false, MONDAY)).isGreaterThan(base);
		assertThat(TaskRank.standing(5, 5, Severity.NORMAL, true, MONDAY)).isGreaterThan(base);
	}

}
