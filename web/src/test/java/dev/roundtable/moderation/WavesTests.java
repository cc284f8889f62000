package dev.roundtable.moderation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WavesTests {

	private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

	private static final String SPAM = "Gold watches for less, %s, order today at https://shop-%d.example/";

	private final Waves waves = new Waves(3, Clock.fixed(NOW, ZoneOffset.UTC));

	@Test
	void one_who_repeats_herself_is_no_wave() {
		assertThat(IntStream.range(0, 9).anyMatch((i) -> this.waves.joins(1, SPAM.formatted("no " + i, i)))).isFalse();
		assertThat(this.waves.joins(2, SPAM.formatted("no two", 2))).isFalse();
		assertThat(this.waves.joins(3, SPAM.formatted("no three", 3))).isTrue();
	}

	@Test
	void chinese_that_differs_in_some_characters_is_a_wave_also_in_full_width_and_traditional_ones() {
		assertThat(this.waves.joins(1, "正品手表低价出售，今日特惠，加微信 8812345 咨询")).isFalse();
		assertThat(this.waves.joins(2, "正品手錶低價出售，今日特惠，加微信 ９９１２３４５ 諮詢")).isFalse();
		assertThat(this.waves.joins(3, "名牌手表低价出售，明日特惠，加微信 7712345 咨询")).isTrue();
	}

	@Test
	void what_leads_nowhere_is_short_or_says_something_else_is_none() {
		for (long author = 1; author < 9; author++) {
			assertThat(this.waves.joins(author, "I would love to take part in this draw, count me in please"))
				.isFalse();
			assertThat(this.waves.joins(author, "Thanks! https://example.org")).isFalse();
		}
		assertThat(this.waves.joins(11, SPAM.formatted("north", 1))).isFalse();
		assertThat(this.waves.joins(12, SPAM.formatted("south", 2))).isFalse();
		assertThat(this.waves.joins(13,
				"My phone restarts whenever the camera opens in the dark, see https://example.org/log for what it says"))
			.isFalse();
	}

	@Test
	void a_wave_of_before_is_forgotten_and_none_is_looked_for_where_that_is_turned_off() {
		Instant[] now = { NOW };
		Waves later = new Waves(2, new Clock() {

			@Override
			public ZoneOffset getZone() {
				return ZoneOffset.UTC;
			}

			@Override
			public Clock withZone(java.time.ZoneId zone) {
				return this;
			}

			@Override
			public Instant instant() {
				return now[0];
			}

		});
		assertThat(later.joins(1, SPAM.formatted("north", 1))).isFalse();
		now[0] = NOW.plus(Duration.ofMinutes(11));
		assertThat(later.joins(2, SPAM.formatted("south", 2))).isFalse();
		assertThat(later.joins(3, SPAM.formatted("west", 3))).isTrue();
		Waves off = new Waves(0, Clock.systemUTC());
		assertThat(IntStream.range(0, 9).anyMatch((i) -> off.joins(i, SPAM.formatted("north", i)))).isFalse();
	}

	@Test
	void ten_thousand_texts_are_compared_within_seconds() {
		long begin = System.nanoTime();
		String random = "word%d thing%d other%d more%d some%d any%d last%d first%d https://example.org/%d ";
		for (int i = 0; i < 10_000; i++) {
			this.waves.joins(i, random.replace("%d", String.valueOf(i)).repeat(3));
		}
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
	}

}
