package dev.roundtable.feedback.voting;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The ideas that won most different voters lately. Asked in steps, each from an index on:
 * of all of it in one statement H2 begins at the other end, and reads the whole list.
 */
@Component
class Rising {

	private static final Duration LATELY = Duration.ofDays(30);

	private static final int MOST = 200;

	/** Counting them reads all the votes of a month. */
	private static final Duration KEPT = Duration.ofMinutes(1);

	private static final String LATE = "v.created_at > :from and v.created_at <= :to";

	private static final String IDEAS_OF_TOPICS = """
			select f.topic_id, o.number from unnest(cast(:ids as bigint array)) as wanted(id)
			join topic_facts f on f.topic_id = wanted.id and f.held = false
			join task_topics l on l.topic_id = f.topic_id
			join task_facts t on t.number = l.task_number
			join task_facts o on o.number = coalesce(t.duplicate_of, t.number) and o.kind = 'IDEA'
			""";

	private static final String IDEAS_OF_TASKS = """
			select t.number, o.number from unnest(cast(:ids as bigint array)) as wanted(id)
			join task_facts t on t.number = wanted.id
			join task_facts o on o.number = coalesce(t.duplicate_of, t.number) and o.kind = 'IDEA'
			""";

	private final JdbcClient jdbc;

	private final Clock clock;

	private final LoadingCache<String, Map<Long, Integer>> kept = Caffeine.newBuilder()
		.expireAfterWrite(KEPT)
		.build((_) -> count());

	Rising(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	Map<Long, Integer> now() {
		return Objects.requireNonNull(this.kept.get(""));
	}

	private Map<Long, Integer> count() {
		OffsetDateTime to = OffsetDateTime.now(this.clock);
		OffsetDateTime from = to.minus(LATELY);
		Map<Long, List<Place>> ideas = new HashMap<>();
		for (Place.Kind kind : Place.Kind.values()) {
			places(kind, from, to)
				.forEach((place) -> ideas.computeIfAbsent(place.idea(), (_) -> new ArrayList<>()).add(place));
		}
		// Who votes in one place does it once; in several she counts once, too.
		Map<Long, Set<Long>> voters = voters(
				ideas.values().stream().filter((places) -> places.size() > 1).flatMap(List::stream).toList(), from, to);
		Map<Long, Integer> gained = new LinkedHashMap<>();
		ideas.entrySet().stream().map((idea) -> {
			Set<Long> people = voters.get(idea.getKey());
			return Map.entry(idea.getKey(), (people != null) ? people.size() : idea.getValue().getFirst().votes());
		})
			.sorted(Comparator.comparing((Map.Entry<Long, Integer> one) -> one.getValue())
				.thenComparing(Map.Entry::getKey)
				.reversed())
			.limit(MOST)
			.forEach((one) -> gained.put(one.getKey(), one.getValue()));
		return gained;
	}

	private List<Place> places(Place.Kind kind, OffsetDateTime from, OffsetDateTime to) {
		Map<Long, Integer> votes = new HashMap<>();
		this.jdbc
			.sql((kind == Place.Kind.TOPIC)
					? "select v.topic_id, count(*) from topic_vote_times v where " + LATE + " group by v.topic_id"
					: "select v.task_number, count(*) from task_votes v where " + LATE + " group by v.task_number")
			.param("from", from)
			.param("to", to)
			.query((row) -> {
				votes.put(row.getLong(1), row.getInt(2));
			});
		if (votes.isEmpty()) {
			return List.of();
		}
		return this.jdbc.sql((kind == Place.Kind.TOPIC) ? IDEAS_OF_TOPICS : IDEAS_OF_TASKS)
			.param("ids", votes.keySet().toArray(Long[]::new))
			.query((row, _) -> new Place(kind, row.getLong(1), row.getLong(2), votes.getOrDefault(row.getLong(1), 0)))
			.list();
	}

	/** By the idea. */
	private Map<Long, Set<Long>> voters(Collection<Place> places, OffsetDateTime from, OffsetDateTime to) {
		Map<Long, Set<Long>> voters = new HashMap<>();
		for (Place.Kind kind : Place.Kind.values()) {
			Map<Long, Long> ideas = new HashMap<>();
			places.stream().filter((place) -> place.kind() == kind).forEach((one) -> ideas.put(one.id(), one.idea()));
			if (ideas.isEmpty()) {
				continue;
			}
			this.jdbc
				.sql("select wanted.id, v.account_id from unnest(cast(:ids as bigint array)) as wanted(id) join "
						+ ((kind == Place.Kind.TOPIC) ? "topic_vote_times v on v.topic_id = wanted.id"
								: "task_votes v on v.task_number = wanted.id")
						+ " where " + LATE)
				.param("ids", ideas.keySet().toArray(Long[]::new))
				.param("from", from)
				.param("to", to)
				.query((row) -> {
					voters.computeIfAbsent(ideas.getOrDefault(row.getLong(1), 0L), (_) -> new HashSet<>())
						.add(row.getLong(2));
				});
		}
		return voters;
	}

	/**
	 * Where people vote for an idea.
	 *
	 * @param votes of the last weeks
	 */
	private record Place(Kind kind, long id, long idea, int votes) {

		private enum Kind {

			TOPIC, TASK

		}

	}

}
