package dev.roundtable.indexing;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.roundtable.search.DocumentKey.Type;
import dev.roundtable.search.DocumentKey;
import dev.roundtable.search.SearchDocument;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads what can be found as it stands in the database now. A topic and its first floor
 * are one document, each further floor is one, each task is one; internal notes are none.
 */
@Component
class SearchDocuments {

	private final JdbcClient jdbc;

	SearchDocuments(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * By key; what is no longer there, or held back, is missing.
	 * @param version taken before this reads, see {@link IndexQueue#nextVersion}
	 */
	Map<DocumentKey, SearchDocument> read(Collection<DocumentKey> keys, long version) {
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
						new SearchDocument(key, version, row.title(), row.body(),
								tags.getOrDefault(row.id(), List.of()), row.board(), row.kind(), row.status(),
								row.createdAt().toInstant(), row.audience(), row.sourceAudience()));
			});
		});
		return documents;
	}

	/**
	 * A topic is found by the state of its task where everybody who may read the topic
	 * may read the task.
	 */
	private static String select(Type type) {
		return switch (type) {
			case TOPIC -> """
					select t.topic_id as id, t.title, p.plain as body, t.board_slug as board, t.kind,
					       case when o.audience = 'everyone' and o.source_audience in ('everyone', t.readers)
					           then o.status end as status,
					       t.created_at as createdAt, t.readers as audience, 'everyone' as sourceAudience
					from topic_facts t join post_facts p on p.topic_id = t.topic_id and p.floor = 1
					left join task_topic_facts l on l.topic_id = t.topic_id
					left join task_facts d on d.number = l.task_number
					left join task_facts o on o.number = coalesce(d.duplicate_of, d.number)
					where t.topic_id in (:ids) and not t.held
					""";
			case POST -> """
					select p.post_id as id, '' as title, p.plain as body, t.board_slug as board, t.kind,
					       cast(null as varchar) as status, p.created_at as createdAt,
					       t.readers as audience, 'everyone' as sourceAudience
					from post_facts p join topic_facts t on t.topic_id = p.topic_id
					where p.post_id in (:ids) and p.floor > 1 and not p.held
					""";
			case TASK -> """
					select t.number as id, t.title, t.plain as body, t.component as board, t.kind, t.status,
					       t.created_at as createdAt, t.audience, t.source_audience as sourceAudience
					from task_facts t where t.number in (:ids)
					""";
		};
	}

	private Map<Long, List<String>> tags(List<Long> topics) {
		return this.jdbc.sql("select topic_id, tag from topic_tag_facts where topic_id in (:ids)")
			.param("ids", topics)
			.query((row, n) -> Map.entry(row.getLong("topic_id"), row.getString("tag")))
			.list()
			.stream()
			.collect(Collectors.groupingBy(Map.Entry::getKey,
					Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
	}

	private record Row(long id, String title, String body, @Nullable String board, @Nullable String kind,
			@Nullable String status, OffsetDateTime createdAt, String audience, String sourceAudience) {
	}

}
