package dev.roundtable.tasks.list;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.Task;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many rows several lists have, in one reading of the table. */
@Component
public class ListCounts {

	/** Of several lists, those that no index helps: the others are not counted. */
	static final int MOST_READING_ALL = 5;

	private final JdbcClient jdbc;

	private final ListQueries queries;

	/** To count reads all of the table: nobody needs it by the second. */
	private final Cache<Kept, List<@Nullable Long>> counts = Caffeine.newBuilder()
		.maximumSize(500)
		.expireAfterWrite(Duration.ofSeconds(10))
		.build();

	ListCounts(JdbcClient jdbc, ListQueries queries) {
		this.jdbc = jdbc;
		this.queries = queries;
	}

	/**
	 * @throws dev.roundtable.http.BadInput on {@code q} where nobody could ask for it
	 */
	public void check(String q, @Nullable Viewer viewer) {
		this.queries.of(q, viewer);
	}

	/**
	 * In the order of the queries; what is not understood in them does not count. Null
	 * where they cost too much together; the first is counted in any case.
	 */
	public List<@Nullable Long> of(List<String> queries, @Nullable Viewer viewer) {
		List<ListQuery> asked = new ArrayList<>();
		for (String q : queries) {
			asked.add(this.queries.of(q, viewer, "v" + asked.size() + "_"));
		}
		Kept kept = new Kept(asked.stream().map(ListQuery::text).toList(), Audiences.of(viewer).shared());
		return Objects.requireNonNull(this.counts.get(kept, (_) -> count(asked, kept.audiences())));
	}

	private List<@Nullable Long> count(List<ListQuery> queries, String audiences) {
		Map<String, Object> parameters = new HashMap<>();
		List<String> columns = new ArrayList<>();
		int readingAll = 0;
		for (ListQuery query : queries) {
			parameters.putAll(query.parameters());
			readingAll += query.readsAll() ? 1 : 0;
			columns.add((query.readsAll() && readingAll > MOST_READING_ALL) ? "cast(null as bigint)"
					: query.conditions().isEmpty() ? "count(*)"
							: "count(*) filter (where " + String.join(" and ", query.conditions()) + ")");
		}
		parameters.put("audiences", audiences.split(","));
		return this.jdbc.sql("select " + String.join(", ", columns) + " from tasks t where " + Task.READABLE)
			.params(parameters)
			.query((row, _) -> {
				List<@Nullable Long> counts = new ArrayList<>();
				for (int i = 1; i <= columns.size(); i++) {
					counts.add(row.getObject(i, Long.class));
				}
				return counts;
			})
			.single();
	}

	private record Kept(List<String> queries, String audiences) {
	}

}
