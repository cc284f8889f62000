package dev.roundtable.channels;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

import dev.roundtable.http.BadInput;
import dev.roundtable.notifications.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class QuietHoursTests {

	private static QuietHours hours(String from, String to, String zone) {
		return new QuietHours(LocalTime.parse(from), LocalTime.parse(to), ZoneId.of(zone));
	}

	/** In Berlin clocks leap from 2 to 3 on 2026-03-29, and back from 3 to 2 on 10-25. */
	@ParameterizedTest
	@CsvSource(nullValues = "-", value = {
			// Within one day.
			"13:00, 14:00, Asia/Shanghai, 2026-05-01T04:59:59Z, -",
			"13:00, 14:00, Asia/Shanghai, 2026-05-01T05:00:00Z, 2026-05-01T06:00:00Z",
			"13:00, 14:00, Asia/Shanghai, 2026-05-01T06:00:00Z, -",
			// Over midnight, before and after it.
			"22:00, 07:00, Asia/Shanghai, 2026-05-01T13:59:00Z, -",
			"22:00, 07:00, Asia/Shanghai, 2026-05-01T14:00:00Z, 2026-05-01T23:00:00Z",
			"22:00, 07:00, Asia/Shanghai, 2026-05-01T22:59:59Z, 2026-05-01T23:00:00Z",
			"22:00, 07:00, Asia/Shanghai, 2026-05-01T23:00:00Z, -",
			// A night that is an hour shorter, and one that is an hour longer.
			"22:00, 07:00, Europe/Berlin, 2026-03-28T22:00:00Z, 2026-03-29T05:00:00Z",
			"22:00, 07:00, Europe/Berlin, 2026-10-24T21:00:00Z, 2026-10-25T06:00:00Z",
			// An end that does not exist that day, and one that comes twice.
			"22:00, 02:30, Europe/Berlin, 2026-03-28T23:00:00Z, 2026-03-29T01:30:00Z",
			"22:00, 02:30, Europe/Berlin, 2026-10-24T22:00:00Z, 2026-10-25T01:30:00Z",
			"22:00, 02:30, Europe/Berlin, 2026-10-25T01:15:00Z, 2026-10-25T01:30:00Z",
			// From and to alike are none.
			"08:00, 08:00, UTC, 2026-05-01T08:00:00Z, -" })
	void quiet_ends_when_her_clock_says_so(String from, String to, String zone, Instant now, @Nullable Instant end) {
		Instant found = hours(from, to, zone).endAfter(now);
		assertThat(found).isEqualTo(end);
		if (found != null) {
			assertThat(found).isAfter(now);
			assertThat(hours(from, to, zone).endAfter(found)).isNull();
		}
	}

	@ParameterizedTest
	@CsvSource({ "DAILY, Asia/Shanghai, 2026-05-01T00:00:00Z, 2026-05-02T00:00:00Z",
			"DAILY, Asia/Shanghai, 2026-04-30T23:59:59Z, 2026-05-01T00:00:00Z",
			// The day of the leap has one hour less.
			"DAILY, Europe/Berlin, 2026-03-28T07:00:00Z, 2026-03-29T06:00:00Z",
			// 2026-05-04 is a Monday.
			"WEEKLY, Asia/Shanghai, 2026-05-01T00:00:00Z, 2026-05-04T00:00:00Z",
			"WEEKLY, Asia/Shanghai, 2026-05-04T00:00:00Z, 2026-05-11T00:00:00Z" })
	void a_digest_comes_at_eight_of_her_day(Kind.Mail rhythm, String zone, Instant after, Instant next) {
		assertThat(new Choice(null, ZoneId.of(zone), null, true).digestAfter(rhythm, after, 8)).isEqualTo(next);
	}

	@Test
	void a_digest_waits_for_the_end_of_quiet() {
		Choice late = new Choice(null, ZoneId.of("UTC"), hours("23:00", "09:30", "UTC"), true);
		assertThat(late.digestAfter(Kind.Mail.DAILY, Instant.parse("2026-05-01T10:00:00Z"), 8))
			.isEqualTo("2026-05-02T09:30:00Z");
	}

	@Test
	void what_is_no_time_or_no_place_is_refused_by_its_field() {
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> Choice.of("Europe/Nowhere", "", "", true))
			.matches((bad) -> bad.field().equals("zone"));
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> Choice.of("UTC", "22:00", "", true))
			.matches((bad) -> bad.field().equals("to"));
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> Choice.of("UTC", "25:00", "07:00", true))
			.matches((bad) -> bad.field().equals("from"));
		assertThat(Choice.of("Asia/Taipei", " ", "", true).quiet()).isNull();
		assertThat(Choice.ZONES).contains("UTC", "Asia/Shanghai", "Asia/Taipei", "Europe/Berlin");
	}

}
