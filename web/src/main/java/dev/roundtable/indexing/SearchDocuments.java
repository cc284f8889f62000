package dev.roundtable.indexing;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.roundtable.search.DocumentKey.Type;
import dev.roundtable.search.DocumentKey;
import dev.roundtable.search.SearchDocument;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Reads what can be found as it stands in the database now. A topic is one document with
 * all its floors, since what is looked for may stand on any of them; each further floor
 * is one of its own, so that the best can be shown; each task is one. Internal notes are
 * in none.
 */
@Component
class SearchDocuments {

	private final JdbcClient jdbc;

	private final ThreadTexts texts;

	private final ReportedBuilds builds;

	SearchDocuments(JdbcClient jdbc, ThreadTexts texts, ReportedBuilds builds) {
		this.jdbc = jdbc;
		this.texts = texts;
		this.builds = builds;
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
			Map<Long, List<ThreadTexts.Answer>> answers = this.texts.of(type, some);
			Map<Long, Set<String>> builds = this.builds.of(type, some);
			this.jdbc.sql(select(type))
				.param("ids", some.toArray(Long[]::new))
				.query(Row.class)
				.list()
				.forEach((row) -> {
					DocumentKey key = new DocumentKey(type, row.id());
					documents.put(key, document(key, version, row, tags.getOrDefault(row.id(), List.of()),
							answers.getOrDefault(row.id(), List.of()), builds.getOrDefault(row.id(), Set.of())));
				});
		});
		return documents;
	}

	/**
	 * As {@link #read}, but one that cannot be read keeps none of the others from being
	 * read. Where it is the database that fails, nothing is known of any.
	 */
	Batch readApart(List<DocumentKey> keys, long version) {
		try {
			return new Batch(read(keys, version), Map.of());
		}
		catch (RuntimeException failure) {
			if (!isOfOneDocument(failure)) {
				throw failure;
			}
			if (keys.size() == 1) {
				return new Batch(Map.of(), Map.of(keys.getFirst(), String.valueOf(failure.getMessage())));
			}
			Batch one = readApart(keys.subList(0, keys.size() / 2), version);
			Batch other = readApart(keys.subList(keys.size() / 2, keys.size()), version);
			return one.and(other);
		}
	}

	private static boolean isOfOneDocument(RuntimeException failure) {
		return failure instanceof DataIntegrityViolationException
				|| !(failure instanceof DataAccessException || failure instanceof TransactionException);
	}

	private static SearchDocument document(DocumentKey key, long version, Row row, List<String> tags,
			List<ThreadTexts.Answer> answers, Set<String> builds) {
		Set<String> has = new HashSet<>();
		if (row.image()) {
			has.add("image");
		}
		Set<Long> people = new HashSet<>(Set.of(row.author()));
		List<String> texts = new ArrayList<>();
		for (ThreadTexts.Answer answer : answers) {
			people.add(answer.author());
			texts.add(answer.text());
			has.addAll(answer.makes());
		}
		SearchDocument.Facts facts = new SearchDocument.Facts(row.board(), row.kind(), row.status(), tags,
				String.valueOf(row.author()), has, Math.max(people.size(), row.people()), row.fixedIn(), builds,
				row.joined());
		DocumentKey thread = (key.type() == Type.POST) ? new DocumentKey(Type.TOPIC, row.thread()) : key;
		return new SearchDocument(key, version, thread, row.title(), row.body(), texts, facts,
				row.createdAt().toInstant(), row.audience(), row.sourceAudience());
	}

	/**
	 * Begins at what is asked for: of "in" H2 makes a scan of all topics.
	 * <p>
	 * A topic is found by the state and the words of its task where everybody who may
	 * read the topic may read the task; then, and where the same people may read both, it
	 * stands for the task.
	 */
	private static String select(Type type) {
		return switch (type) {
			case TOPIC -> """
					select t.topic_id as id, t.topic_id as thread, t.title, p.plain as body, t.board_slug as board,
					       t.kind, o.status, f.fixed_in as fixedIn, t.author_id as author,
					       greatest(t.votes + 1, coalesce(o.people, 0)) as people,
					       coalesce(position('<img' in p.html), 0) > 0 as image, false as joined,
					       t.created_at as createdAt, t.readers as audience, 'everyone' as sourceAudience
					from unnest(cast(:ids as bigint array)) as wanted(id) join topic_facts t on t.topic_id = wanted.id
					join post_facts p on p.topic_id = t.topic_id and p.floor = 1
					left join task_topic_facts l on l.topic_id = t.topic_id
					left join task_facts d on d.number = l.task_number
					left join task_facts o on o.number = coalesce(d.duplicate_of, d.number)
					    and o.audience = 'everyone' and o.source_audience in ('everyone', t.readers)
					left join task_fates f on f.number = o.number
					where not t.held
					""";
			case POST ->
				"""
						select p.post_id as id, t.topic_id as thread, '' as title, p.plain as body, t.board_slug as board,
						       t.kind, cast(null as varchar) as status, cast(null as varchar) as fixedIn,
						       p.author_id as author, 0 as people, coalesce(position('<img' in p.html), 0) > 0 as image, false as joined,
						       p.created_at as createdAt, t.readers as audience, 'everyone' as sourceAudience
						from unnest(cast(:ids as bigint array)) as wanted(id) join post_facts p on p.post_id = wanted.id
						join topic_facts t on t.topic_id = p.topic_id
						where p.floor > 1 and not p.held
						""";
			case TASK -> """
					select t.number as id, t.number as thread, t.title, t.plain as body, t.component as board, t.kind,
					       t.status, f.fixed_in as fixedIn, t.author_id as author, t.people, false as image,
					       t.audience = 'everyone' and exists (select 1 from task_topic_facts l
					           join topic_facts s on s.topic_id = l.topic_id
					           where l.task_number = t.number and not s.held
					           and s.readers = t.source_audience) as joined,
					       t.created_at as createdAt, t.audience, t.source_audience as sourceAudience
					from unnest(cast(:ids as bigint array)) as wanted(id) join task_facts t on t.number = wanted.id
					left join task_fates f on f.number = t.number
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

	/**
	 * @param unreadable what could not be read, with the reason
	 */
	record Batch(Map<DocumentKey, SearchDocument> found, Map<DocumentKey, String> unreadable) {

		private Batch and(Batch other) {
			Map<DocumentKey, SearchDocument> found = new HashMap<>(this.found);
			found.putAll(other.found);
			Map<DocumentKey, String> unreadable = new HashMap<>(this.unreadable);
			unreadable.putAll(other.unreadable);
			return new Batch(found, unreadable);
		}

	}

	private record Row(long id, long thread, String title, String body, @Nullable String board, @Nullable String kind,
			@Nullable String status, @Nullable String fixedIn, long author, int people, boolean image, boolean joined,
			OffsetDateTime createdAt, String audience, String sourceAudience) {
	}

}
