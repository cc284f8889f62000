package dev.roundtable.charts;

import java.util.List;

import dev.roundtable.charts.Chart.Point;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChartTests {

	@Test
	void the_upper_edge_is_a_number_that_one_reads_easily() {
		assertThat(List.of(1L, 2L, 3L, 5L, 6L, 10L, 11L, 99L, 100L, 101L, 4_999L)).extracting(Chart::nice)
			.containsExactly(1L, 2L, 5L, 5L, 10L, 10L, 20L, 100L, 100L, 200L, 5_000L);
	}

	@Test
	void bars_stand_on_the_ground_and_a_small_one_is_still_seen() {
		Chart chart = Chart.of("ACTIVE", List.of(new Point("a", 1L, "1"), new Point("b", 1000L, "1000"),
				new Point("c", 0L, "0"), new Point("d", null, "–")), "");
		assertThat(chart.top()).isEqualTo("1000");
		assertThat(chart.bars()).extracting(Chart.Bar::height).containsExactly(1, 100, 0, 0);
		assertThat(chart.bars()).allSatisfy((bar) -> assertThat(bar.y() + bar.height()).isEqualTo(100));
		assertThat(chart.bars()).extracting(Chart.Bar::x).doesNotHaveDuplicates();
		assertThat(chart.isEmpty()).isFalse();
	}

}
