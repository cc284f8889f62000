package dev.roundtable.numbers;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.roundtable.charts.Calendar;
import dev.roundtable.charts.Chart;
import dev.roundtable.http.Messages;
import dev.roundtable.charts.Chart.Point;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was counted, as pictures. */
@Component
class Numbers {

	private final JdbcClient jdbc;

	private final Calendar calendar;

	private final Messages messages;

	Numbers(JdbcClient jdbc, Calendar calendar, Messages messages) {
		this.jdbc = jdbc;
		this.calendar = calendar;
		this.messages = messages;
	}

	/**
	 * @param days how far back the daily ones go
	 */
	List<Chart> charts(Viewer viewer, int days) {
		viewer.require(Capability.ADMINISTER);
		Map<LocalDate, Week> weeks = weeks();
		return List.of(daily("ACTIVE", days), daily("JOINED", days), daily("POSTS", days),
				weekly("answered", weeks, "%", Week::share), weekly("minutes", weeks, this.messages.of("numbers.hours"),
						(week) -> (week.minutes() != null) ? Math.ceilDiv(week.minutes(), 60) : null),
				retained());
	}

	private Chart daily(String what, int days) {
		LocalDate from = this.calendar.today().minusDays(days - 1L);
		Map<LocalDate, Long> counted = new HashMap<>();
		this.jdbc.sql("select on_day, n from day_numbers where what = :what and on_day >= :from")
			.param("what", what)
			.param("from", from)
			.query((row) -> {
				counted.put(row.getObject("on_day", LocalDate.class), row.getLong("n"));
			});
		List<Point> points = new ArrayList<>();
		for (int i = 0; i < days; i++) {
			LocalDate day = from.plusDays(i);
			long n = counted.getOrDefault(day, 0L);
			points.add(new Point(day.toString(), n, String.valueOf(n)));
		}
		return Chart.of(what, points, "");
	}

	private Map<LocalDate, Week> weeks() {
		Map<LocalDate, Week> weeks = new HashMap<>();
		this.jdbc.sql("select monday, asked, answered, minutes from week_answers where monday >= :from")
			.param("from", Calendar.week(this.calendar.today()).minusWeeks(Visits.WEEKS))
			.query((row) -> {
				weeks.put(row.getObject("monday", LocalDate.class),
						new Week(row.getLong("asked"), row.getLong("answered"), row.getObject("minutes", Long.class)));
			});
		return weeks;
	}

	private Chart weekly(String key, Map<LocalDate, Week> weeks, String unit, Function<Week, @Nullable Long> value) {
		List<Point> points = new ArrayList<>();
		LocalDate first = Calendar.week(this.calendar.today()).minusWeeks(Visits.WEEKS - 1L);
		for (int i = 0; i < Visits.WEEKS; i++) {
			LocalDate week = first.plusWeeks(i);
			Long n = value.apply(weeks.getOrDefault(week, Week.NONE));
			points.add(new Point(week.toString(), n, (n != null) ? n + unit : "–"));
		}
		return Chart.of(key, points, unit);
	}

	/** Of those who joined in a week, the share that was here in the week after. */
	private Chart retained() {
		LocalDate now = Calendar.week(this.calendar.today());
		LocalDate first = now.minusWeeks(Visits.WEEKS);
		Map<LocalDate, Long> joined = new HashMap<>();
		this.jdbc.sql("select on_day, n from day_numbers where what = 'JOINED' and on_day >= :from")
			.param("from", first)
			.query((row) -> {
				joined.merge(Calendar.week(row.getObject("on_day", LocalDate.class)), row.getLong("n"), Long::sum);
			});
		Map<LocalDate, Long> back = new HashMap<>();
		this.jdbc.sql("select joined, n from week_retention where later = 1 and joined >= :from")
			.param("from", first)
			.query((row) -> {
				back.put(row.getObject("joined", LocalDate.class), row.getLong("n"));
			});
		List<Point> points = new ArrayList<>();
		for (LocalDate week = first; week.isBefore(now); week = week.plus(1, ChronoUnit.WEEKS)) {
			long all = joined.getOrDefault(week, 0L);
			Long share = (all > 0) ? back.getOrDefault(week, 0L) * 100 / all : null;
			points.add(new Point(week.toString(), share, (share != null) ? share + "%" : "–"));
		}
		return Chart.of("retained", points, "%");
	}

	private record Week(long asked, long answered, @Nullable Long minutes) {

		static final Week NONE = new Week(0, 0, null);

		@Nullable Long share() {
			return (this.asked > 0) ? this.answered * 100 / this.asked : null;
		}

	}

}
