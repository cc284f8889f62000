package dev.roundtable.tasks.list;

import java.util.List;
import java.util.Objects;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.roundtable.journal.Journal;
import dev.roundtable.queries.Value;
import dev.roundtable.tasks.Build;

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
	List<String> fixedIn(List<Value> values) {
		return fixed().stream().filter((build) -> values.stream().anyMatch((value) -> is(build, value))).toList();
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
