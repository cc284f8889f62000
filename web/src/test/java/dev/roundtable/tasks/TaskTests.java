package dev.roundtable.tasks;

import dev.roundtable.site.Audience;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TaskTests {

	/** In either order: nobody is told of a task that she may not read. */
	@ParameterizedTest
	@CsvSource({ "everyone, everyone, everyone", "everyone, members, members", "everyone, group:core, group:core",
			"everyone, team, team", "members, members, members", "members, group:core, group:core",
			"members, team, team", "group:core, group:core, group:core", "group:core, group:beta, team",
			"group:core, team, team", "team, team, team" })
	void what_concerns_two_tasks_is_told_to_those_who_may_read_both(String one, String other, String both) {
		assertThat(Task.narrower(new Audience(one), new Audience(other)).key()).isEqualTo(both);
		assertThat(Task.narrower(new Audience(other), new Audience(one)).key()).isEqualTo(both);
	}

}
