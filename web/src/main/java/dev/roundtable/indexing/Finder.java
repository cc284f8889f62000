package dev.roundtable.indexing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.BadInput;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.indexing.FoundRows.Row;
import dev.roundtable.indexing.synonyms.SynonymList;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Viewer;
import dev.roundtable.search.Condition;
import dev.roundtable.search.DocumentKey.Type;
import dev.roundtable.search.DocumentKey;
import dev.roundtable.search.Field;
import dev.roundtable.search.Highlighter.Segment;
import dev.roundtable.search.Highlighter;
import dev.roundtable.search.SearchBusy;
import dev.roundtable.search.SearchHits;
import dev.roundtable.search.SearchIndex;
import dev.roundtable.search.SearchQuery;
import dev.roundtable.search.SearchUnavailable;
import dev.roundtable.search.Synonyms;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

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

	private final SearchIndex index;

	private final FoundRows rows;

	private final TitlesInDatabase titles;

	private final Limits limits;

	private final Understanding understanding;

	private final SynonymList synonyms;

	private final Corrections corrections;

	Finder(SearchIndex index, FoundRows rows, TitlesInDatabase titles, Limits limits, Understanding understanding,
			SynonymList synonyms, Corrections corrections) {
		this.synonyms = synonyms;
		this.corrections = corrections;
		this.index = index;
		this.titles = titles;
		this.rows = rows;
		this.limits = limits;
		this.understanding = understanding;
	}

	/**
	 * What a number names comes first, whether or not the engine answers; when it does
	 * not, the rest is topics with such a title.
	 * @throws dev.roundtable.search.SearchBusy when too many search and no number is
	 * named
	 * @throws SearchUnavailable when the engine does not answer, no number is named and
	 * titles are no answer
	 * @throws dev.roundtable.http.TooManyAttempts after too many of them
	 */
	Results search(@Nullable Viewer viewer, String q, Filter filter, @Nullable String cursor) {
		return search(viewer, q, filter, SearchQuery.Sort.RELEVANCE, cursor, false);
	}

	/**
	 * Where nothing contains all of words that nobody wrote, it is looked for the
	 * nearest.
	 * @param q in the language of {@link Understanding}
	 * @param counted whether it is told how many hits which value would leave
	 */
	Results search(@Nullable Viewer viewer, String q, Filter filter, SearchQuery.Sort sort, @Nullable String cursor,
			boolean counted) {
		this.limits.spend(viewer, Act.SEARCH);
		return this.index.together(() -> corrected(viewer, q, filter, sort, cursor, counted));
	}

	/** As {@link #search}, but what is asked for and nothing else. */
	Results exactly(@Nullable Viewer viewer, String q, SearchQuery.Sort sort, @Nullable String cursor) {
		this.limits.spend(viewer, Act.SEARCH);
		return search(this.understanding.of(viewer, q), q, Filter.ANYTHING, sort, Audiences.of(viewer), cursor, true);
	}

	/** However often the engine is asked, she waits for it once. */
	private Results corrected(@Nullable Viewer viewer, String q, Filter filter, SearchQuery.Sort sort,
			@Nullable String cursor, boolean counted) {
		Audiences audiences = Audiences.of(viewer);
		Understood understood = this.understanding.of(viewer, q);
		Results results = search(understood, q, filter, sort, audiences, cursor, counted);
		boolean poor = cursor == null && !results.degraded() && (results.hits().isEmpty() || results.loosened());
		String corrected = poor ? this.corrections.of(understood, audiences) : null;
		if (corrected == null) {
			return results;
		}
		try {
			Results near = search(this.understanding.of(viewer, corrected), corrected, filter, sort, audiences, null,
					counted);
			return near.isBetterThan(results) ? near.under(corrected) : results;
		}
		catch (SearchUnavailable late) {
			// what was found is worth showing without it
			return results;
		}
	}

	private Results search(Understood understood, String q, Filter filter, SearchQuery.Sort sort, Audiences audiences,
			@Nullable String cursor, boolean counted) {
		Synonyms synonyms = this.synonyms.current();
		List<DocumentKey> named = (cursor == null) ? named(q, filter) : List.of();
		Map<DocumentKey, Row> rows = new HashMap<>(this.rows.read(named, audiences));
		Answer answer = answer(query(understood, filter, sort, audiences, cursor, counted, synonyms), audiences,
				rows.isEmpty());
		SearchHits hits = answer.hits();
		List<SearchHits.Hit> found = hits.hits().stream().filter((hit) -> !rows.containsKey(hit.key())).toList();
		int namedOnly = rows.size() - (hits.hits().size() - found.size());
		Map<DocumentKey, Row> others = this.rows.read(found.stream().flatMap(Finder::keys).toList(), audiences);
		Highlighter highlighter = Highlighter.of(understood.text(), synonyms);
		List<Hit> shown = new ArrayList<>();
		for (DocumentKey key : named) {
			Row row = rows.get(key);
			if (row != null) {
				shown.add(hit(key, row, 0, highlighter));
			}
		}
		int gone = 0;
		for (SearchHits.Hit hit : found) {
			Row whole = others.get(hit.key());
			if (whole == null) {
				gone++;
			}
			else {
				Row floor = (hit.floor() != null) ? others.get(hit.floor()) : null;
				shown.add(hit(hit.key(), (floor != null) ? floor : whole, hit.more(), highlighter));
			}
		}
		// What has been closed or deleted since it was indexed is not counted either.
		return new Results(Math.max(0, hits.total() - gone) + namedOnly, shown, hits.next(), hits.loosened(),
				understood, hits.counts(), null, answer.degraded());
	}

	/** What is to be read to show it. */
	private static Stream<DocumentKey> keys(SearchHits.Hit hit) {
		return Stream.of(hit.key(), hit.floor()).filter(Objects::nonNull).map(Objects::requireNonNull);
	}

	private static SearchQuery query(Understood understood, Filter filter, SearchQuery.Sort sort, Audiences audiences,
			@Nullable String cursor, boolean counted, Synonyms synonyms) {
		List<Condition> conditions = new ArrayList<>(understood.conditions());
		conditions.addAll(filter.conditions());
		SearchQuery.Scope scope = (understood.scope() != null) ? understood.scope() : filter.scope();
		return new SearchQuery(understood.text(), understood.excluded(), scope, conditions, sort, audiences.keys(),
				cursor, HITS_ON_A_PAGE, counted, synonyms);
	}

	private Answer answer(SearchQuery query, Audiences audiences, boolean nothingNamed) {
		try {
			return new Answer(this.index.search(query), false);
		}
		catch (IllegalArgumentException garbage) {
			throw new BadInput("cursor", "cursor.invalid");
		}
		catch (SearchUnavailable away) {
			Optional<SearchHits> titles = (away instanceof SearchBusy) ? Optional.empty()
					: this.titles.find(query, audiences);
			if (titles.isEmpty() && nothingNamed) {
				throw away;
			}
			return new Answer(titles.orElseGet(() -> new SearchHits(0, List.of(), null, false, Map.of())), true);
		}
	}

	/**
	 * @param degraded whether the index had no part in it
	 */
	private record Answer(SearchHits hits, boolean degraded) {
	}

	/** The task and the topic of that number, unless the search is narrowed. */
	static List<DocumentKey> named(String q, Filter filter) {
		Matcher number = NUMBER.matcher(q.strip());
		if (!number.matches() || !(filter.board() + filter.kind() + filter.status()).isBlank()) {
			return List.of();
		}
		long id = Long.parseLong(number.group(1));
		return Stream.of(Type.TASK, Type.TOPIC)
			.filter((type) -> filter.type().isBlank() || filter.type().equalsIgnoreCase(type.name()))
			.map((type) -> new DocumentKey(type, id))
			.toList();
	}

	private static Hit hit(DocumentKey key, Row row, int more, Highlighter highlighter) {
		TopicId topic = TopicId.of(row.topicId());
		String url = switch (key.type()) {
			case TOPIC, POST ->
				(row.floor() > 1) ? Topics.url(topic, row.title(), row.floor()) : Topics.url(topic, row.title());
			case TASK -> TaskNumber.of(row.id()).url();
		};
		return new Hit(key.type().name(), key.id(), url, highlighter.whole(row.title()),
				highlighter.excerpt(row.body(), EXCERPT_CHARS), row.board(), row.kind(), row.status(), row.task(),
				row.author(), When.of(row.createdAt().toInstant()), row.floor(), more,
				(key.type() == Type.TASK) ? null : row.topicId());
	}

	/** Which order a program or a page asks for. */
	static SearchQuery.Sort sort(String sort, SearchQuery.@Nullable Sort otherwise) {
		for (SearchQuery.Sort one : SearchQuery.Sort.values()) {
			if (one.name().equalsIgnoreCase(sort)) {
				return one;
			}
		}
		if (otherwise == null) {
			throw new BadInput("sort", "choice.unknown", sort);
		}
		return otherwise;
	}

	/** What to narrow a search to; blank for everything. */
	record Filter(String type, String board, String kind, String status) {

		static final Filter ANYTHING = new Filter("", "", "", "");

		Filter {
			type = (type != null) ? type : "";
			board = (board != null) ? board : "";
			kind = (kind != null) ? kind : "";
			status = (status != null) ? status : "";
		}

		SearchQuery.Scope scope() {
			return switch (type().toUpperCase(Locale.ROOT)) {
				case "" -> SearchQuery.Scope.THREADS;
				case "TOPIC" -> SearchQuery.Scope.TOPICS;
				case "POST" -> SearchQuery.Scope.REPLIES;
				case "TASK" -> SearchQuery.Scope.TASKS;
				default -> throw new BadInput("type", "choice.unknown", type());
			};
		}

		List<Condition> conditions() {
			List<Condition> conditions = new ArrayList<>();
			addUnlessBlank(conditions, Field.BOARD, board());
			addUnlessBlank(conditions, Field.KIND, kind().toUpperCase(Locale.ROOT));
			addUnlessBlank(conditions, Field.STATUS, status().toUpperCase(Locale.ROOT));
			return conditions;
		}

		private static void addUnlessBlank(List<Condition> conditions, Field field, String value) {
			if (!value.isBlank()) {
				conditions.add(Condition.Is.of(field, value));
			}
		}

	}

	/**
	 * @param loosened whether nothing has most of the words, so that any was enough
	 * @param counts how many hits have which value, where that was asked for
	 * @param corrected what was looked for instead, null where that is what was asked for
	 * @param degraded whether the index had no part in it: topics by their titles alone
	 */
	record Results(long total, List<Hit> hits, @Nullable String next, boolean loosened, Understood understood,
			Map<Field, List<SearchHits.Count>> counts, @Nullable String corrected, boolean degraded) {

		/** Of whoever asked for nothing. */
		static Results none(Understood understood) {
			return new Results(0, List.of(), null, false, understood, Map.of(), null, false);
		}

		/**
		 * Something rather than nothing, and all of the words rather than any; never
		 * titles alone.
		 */
		boolean isBetterThan(Results other) {
			return !degraded() && !hits().isEmpty() && (other.hits().isEmpty() || !loosened());
		}

		Results under(String corrected) {
			return new Results(total(), hits(), next(), loosened(), understood(), counts(), corrected, degraded());
		}

	}

	/**
	 * @param task the number of the task that a topic became, where one may see it
	 * @param floor on which it was found, 0 for a task
	 * @param more how many other floors of the topic show what was looked for
	 * @param topic null for a task
	 */
	record Hit(String type, long id, String url, List<Segment> title, List<Segment> excerpt, @Nullable String board,
			String kind, @Nullable String status, @Nullable Long task, String author, When at, int floor, int more,
			@Nullable Long topic) {

		/** Public for its template. */
		public String markedTitle() {
			return Marked.html(title());
		}

		/** Public for its template. */
		public String markedExcerpt() {
			return Marked.html(excerpt());
		}
	}

}
