package dev.roundtable.indexing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

import dev.roundtable.people.Audiences;
import dev.roundtable.search.Condition;
import dev.roundtable.search.DocumentKey;
import dev.roundtable.search.DocumentKey.Type;
import dev.roundtable.search.Field;
import dev.roundtable.search.SearchBusy;
import dev.roundtable.search.SearchHits;
import dev.roundtable.search.SearchQuery;
import dev.roundtable.search.TitleWords;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds topics by their titles alone, without the index: the newest, so that it costs the
 * same on any site. Of what narrows a search it heeds board, kind and author.
 */
@Component
class TitlesInDatabase {

	/** Numbers of topics that are looked at, from the last one back. */
	private static final int LATEST = 5_000;

	/** So many at the same time; pages need the connections. */
	private static final int AT_ONCE = 4;

	private final JdbcClient jdbc;

	private final Semaphore free = new Semaphore(AT_ONCE);

	TitlesInDatabase(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Empty where titles are no answer: to who looks for replies or tasks, or for the
	 * next page of what the index found.
	 * @throws SearchBusy at once when too many ask
	 */
	Optional<SearchHits> find(SearchQuery query, Audiences audiences) {
		boolean topics = query.scope() == SearchQuery.Scope.THREADS || query.scope() == SearchQuery.Scope.TOPICS;
		if (!topics || query.cursor() != null) {
			return Optional.empty();
		}
		TitleWords words = TitleWords.of(query.text(), query.excluded());
		if (words.isEmpty() && query.conditions().stream().noneMatch(TitlesInDatabase::isHeeded)) {
			return Optional.of(hits(List.of(), 0));
		}
		if (!this.free.tryAcquire()) {
			throw new SearchBusy(AT_ONCE + " look through the titles", null);
		}
		try {
			List<DocumentKey> found = new ArrayList<>();
			for (Row row : latest(audiences)) {
				if (words.areIn(row.title()) && query.conditions().stream().allMatch(row::is)) {
					found.add(new DocumentKey(Type.TOPIC, row.id()));
				}
			}
			return Optional.of(hits(found.subList(0, Math.min(found.size(), query.size())), found.size()));
		}
		finally {
			this.free.release();
		}
	}

	private static SearchHits hits(List<DocumentKey> keys, int total) {
		return new SearchHits(total, keys.stream().map((key) -> new SearchHits.Hit(key, null, 0)).toList(), null, false,
				Map.of());
	}

	/** By their numbers: to sort them H2 would read all topics. */
	private List<Row> latest(Audiences audiences) {
		long newest = this.jdbc.sql("select coalesce(topic_id, 0) from newest_topic").query(Long.class).single();
		return this.jdbc.sql("""
				select t.topic_id as id, t.title, t.board_slug as board, t.kind, t.author_id as author
				from topic_facts t where t.topic_id > :past and not t.held and %s order by t.topic_id desc
				""".formatted(Audiences.mayRead("t.readers")))
			.param("past", newest - LATEST)
			.param("audiences", audiences.array())
			.query(Row.class)
			.list();
	}

	private static boolean isHeeded(Condition condition) {
		return condition instanceof Condition.Is is
				&& (is.field() == Field.BOARD || is.field() == Field.KIND || is.field() == Field.AUTHOR);
	}

	private record Row(long id, String title, String board, String kind, long author) {

		/** True also of what is not known here. */
		boolean is(Condition condition) {
			return switch (condition) {
				case Condition.Not not -> !isHeeded(not.condition()) || !is(not.condition());
				case Condition.Is is -> !isHeeded(is) || is.values().contains(switch (is.field()) {
					case BOARD -> this.board;
					case KIND -> this.kind;
					default -> String.valueOf(this.author);
				});
				case Condition.Between _ -> true;
			};
		}

	}

}
