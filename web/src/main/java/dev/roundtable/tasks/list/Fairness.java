package dev.roundtable.tasks.list;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.roundtable.charts.Calendar;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.Task;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the list shows of its own fairness: fans' rows beside the team's own. A week is
 * that in which something was reported.
 */
@Component
class Fairness {

	static final int WEEKS = 12;

	/** What fans withdrew themselves the team did not decline. */
	private static final String MEASURES = """
			fans, count(*) as reported, count(answered_at) as answered, count(decided_at) as decided,
			       count(fixed_at) as fixed,
			       count(case when status = 'DECLINED' and status_by is not null then 1 end) as declined,
			       percentile_cont(0.5) within group (order by
			           extract(epoch from answered_at) - extract(epoch from created_at))
			           filter (where answered_at is not null) as to_answer,
			       percentile_cont(0.5) within group (order by
			           extract(epoch from decided_at) - extract(epoch from created_at))
			           filter (where decided_at is not null) as to_decision,
			       percentile_cont(0.5) within group (order by
			           extract(epoch from fixed_at) - extract(epoch from created_at))
			           filter (where fixed_at is not null) as to_fix
			""";

	private static final String TASKS = """
			t.origin = 'TOPIC' as fans, t.status, t.status_by, t.created_at, t.answered_at, t.decided_at, f.fixed_at
			    from tasks t left join task_fixes f on f.task_number = t.number where\s""" + Task.READABLE;

	private final JdbcClient jdbc;

	private final Calendar calendar;

	/**
	 * Medians over the whole list are too much for each visit: after a minute somebody is
	 * still shown what there is while it is read anew.
	 */
	private final LoadingCache<String, Report> reports = Caffeine.newBuilder()
		.maximumSize(100)
		.refreshAfterWrite(Duration.ofMinutes(1))
		.expireAfterWrite(Duration.ofMinutes(10))
		.build(this::read);

	Fairness(JdbcClient jdbc, Calendar calendar) {
		this.jdbc = jdbc;
		this.calendar = calendar;
	}

	/** Of the tasks that she may read. */
	Report report(@Nullable Viewer viewer) {
		return this.reports.get(Audiences.of(viewer).shared());
	}

	private Report read(String audiences) {
		String[] hers = audiences.split(",");
		Map<Boolean, Side> all = new HashMap<>();
		this.jdbc.sql("select " + MEASURES + " from (select " + TASKS + ") x group by fans")
			.param("audiences", hers)
			.query((row) -> {
				all.put(row.getBoolean("fans"), side(row));
			});
		return new Report(of(all, true), of(all, false), weeks(hers));
	}

	private List<Week> weeks(String[] audiences) {
		LocalDate first = Calendar.week(this.calendar.today()).minusWeeks(WEEKS - 1L);
		Map<String, OffsetDateTime> starts = new HashMap<>();
		starts.put("end", this.calendar.start(first.plusWeeks(WEEKS)));
		StringBuilder week = new StringBuilder("case");
		for (int i = WEEKS - 1; i >= 0; i--) {
			starts.put("w" + i, this.calendar.start(first.plusWeeks(i)));
			week.append(" when t.created_at >= :w%d then %d".formatted(i, i));
		}
		Map<Integer, Map<Boolean, Side>> sides = new HashMap<>();
		this.jdbc
			.sql("select week, " + MEASURES + " from (select " + week + " end as week, " + TASKS
					+ " and t.created_at >= :w0 and t.created_at < :end) x group by week, fans")
			.param("audiences", audiences)
			.params(starts)
			.query((row) -> {
				sides.computeIfAbsent(row.getInt("week"), (_) -> new HashMap<>())
					.put(row.getBoolean("fans"), side(row));
			});
		List<Week> weeks = new ArrayList<>();
		for (int i = 0; i < WEEKS; i++) {
			Map<Boolean, Side> both = sides.getOrDefault(i, Map.of());
			weeks.add(new Week(first.plusWeeks(i), of(both, true), of(both, false)));
		}
		return weeks;
	}

	private static Side of(Map<Boolean, Side> sides, boolean fans) {
		return sides.getOrDefault(fans, Side.NONE);
	}

	private static Side side(ResultSet row) throws SQLException {
		return new Side(row.getLong("reported"), row.getLong("answered"), row.getLong("decided"), row.getLong("fixed"),
				row.getLong("declined"), minutes(row.getObject("to_answer")), minutes(row.getObject("to_decision")),
				minutes(row.getObject("to_fix")));
	}

	private static @Nullable Long minutes(@Nullable Object seconds) {
		return (seconds instanceof Number number) ? Math.round(number.doubleValue() / 60) : null;
	}

	/**
	 * @param weeks the latest last
	 */
	record Report(Side fans, Side team, List<Week> weeks) {
	}

	record Week(LocalDate monday, Side fans, Side team) {
	}

	/**
	 * Medians are in minutes, of those that came so far; null where none did.
	 *
	 * @param decided whose status was once neither new nor waiting for information
	 * @param declined which stand declined, by somebody
	 */
	record Side(long reported, long answered, long decided, long fixed, long declined, @Nullable Long toAnswer,
			@Nullable Long toDecision, @Nullable Long toFix) {

		private static final Side NONE = new Side(0, 0, 0, 0, 0, null, null, null);

		/** In percent. */
		@Nullable Long shareDeclined() {
			return (this.reported > 0) ? Math.round(this.declined * 100.0 / this.reported) : null;
		}

	}

}
