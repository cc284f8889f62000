package dev.roundtable.indexing;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.BadInput;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Viewer;
import dev.roundtable.search.DocumentKey.Type;
import dev.roundtable.search.DocumentKey;
import dev.roundtable.search.Highlighter.Segment;
import dev.roundtable.search.Highlighter;
import dev.roundtable.search.SearchHits;
import dev.roundtable.search.SearchIndex;
import dev.roundtable.search.SearchQuery;
import dev.roundtable.search.SearchUnavailable;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds, and reads every hit again from the database before it is shown: what was deleted
 * or changed meanwhile is not told from the index.
 */
@Component
class Finder {

	private static final Pattern NUMBER = Pattern.compile("#?([0-9]{1,18})");

	static final int HITS_ON_A_PAGE = 20;

	private static final int EXCERPT_CHARS = 220;

	/**
	 * How far into a text its excerpt is looked for: the whole of a long one is too much
	 * for each hit.
	 */
	private static final int SEARCHED_CHARS = 20_000;

	private final SearchIndex index;

	private final JdbcClient jdbc;

	private final Limits limits;

	Finder(SearchIndex index, JdbcClient jdbc, Limits limits) {
		this.index = index;
		this.jdbc = jdbc;
		this.limits = limits;
	}

	/**
	 * What a number names comes first, whether or not the engine answers.
	 * @throws SearchUnavailable when the engine does not answer and no number is named
	 * @throws dev.roundtable.http.TooManyAttempts after too many of them
	 */
	Results search(@Nullable Viewer viewer, String q, Filter filter, @Nullable String cursor) {
		this.limits.spend(viewer, Act.SEARCH);
		Audiences audiences = Audiences.of(viewer);
		List<DocumentKey> named = (cursor == null) ? named(q, filter) : List.of();
		Map<DocumentKey, Row> rows = new HashMap<>(read(named, audiences));
		SearchHits hits = hits(q, filter, cursor, audiences, rows.isEmpty());
		List<DocumentKey> found = hits.keys().stream().filter((key) -> !rows.containsKey(key)).toList();
		List<DocumentKey> keys = Stream.concat(named.stream().filter(rows::containsKey), found.stream()).toList();
		int namedOnly = rows.size() - (hits.keys().size() - found.size());
		Map<DocumentKey, Row> others = read(found, audiences);
		rows.putAll(others);
		Highlighter highlighter = Highlighter.of(q);
		List<Hit> shown = keys.stream()
			.map((key) -> hit(key, rows.get(key), highlighter))
			.filter(Objects::nonNull)
			.toList();
		// What has been closed or deleted since it was indexed is not counted either.
		return new Results(Math.max(0, hits.total() - (found.size() - others.size())) + namedOnly, shown, hits.next());
	}

	private SearchHits hits(String q, Filter filter, @Nullable String cursor, Audiences audiences,
			boolean nothingNamed) {
		try {
			return this.index.search(new SearchQuery(q, filter.types(), blankToNull(filter.board()),
					blankToNull(filter.kind().toUpperCase(Locale.ROOT)),
					blankToNull(filter.status().toUpperCase(Locale.ROOT)), audiences.keys(), cursor, HITS_ON_A_PAGE));
		}
		catch (IllegalArgumentException garbage) {
			throw new BadInput("cursor", "cursor.invalid");
		}
		catch (SearchUnavailable away) {
			if (nothingNamed) {
				throw away;
			}
			return new SearchHits(0, List.of(), null);
		}
	}

	/** The task and the topic of that number, unless the search is narrowed. */
	private static List<DocumentKey> named(String q, Filter filter) {
		Matcher number = NUMBER.matcher(q.strip());
		if (!number.matches() || !(filter.board() + filter.kind() + filter.status()).isBlank()) {
			return List.of();
		}
		long id = Long.parseLong(number.group(1));
		return Stream.of(Type.TASK, Type.TOPIC)
			.filter((type) -> filter.types().isEmpty() || filter.types().contains(type))
			.map((type) -> new DocumentKey(type, id))
			.toList();
	}

	/** Those that she may read, whatever the index thinks. */
	private Map<DocumentKey, Row> read(List<DocumentKey> keys, Audiences audiences) {
		Map<DocumentKey, Row> rows = new HashMap<>();
		keys.stream()
			.collect(Collectors.groupingBy(DocumentKey::type, Collectors.mapping(DocumentKey::id, Collectors.toList())))
			.forEach((type, ids) -> this.jdbc.sql(select(type))
				.param("ids", ids)
				.param("audiences", audiences.array())
				.query(Row.class)
				.list()
				.forEach((row) -> rows.put(new DocumentKey(type, row.id()), row)));
		return rows;
	}

	private static String select(Type type) {
		return switch (type) {
			case TOPIC,
					POST ->
				"""
						select %s as id, p.floor, t.topic_id as topicId, t.title,
						       substring(p.plain, 1, %d) as body, t.board_name as board, t.kind,
						       case when %s and %s then o.status end as status, a.name as author,
						       p.created_at as createdAt
						from post_facts p join topic_facts t on t.topic_id = p.topic_id
						join people_names a on a.account_id = p.author_id
						left join task_topic_facts l on l.topic_id = t.topic_id
						left join task_facts d on d.number = l.task_number
						left join task_facts o on o.number = coalesce(d.duplicate_of, d.number)
						where %s and not p.held and %s
						""".formatted((type == Type.TOPIC) ? "t.topic_id" : "p.post_id", SEARCHED_CHARS,
						Audiences.mayRead("o.audience"), Audiences.mayRead("o.source_audience"),
						(type == Type.TOPIC) ? "t.topic_id in (:ids) and p.floor = 1" : "p.post_id in (:ids)",
						Audiences.mayRead("t.readers"));
			case TASK -> """
					select t.number as id, 0 as floor, t.number as topicId, t.title,
					       substring(t.plain, 1, %d) as body, coalesce(b.name, t.component) as board, t.kind,
					       t.status, a.name as author, t.created_at as createdAt
					from task_facts t join people_names a on a.account_id = t.author_id
					left join board_facts b on b.slug = t.component and %s
					where t.number in (:ids) and %s and %s
					""".formatted(SEARCHED_CHARS, Audiences.mayRead("b.readers"), Audiences.mayRead("t.audience"),
					Audiences.mayRead("t.source_audience"));
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
				highlighter.excerpt(row.body(), EXCERPT_CHARS), row.board(), row.kind(), row.status(), row.author(),
				When.of(row.createdAt().toInstant()));
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
