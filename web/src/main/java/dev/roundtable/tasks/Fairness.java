package dev.roundtable.tasks;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the list shows of its own fairness: fans' rows beside the team's own. */
@Component
class Fairness {

	private final JdbcClient jdbc;

	/** Medians over the whole list are too much for each visit. */
	private final LoadingCache<String, Report> reports = Caffeine.newBuilder()
		.expireAfterWrite(Duration.ofMinutes(1))
		.build((key) -> new Report(side("t.origin = 'TOPIC'"), side("t.origin <> 'TOPIC'")));

	Fairness(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Report report() {
		return this.reports.get("all");
	}

	private Side side(String whose) {
		Map<String, @Nullable Object> row = this.jdbc.sql("""
				select count(*) as tasks,
				       percentile_cont(0.5) within group (order by
				           extract(epoch from t.answered_at) - extract(epoch from t.created_at)) as to_answer,
				       percentile_cont(0.5) within group (order by
				           extract(epoch from t.fixed_at) - extract(epoch from t.created_at)) as to_fix
				from tasks t where
				""" + whose).query().singleRow();
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
