package dev.roundtable.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.roundtable.search.SearchQuery.Scope;
import dev.roundtable.search.SearchQuery.Sort;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the worst that a person can type costs the engine, beside what people type. */
class SearchCostIT {

	private static final SearchIndex INDEX = TestNode.index();

	private static final Set<String> READERS = Set.of("readers-of-costs");

	private static final int THREADS = 2_500;

	private static final int TIMES = 10;

	private static final int ROUNDS = 8;

	/** As many as a query has names, phrases and exclusions. */
	private static final int CONDITIONS = 31;

	/** The words of English that stand most often, the most frequent first. */
	private static final List<String> FREQUENT = List.of("""
			the a to of is in and it that for this i be on with not as have error if can but rust you function use
			type from compiler are do when code struct should let or an at we there so would which like more by they
			has was my file new any will only value""".split("\\s+"));

	private final Random random = new Random(42);

	@AfterAll
	static void close() {
		INDEX.close();
	}

	@Test
	void the_most_expensive_query_that_a_person_can_type_costs_less_than_ten_times_the_median() {
		fill();
		Map<String, SearchQuery> usual = usual();
		Map<String, SearchQuery> worst = worst();
		Map<String, Long> costs = measured(usual, worst);
		List<Long> ordinary = usual.keySet().stream().map(costs::get).sorted().toList();
		long median = ordinary.get(ordinary.size() / 2);
		String told = "median %d us of %s".formatted(median / 1000,
				costs.entrySet()
					.stream()
					.map((one) -> one.getKey() + " " + one.getValue() / 1000)
					.collect(Collectors.joining(", ")));
		assertThat(worst.keySet().stream().map(costs::get)).as(told).allMatch((cost) -> cost < TIMES * median);
	}

	/** The least of several: what else the machine does is not the query's. */
	private static Map<String, Long> measured(Map<String, SearchQuery> usual, Map<String, SearchQuery> worst) {
		Map<String, SearchQuery> all = new LinkedHashMap<>(usual);
		all.putAll(worst);
		Map<String, Long> costs = new LinkedHashMap<>();
		for (int round = 0; round < ROUNDS; round++) {
			all.forEach((name, query) -> {
				long begun = System.nanoTime();
				INDEX.search(query);
				costs.merge(name, System.nanoTime() - begun, Math::min);
			});
		}
		return costs;
	}

	private Map<String, SearchQuery> usual() {
		Map<String, SearchQuery> usual = new LinkedHashMap<>();
		for (int i = 0; i < 20; i++) {
			String text = IntStream.range(0, 1 + i % 5)
				.mapToObj((_) -> (this.random.nextInt(4) == 0) ? frequent() : rare())
				.collect(Collectors.joining(" "));
			usual.put("usual " + i, query((i % 4 == 3) ? chinese(2 + i / 4) : text, List.of(), Scope.THREADS));
		}
		return usual;
	}

	private Map<String, SearchQuery> worst() {
		Map<String, SearchQuery> worst = new LinkedHashMap<>();
		for (Scope scope : List.of(Scope.THREADS, Scope.REPLIES)) {
			worst.put(scope + ": one word a thousand times", query(repeated("a", 1000), List.of(), scope));
			worst.put(scope + ": two words", query(repeated("to the", 500), List.of(), scope));
			worst.put(scope + ": twelve frequent words",
					query(repeated(String.join(" ", FREQUENT.subList(18, 40)), 400), List.of(), scope));
			worst.put(scope + ": one character", query("的".repeat(2000), List.of(), scope));
			worst.put(scope + ": pairs of 48 characters", query(pairs(2000), List.of(), scope));
			worst.put(scope + ": names", query(numbered("1.%d", 400), List.of(), scope));
			worst.put(scope + ": quoted", query(quoted(8), List.of(), scope));
			worst.put(scope + ": all frequent words",
					query(repeated(String.join(" ", FREQUENT), 400), List.of(), scope));
			worst.put(scope + ": excluded phrases", query(String.join(" ", FREQUENT.subList(18, 28)),
					FREQUENT.stream().limit(CONDITIONS).map((word) -> '"' + repeated(word + " the", 30) + '"').toList(),
					scope));
			worst.put(scope + ": nothing but most exclusions",
					query("the", Collections.nCopies(CONDITIONS, '"' + repeated("a", 60) + '"'), scope));
		}
		String synonyms = IntStream.range(0, 24)
			.mapToObj((group) -> IntStream.range(0, 12)
				.mapToObj((word) -> FREQUENT.get(group) + ((word == 0) ? "" : " " + FREQUENT.get(word + 24)))
				.collect(Collectors.joining(",")))
			.collect(Collectors.joining("\n"));
		worst.put("synonyms", new SearchQuery(String.join(" ", FREQUENT.subList(18, 30)), List.of(), Scope.THREADS,
				List.of(), Sort.RELEVANCE, READERS, null, 20, true, Synonyms.of(synonyms)));
		worst.put("by people", new SearchQuery("the error rust", List.of(), Scope.THREADS, List.of(), Sort.PEOPLE,
				READERS, null, 20, true));
		worst.put("far behind", new SearchQuery("the error rust", List.of(), Scope.THREADS, List.of(), Sort.RELEVANCE,
				READERS, far(), 20, true));
		return worst;
	}

