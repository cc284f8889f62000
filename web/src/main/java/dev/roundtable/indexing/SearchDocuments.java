package dev.roundtable.indexing;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.roundtable.search.DocumentKey;
import dev.roundtable.search.DocumentKey.Type;
import dev.roundtable.search.SearchDocument;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads what can be found as it stands in the database now. A topic and its first floor
 * are one document, each further floor is one, each task is one.
 */
@Component
class SearchDocuments {

	/**
	 * Everything on the forum and on the list may be read by everybody; internal notes
	 * are not indexed.
	 */
	static final String EVERYBODY = "everyone";

	private final JdbcClient jdbc;

	SearchDocuments(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** By key; what is no longer there is missing. */
	Map<DocumentKey, SearchDocument> read(Collection<DocumentKey> keys) {
		Map<DocumentKey, SearchDocument> documents = new HashMap<>();
		Map<Type, List<Long>> ids = keys.stream()
			.distinct()
			.collect(
					Collectors.groupingBy(DocumentKey::type, Collectors.mapping(DocumentKey::id, Collectors.toList())));
		ids.forEach((type, some) -> {
			Map<Long, List<String>> tags = (type == Type.TOPIC) ? tags(some) : Map.of();
			this.jdbc.sql(select(type)).param("ids", some).query(Row.class).list().forEach((row) -> {
				DocumentKey key = new DocumentKey(type, row.id());
				documents.put(key,
						new SearchDocument(key, row.version(), row.title(), row.body(),
								tags.getOrDefault(row.id(), List.of()), row.board(), row.kind(), row.status(),
								row.createdAt().toInstant(), List.of(EVERYBODY)));
			});
		});
		return documents;
	}

	private static String select(Type type) {
		return switch (type) {
			case TOPIC -> """
					select t.id, t.version, t.title, p.body, b.slug as board, t.kind, o.status,
					       t.created_at as createdAt
					from topics t join posts p on p.topic_id = t.id and p.floor = 1
					join boards b on b.id = t.board_id
					left join task_topics l on l.topic_id = t.id left join tasks d on d.number = l.task_number
					left join tasks o on o.number = coalesce(d.duplicate_of, d.number)
					where t.id in (:ids)
					""";
			case POST -> """
					select p.id, p.version, '' as title, p.body, b.slug as board, t.kind,
					       cast(null as varchar) as status,
					       p.created_at as createdAt
					from posts p join topics t on t.id = p.topic_id join boards b on b.id = t.board_id
					where p.id in (:ids)
					""";
			case TASK -> """
					select t.number as id, t.version, t.title, t.body, t.component as board, t.kind,
					       t.status, t.created_at as createdAt
					from tasks t where t.number in (:ids)
					""";
		};
	}

	private Map<Long, List<String>> tags(List<Long> topics) {
		return this.jdbc.sql("select topic_id, tag from topic_tags where topic_id in (:ids)")
			.param("ids", topics)
			.query((row, n) -> Map.entry(row.getLong("topic_id"), row.getString("tag")))
			.list()
			.stream()
			.collect(Collectors.groupingBy(Map.Entry::getKey,
					Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
	}

	private record Row(long id, long version, String title, String body, @Nullable String board, @Nullable String kind,
			@Nullable String status, OffsetDateTime createdAt) {
	}

}
