package dev.roundtable.indexing;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.BadInput;
import dev.roundtable.search.DocumentKey.Type;
import dev.roundtable.search.DocumentKey;
import dev.roundtable.search.Highlighter.Segment;
import dev.roundtable.search.Highlighter;
import dev.roundtable.search.SearchHits;
import dev.roundtable.search.SearchIndex;
import dev.roundtable.search.SearchQuery;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.writing.Markdown;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds, and reads every hit again from the database before it is shown: what was deleted
 * or changed meanwhile is not told from the index.
 */
@Component
class SearchPages {

	private static final int HITS_ON_A_PAGE = 20;

	private static final int EXCERPT_CHARS = 220;

	/**
	 * How far into a text its excerpt is looked for: the whole of a long one is too much
	 * for each hit.
	 */
	private static final int SEARCHED_CHARS = 20_000;

	private final SearchIndex index;

	private final JdbcClient jdbc;

	SearchPages(SearchIndex index, JdbcClient jdbc) {
		this.index = index;
		this.jdbc = jdbc;
	}

	/**
	 * @throws dev.roundtable.search.SearchUnavailable when the engine does not answer
	 */
	Results search(String q, Filter filter, @Nullable String cursor) {
		SearchHits hits;
		try {
			hits = this.index.search(new SearchQuery(q, filter.types(), blankToNull(filter.board()),
					blankToNull(filter.kind().toUpperCase(Locale.ROOT)),
					blankToNull(filter.status().toUpperCase(Locale.ROOT)), Set.of(SearchDocuments.EVERYBODY), cursor,
					HITS_ON_A_PAGE));
		}
		catch (IllegalArgumentException garbage) {
			throw new BadInput("cursor", "cursor.invalid");
		}
		Highlighter highlighter = Highlighter.of(q);
		Map<DocumentKey, Row> rows = read(hits.keys());
		List<Hit> shown = hits.keys()
			.stream()
			.map((key) -> hit(key, rows.get(key), highlighter))
			.filter(Objects::nonNull)
			.toList();
		return new Results(hits.total(), shown, hits.next());
	}

	private Map<DocumentKey, Row> read(List<DocumentKey> keys) {
		Map<DocumentKey, Row> rows = new HashMap<>();
		keys.stream()
			.collect(Collectors.groupingBy(DocumentKey::type, Collectors.mapping(DocumentKey::id, Collectors.toList())))
			.forEach((type, ids) -> this.jdbc.sql(select(type))
				.param("ids", ids)
				.query(Row.class)
				.list()
				.forEach((row) -> rows.put(new DocumentKey(type, row.id()), row)));
		return rows;
	}

	private static String select(Type type) {
		return switch (type) {
			case TOPIC, POST -> """
					select %s, p.floor, t.id as topicId, t.title, p.body, b.name as board, t.kind, o.status,
					       a.name as author, p.created_at as createdAt
					from posts p join topics t on t.id = p.topic_id join boards b on b.id = t.board_id
					join accounts a on a.id = p.author_id
					left join task_topics l on l.topic_id = t.id left join tasks d on d.number = l.task_number
					left join tasks o on o.number = coalesce(d.duplicate_of, d.number)
					where %s
					""".formatted((type == Type.TOPIC) ? "t.id" : "p.id",
					(type == Type.TOPIC) ? "t.id in (:ids) and p.floor = 1" : "p.id in (:ids)");
			case TASK ->
				"""
						select t.number as id, 0 as floor, t.number as topicId, t.title, t.body,
						       coalesce(b.name, t.component) as board, t.kind, t.status, a.name as author, t.created_at as createdAt
						from tasks t join accounts a on a.id = t.author_id left join boards b on b.slug = t.component
						where t.number in (:ids)
						""";
		};
	}

	private static @Nullable Hit hit(DocumentKey key, @Nullable Row row, Highlighter highlighter) {
		if (row == null) {
			return null;
		}
		TopicId topic = TopicId.of(row.topicId());
		String url = switch (key.type()) {
			case TOPIC -> Topics.url(topic, row.title());
			case POST -> Topics.url(topic, row.title(), row.floor());
			case TASK -> TaskNumber.of(row.id()).url();
		};
		return new Hit(key.type().name(), row.id(), url, highlighter.whole(row.title()),
				highlighter.excerpt(Markdown.excerpt(row.body(), SEARCHED_CHARS), EXCERPT_CHARS), row.board(),
				row.kind(), row.status(), row.author(), When.of(row.createdAt().toInstant()));
	}

	private static @Nullable String blankToNull(String text) {
		return text.isBlank() ? null : text;
	}

	private record Row(long id, int floor, long topicId, String title, String body, @Nullable String board, String kind,
			@Nullable String status, String author, OffsetDateTime createdAt) {
	}

	/** What to narrow a search to; blank for everything. */
	record Filter(String type, String board, String kind, String status) {

		Filter {
			type = (type != null) ? type : "";
			board = (board != null) ? board : "";
			kind = (kind != null) ? kind : "";
			status = (status != null) ? status : "";
		}

		Set<Type> types() {
			if (type().isBlank()) {
				return Set.of();
			}
			try {
				return Set.of(Type.valueOf(type().toUpperCase(Locale.ROOT)));
			}
			catch (IllegalArgumentException unknown) {
				throw new BadInput("type", "choice.unknown", type());
			}
		}

	}

	record Results(long total, List<Hit> hits, @Nullable String next) {
	}

	record Hit(String type, long id, String url, List<Segment> title, List<Segment> excerpt, @Nullable String board,
			String kind, @Nullable String status, String author, When at) {
	}

}