	private static String far() {
		String cursor = null;
		for (int page = 0; page < 50; page++) {
			String next = INDEX
				.search(new SearchQuery("the error rust", List.of(), Scope.THREADS, List.of(), Sort.RELEVANCE, READERS,
						cursor, 20, true))
				.next();
			cursor = (next != null) ? next : cursor;
		}
		return String.valueOf(cursor);
	}

	private static SearchQuery query(String text, List<String> excluded, Scope scope) {
		return new SearchQuery(text, excluded, scope, List.of(), Sort.RELEVANCE, READERS, null, 20, true);
	}

	/** So many words of them, over and over, as far as a query is read. */
	private static String repeated(String words, int count) {
		List<String> each = List.of(words.split(" "));
		return Stream.iterate(0, (at) -> at + 1)
			.limit(count)
			.map((at) -> each.get(at % each.size()))
			.collect(Collectors.joining(" "));
	}

	private static String numbered(String form, int count) {
		return IntStream.range(0, count).mapToObj(form::formatted).collect(Collectors.joining(" "));
	}

	private static String quoted(int phrases) {
		return IntStream.range(0, phrases)
			.mapToObj((at) -> '"' + repeated(FREQUENT.get(at) + " the", 60) + '"')
			.collect(Collectors.joining(" "));
	}

	private static String pairs(int length) {
		StringBuilder text = new StringBuilder();
		for (int at = 0; at < length; at++) {
			text.append((char) ('\u4e00' + at * at % 47));
		}
		return text.toString();
	}

	private void fill() {
		List<IndexChange> changes = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			DocumentKey topic = new DocumentKey(DocumentKey.Type.TOPIC, 900_000 + i);
			String title = text(6);
			String body = text(120);
			List<String> answers = IntStream.range(0, 4).mapToObj((_) -> text(60)).toList();
			changes.add(put(topic, topic, title, body, answers));
			for (int floor = 0; floor < answers.size(); floor++) {
				changes.add(put(new DocumentKey(DocumentKey.Type.POST, 9_000_000 + i * 10 + floor), topic, "",
						answers.get(floor), List.of()));
			}
			if (changes.size() > 400) {
				assertThat(INDEX.apply(changes)).isEmpty();
				changes.clear();
			}
		}
		assertThat(INDEX.apply(changes)).isEmpty();
		INDEX.refresh();
	}

	private static IndexChange put(DocumentKey key, DocumentKey topic, String title, String body,
			List<String> answers) {
		return new IndexChange.Put(new SearchDocument(key, 1, topic, title, body, answers,
				new SearchDocument.Facts("board", "BUG", null, List.of(), "1", Set.of(), 3, null, false),
				Instant.EPOCH.plusSeconds(key.id()), "readers-of-costs", "readers-of-costs"));
	}

	/** As people write: few words very often, many hardly ever. */
	private String text(int words) {
		String latin = IntStream.range(0, words)
			.mapToObj((_) -> (this.random.nextInt(10) < 7) ? frequent() : rare())
			.collect(Collectors.joining(" "));
		return (this.random.nextInt(4) == 0) ? latin + " 1." + this.random.nextInt(400) + " " + chinese(words / 2)
				: latin;
	}

	private String frequent() {
		int at = (int) (FREQUENT.size() * Math.pow(this.random.nextDouble(), 3));
		return FREQUENT.get(at);
	}

	private String rare() {
		int number = (int) (8_000 * Math.pow(this.random.nextDouble(), 2));
		return "w" + Integer.toString(number + 1000, 26).replaceAll("[0-9]", "q");
	}

	private String chinese(int length) {
		return IntStream.range(0, length)
			.map((_) -> (this.random.nextInt(5) == 0) ? '的'
					: '\u4e00' + (int) (400 * Math.pow(this.random.nextDouble(), 2)))
			.mapToObj(Character::toString)
			.collect(Collectors.joining());
	}

}
