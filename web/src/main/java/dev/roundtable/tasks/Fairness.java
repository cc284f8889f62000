package dev.roundtable.tasks;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Viewer;
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
		.build((audiences) -> new Report(side("t.origin = 'TOPIC'", audiences),
				side("t.origin <> 'TOPIC'", audiences)));

	Fairness(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Of the tasks that she may read. */
	Report report(@Nullable Viewer viewer) {
		return this.reports.get(Audiences.of(viewer).shared());
	}

	private Side side(String whose, String audiences) {
		Map<String, @Nullable Object> row = this.jdbc.sql("""
				select count(*) as tasks,
				       percentile_cont(0.5) within group (order by
				           extract(epoch from t.answered_at) - extract(epoch from t.created_at)) as to_answer,
				       percentile_cont(0.5) within group (order by
				           extract(epoch from f.fixed_at) - extract(epoch from t.created_at)) as to_fix
				from tasks t left join task_fixes f on f.task_number = t.number where
				""" + whose + " and " + Task.READABLE).param("audiences", audiences.split(",")).query().singleRow();
		return new Side(((Number) Objects.requireNonNull(row.get("tasks"))).longValue(), hours(row.get("to_answer")),
				hours(row.get("to_fix")));
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
	}

}
