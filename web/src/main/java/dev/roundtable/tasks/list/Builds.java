package dev.roundtable.tasks.list;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.roundtable.journal.Journal;
import dev.roundtable.queries.Value;
import dev.roundtable.tasks.Build;
import dev.roundtable.tasks.Task;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The builds that tasks name. They are few, and {@code 5.8.10} stands behind
 * {@code 5.8.9}: they are compared here and looked for by name.
 */
@Component
class Builds {

	private final JdbcClient jdbc;

	private final Journal journal;

	private final Cache<Long, List<String>> known = Caffeine.newBuilder().maximumSize(2).build();

	Builds(JdbcClient jdbc, Journal journal) {
		this.jdbc = jdbc;
		this.journal = journal;
	}

	/** Those in which something is fixed that are any of the values. */
	Set<String> fixedIn(List<Value> values) {
		return fixed().stream()
			.filter((build) -> values.stream().anyMatch((value) -> is(build, value)))
			.collect(Collectors.toSet());
	}

	/**
	 * The numbers of the tasks that somebody has on a build which is any of the values,
	 * and of what these were merged into, where no fewer may read them than that.
	 * @param values which builds can be called
	 */
	Set<Long> reportedOn(List<Value> values) {
		Map<String, Object> parameters = new HashMap<>();
		List<String> builds = new ArrayList<>();
		for (Value value : values) {
			builds.add("r.build_order " + sign(value.is()) + " :b" + builds.size());
			parameters.put("b" + parameters.size(), new Build(value.text()).order());
		}
		return this.jdbc.sql("""
				select distinct d.number, o.number from task_reports r join tasks d on d.number = r.task_number
				left join tasks o on o.number = d.duplicate_of and\s""" + Task.DUPLICATE_SHOWN + """

				where r.held = false and (""" + String.join(" or ", builds) + ")")
			.params(parameters)
			.query((row, _) -> List.of(row.getLong(1), row.getLong(2)))
			.list()
			.stream()
			.flatMap(List::stream)
			.collect(Collectors.toSet());
	}

	private static String sign(Value.Is is) {
		return switch (is) {
			case EQUAL -> "=";
			case AT_LEAST -> ">=";
			case AT_MOST -> "<=";
			case MORE -> ">";
			case LESS -> "<";
		};
	}

	private List<String> fixed() {
		return Objects.requireNonNull(this.known.get(this.journal.latest(), (_) -> this.jdbc.sql("""
				select distinct build from task_builds
				""").query(String.class).list()));
	}

	/** What no build can be called is none of them. */
	private static boolean is(String build, Value value) {
		if (!Build.isName(value.text()) || !Build.isName(build)) {
			return value.is() == Value.Is.EQUAL && build.equalsIgnoreCase(value.text());
		}
		int order = new Build(build).order().compareTo(new Build(value.text()).order());
		return switch (value.is()) {
			case EQUAL -> order == 0;
			case AT_LEAST -> order >= 0;
			case AT_MOST -> order <= 0;
			case MORE -> order > 0;
			case LESS -> order < 0;
		};
	}

}
