package dev.roundtable.indexing;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.roundtable.people.Audiences;
import dev.roundtable.search.DocumentKey.Type;
import dev.roundtable.search.DocumentKey;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What was found, as it stands in the database now: what was deleted or changed meanwhile
 * is not told from the index.
 */
@Component
class FoundRows {

	/**
	 * How far into a text its excerpt is looked for: the whole of a long one is too much
	 * for each hit.
	 */
	private static final int SEARCHED_CHARS = 20_000;

	private final JdbcClient jdbc;

	FoundRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Those that she may read, whatever the index thinks. */
	Map<DocumentKey, Row> read(List<DocumentKey> keys, Audiences audiences) {
		Map<DocumentKey, Row> rows = new HashMap<>();
		keys.stream()
			.collect(Collectors.groupingBy(DocumentKey::type, Collectors.mapping(DocumentKey::id, Collectors.toList())))
			.forEach((type, ids) -> this.jdbc.sql(select(type))
				.param("ids", ids.toArray(Long[]::new))
				.param("audiences", audiences.array())
				.query(Row.class)
				.list()
				.forEach((row) -> rows.put(new DocumentKey(type, row.id()), row)));
		return rows;
	}

	/** Begins at what was found: of "in" H2 makes a scan of all topics. */
	private static String select(Type type) {
		return switch (type) {
			case TOPIC,
					POST ->
				"""
						select %s as id, p.floor, t.topic_id as topicId, t.title,
						       substring(p.plain, 1, %d) as body, t.board_name as board, t.kind,
						       case when %s and %s then o.status end as status,
						       case when %s and %s then o.number end as task,
						       case when %s and %s then e.fixed_in end as fixedIn, a.name as author,
						       p.created_at as createdAt
						from unnest(cast(:ids as bigint array)) as wanted(id) join post_facts p on %s
						join topic_facts t on t.topic_id = p.topic_id
						join people_names a on a.account_id = p.author_id
						left join task_topic_facts l on l.topic_id = t.topic_id
						left join task_facts d on d.number = l.task_number
						left join task_facts o on o.number = coalesce(d.duplicate_of, d.number)
						left join task_fates e on e.number = o.number
						where not p.held and %s
						""".formatted((type == Type.TOPIC) ? "t.topic_id" : "p.post_id", SEARCHED_CHARS,
						Audiences.mayRead("o.audience"), Audiences.mayRead("o.source_audience"),
						Audiences.mayRead("o.audience"), Audiences.mayRead("o.source_audience"),
						Audiences.mayRead("o.audience"), Audiences.mayRead("o.source_audience"),
						(type == Type.TOPIC) ? "p.topic_id = wanted.id and p.floor = 1" : "p.post_id = wanted.id",
						Audiences.mayRead("t.readers"));
			case TASK ->
				"""
						select t.number as id, 0 as floor, t.number as topicId, t.title,
						       substring(t.plain, 1, %d) as body, coalesce(b.name, t.component) as board, t.kind,
						       t.status, t.number as task, e.fixed_in as fixedIn, a.name as author, t.created_at as createdAt
						from unnest(cast(:ids as bigint array)) as wanted(id) join task_facts t on t.number = wanted.id
						join people_names a on a.account_id = t.author_id
						left join task_fates e on e.number = t.number
						left join board_facts b on b.slug = t.component and %s
						where %s and %s
						"""
					.formatted(SEARCHED_CHARS, Audiences.mayRead("b.readers"), Audiences.mayRead("t.audience"),
							Audiences.mayRead("t.source_audience"));
		};
	}

	/**
	 * @param task the number of the task that a topic became, where one may see it
	 * @param fixedIn the build that fixed that
	 */
	record Row(long id, int floor, long topicId, String title, String body, @Nullable String board, String kind,
			@Nullable String status, @Nullable Long task, @Nullable String fixedIn, String author,
			OffsetDateTime createdAt) {
	}

}
