package dev.roundtable.honours;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LevelTests {

	@Test
	void who_did_nothing_is_on_the_first_level() {
		assertThat(Level.of(0, 0, 0, 0)).isEqualTo(new Level(1, 0, 10));
		assertThat(Level.of(0, 0, 0, 0).percent()).isZero();
	}

	@Test
	void posts_and_checking_in_alone_lead_no_further_than_the_fourth() {
		assertThat(Level.of(1_000_000, 0, 0, 1_000_000).number()).isEqualTo(4);
		assertThat(Level.of(200, 0, 0, 0).points()).isEqualTo(100);
	}

	@Test
	void one_accepted_report_counts_more_than_thirty_nine_posts() {
		assertThat(Level.of(0, 1, 0, 0).points()).isGreaterThan(Level.of(39, 0, 0, 0).points());
		assertThat(Level.of(0, 0, 1, 0).points()).isGreaterThan(Level.of(19, 0, 0, 0).points());
	}

	@Test
	void each_level_begins_at_its_points() {
		assertThat(Level.of(0, 0, 1, 0).number()).isEqualTo(2);
		assertThat(Level.of(18, 0, 0, 0).number()).isEqualTo(1);
		assertThat(Level.of(0, 2, 0, 0).number()).isEqualTo(3);
		assertThat(Level.of(0, 1, 1, 18)).isEqualTo(new Level(2, 39, 40));
		assertThat(Level.of(0, 1, 1, 18).percent()).isEqualTo(96);
	}

}
