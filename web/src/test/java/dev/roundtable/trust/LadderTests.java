package dev.roundtable.trust;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LadderTests {

	private static final Counts REGULAR = new Counts(100, 500, 50, 10, 10, 10, 1);

	private final Ladder ladder = Ladder.UNCHANGED;

	@Test
	void whoever_has_it_all_rises_through_all_levels_at_once_and_to_no_leader() {
		assertThat(this.ladder.after(TrustLevel.NEW, REGULAR, false)).isEqualTo(TrustLevel.REGULAR);
		Counts heaps = new Counts(9999, 9999, 9999, 9999, 9999, 9999, 9999);
		assertThat(this.ladder.after(TrustLevel.REGULAR, heaps, false)).isEqualTo(TrustLevel.REGULAR);
	}

	@Test
	void one_less_of_anything_is_not_enough_to_rise() {
		assertThat(this.ladder.after(TrustLevel.MEMBER, new Counts(99, 500, 50, 10, 10, 10, 1), false))
			.isEqualTo(TrustLevel.MEMBER);
		assertThat(this.ladder.after(TrustLevel.MEMBER, new Counts(100, 500, 50, 10, 10, 10, 0), false))
			.isEqualTo(TrustLevel.MEMBER);
		assertThat(this.ladder.after(TrustLevel.NEW, new Counts(5, 29, 2, 0, 0, 0, 0), false))
			.isEqualTo(TrustLevel.NEW);
	}

	@Test
	void a_regular_keeps_it_with_nine_of_ten_and_loses_it_with_less() {
		assertThat(this.ladder.after(TrustLevel.REGULAR, new Counts(90, 450, 45, 9, 9, 9, 1), false))
			.isEqualTo(TrustLevel.REGULAR);
		assertThat(this.ladder.after(TrustLevel.REGULAR, new Counts(89, 450, 45, 9, 9, 9, 1), false))
			.isEqualTo(TrustLevel.MEMBER);
	}

	@Test
	void what_is_below_regular_is_never_lost() {
		for (TrustLevel level : new TrustLevel[] { TrustLevel.NEW, TrustLevel.BASIC, TrustLevel.MEMBER }) {
			assertThat(this.ladder.after(level, Counts.NOTHING, true)).isEqualTo(level);
			assertThat(this.ladder.after(level, REGULAR, true)).isEqualTo(level);
		}
	}

	@Test
	void only_what_was_changed_is_written_down_and_is_read_again() {
		assertThat(this.ladder.text()).isEmpty();
		Ladder changed = this.ladder.with(Map.of("LINKS.NEW", " 0 ", "BASIC.DAYS", "7"));
		assertThat(changed.text()).isEqualTo("BASIC.DAYS=7\nLINKS.NEW=0");
		assertThat(Ladder.of(changed.text() + "\nGONE=5", 1)).isEqualTo(changed);
		assertThat(changed.needs(TrustLevel.BASIC, Measure.DAYS)).isEqualTo(7);
	}

}
