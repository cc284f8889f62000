package dev.roundtable.tasks.list;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.Task;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the list shows of its own fairness: fans' rows beside the team's own. */
@Component
class Fairness {

	private final JdbcClient jdbc;

	/** Medians over the whole list are too much for each visit. */
	private final LoadingCache<String, Report> reports = Caffeine.newBuilder()
		.maximumSize(100)
		.expireAfterWrite(Duration.ofMinutes(1))
		.build(this::read);

	Fairness(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Of the tasks that she may read. */
	Report report(@Nullable Viewer viewer) {
		return this.reports.get(Audiences.of(viewer).shared());
	}

	private Report read(String audiences) {
		Map<Boolean, Side> sides = new HashMap<>();
		this.jdbc.sql("""
				select t.origin = 'TOPIC' as fans, count(*) as tasks,
				       percentile_cont(0.5) within group (order by
				           extract(epoch from t.answered_at) - extract(epoch from t.created_at)) as to_answer,
				       percentile_cont(0.5) within group (order by
				           extract(epoch from f.fixed_at) - extract(epoch from t.created_at)) as to_fix
				from tasks t left join task_fixes f on f.task_number = t.number where
				""" + Task.READABLE + " group by t.origin = 'TOPIC'")
			.param("audiences", audiences.split(","))
			.query((row) -> {
				sides.put(row.getBoolean("fans"), new Side(row.getLong("tasks"), hours(row.getObject("to_answer")),
						hours(row.getObject("to_fix"))));
			});
		return new Report(sides.getOrDefault(true, Side.NONE), sides.getOrDefault(false, Side.NONE));
	}

	private static @Nullable Long hours(@Nullable Object seconds) {
		return (seconds instanceof Number number) ? Math.round(number.doubleValue() / 3600) : null;
	}

	record Report(Side fans, Side team) {
	}

	/**
	 * @param medianHoursToAnswer null until something was answered
	 * @param medianHoursToFix null until something was fixed
	 */
	record Side(long count, @Nullable Long medianHoursToAnswer, @Nullable Long medianHoursToFix) {

		private static final Side NONE = new Side(0, null, null);

	}

}
