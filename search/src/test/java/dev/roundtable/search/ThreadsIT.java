package dev.roundtable.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.roundtable.search.SearchQuery.Scope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Topics with their answers, and what stands for what. */
class ThreadsIT {

	private static final SearchIndex INDEX = TestNode.index();

	private static final Set<String> EVERYONE = Set.of("everyone");

	private static long lastId = 500_000;

	@AfterAll
	static void close() {
		INDEX.close();
	}

	@Test
	void two_words_on_different_floors_find_the_topic_and_lead_to_the_floor_that_shows_more() {
		DocumentKey topic = topic("Farblepod is hot", "It lies on the table",
				List.of("Mine too", "Only with the quendlecase on, the quendlecase of leather"));
		topic("Farblepod is cold", "", List.of("Why?"));
		SearchHits hits = INDEX.search(SearchQuery.of("quendlecase table", EVERYONE, 10));
		assertThat(hits.keys()).containsExactly(topic);
		assertThat(hits.loosened()).isFalse();
		SearchHits.Hit hit = hits.hits().getFirst();
		assertThat(hit.floor()).isEqualTo(reply(topic, 2));
		assertThat(hit.more()).isEqualTo(1);
	}

	@Test
	void a_reply_is_found_by_itself_where_replies_are_asked_for() {
		DocumentKey topic = topic("Where is it", "", List.of("In the grumpfdrawer", "No"));
		assertThat(search("grumpfdrawer", Scope.REPLIES).keys()).containsExactly(reply(topic, 1));
		assertThat(search("grumpfdrawer", Scope.TOPICS).keys()).containsExactly(topic);
	}

	@Test
	void a_task_that_a_topic_stands_for_is_found_among_tasks_alone() {
		DocumentKey task = new DocumentKey(DocumentKey.Type.TASK, lastId++);
		SearchDocument.Facts joined = new SearchDocument.Facts(null, null, null, List.of(), null, Set.of(), 0, null,
				true);
		put(new SearchDocument(task, 1, task, "Splinterwork", "", List.of(), joined, Instant.EPOCH, "everyone",
				"everyone"));
		assertThat(search("splinterwork", Scope.THREADS).keys()).isEmpty();
		assertThat(search("splinterwork", Scope.TASKS).keys()).containsExactly(task);
	}

	@Test
	void the_floor_with_what_was_quoted_is_shown_rather_than_one_with_all_the_words() {
		DocumentKey topic = topic("Fizzlewump", "", List.of("mode of night, night and night, dark battery mode battery",
				"filler", "so the night mode came late and nobody knew why it did, neither did I or anybody else"));
		assertThat(search("fizzlewump \"night mode\" dark battery", Scope.THREADS).hits().getFirst().floor())
			.isEqualTo(reply(topic, 3));
		assertThat(search("fizzlewump night dark battery", Scope.THREADS).hits().getFirst().floor())
			.isEqualTo(reply(topic, 1));
	}

	@Test
	void a_version_is_meant_as_a_whole_or_by_its_beginning() {
		DocumentKey asked = topic("Zwiebelos 5.8.9 reboots", "", List.of());
		DocumentKey other = topic("Zwiebelos 8.5.9 reboots", "", List.of());
		assertThat(search("zwiebelos V5.8.9", Scope.THREADS).keys()).containsExactly(asked);
		assertThat(search("zwiebelos 5.8", Scope.THREADS).keys()).containsExactly(asked);
		assertThat(search("zwiebelos", Scope.THREADS).keys()).containsExactlyInAnyOrder(asked, other);
	}

	@Test
	void where_nothing_has_most_of_the_words_a_part_is_enough_and_it_says_so() {
		DocumentKey topic = topic("Krumbledore sings", "", List.of());
		SearchHits hits = search("krumbledore whistles loudly tonight", Scope.THREADS);
		assertThat(hits.keys()).containsExactly(topic);
		assertThat(hits.loosened()).isTrue();
	}

	@Test
	void what_must_not_stand_in_it_keeps_it_away() {
		DocumentKey plain = topic("Plonkfish swims", "", List.of());
		topic("Plonkfish flies", "", List.of());
		assertThat(INDEX
			.search(new SearchQuery("plonkfish", List.of("flies"), Scope.THREADS, List.of(), SearchQuery.Sort.RELEVANCE,
					EVERYONE, null, 10, false))
			.keys()).containsExactly(plain);
	}

	@Test
	void a_phrase_that_must_not_stand_in_it_keeps_away_no_more_than_its_words_in_that_order() {
		topic("Dwindlebat hates purple narwhals", "", List.of());
		DocumentKey apart = topic("Dwindlebat likes a narwhal that is purple", "", List.of());
		assertThat(INDEX
			.search(new SearchQuery("dwindlebat", List.of("\"purple narwhals\""), Scope.THREADS, List.of(),
					SearchQuery.Sort.RELEVANCE, EVERYONE, null, 10, false))
			.keys()).containsExactly(apart);
	}

	@Test
	void a_pasted_report_is_found_by_its_rarest_word_wherever_it_stands() {
		DocumentKey topic = topic("Gnarlwisp", "It happened once", List.of());
		String pasted = IntStream.range(0, 90).mapToObj((i) -> "filler" + i).collect(Collectors.joining(" "));
		assertThat(search(pasted + " gnarlwisp", Scope.THREADS).keys()).containsExactly(topic);
	}

	@Test
	void hits_are_counted_by_what_they_are() {
		put(withFacts("Quibblefox", "bug", Set.of("staff")));
		put(withFacts("Quibblefox again", "bug", Set.of()));
		put(withFacts("Quibblefox idea", "idea", Set.of()));
		INDEX.refresh();
		SearchHits hits = INDEX.search(new SearchQuery("quibblefox", List.of(), Scope.THREADS, List.of(),
				SearchQuery.Sort.NEWEST, EVERYONE, null, 10, true));
		assertThat(hits.counts().get(Field.KIND)).containsExactly(new SearchHits.Count("bug", 2),
				new SearchHits.Count("idea", 1));
		assertThat(hits.counts().get(Field.HAS)).containsExactly(new SearchHits.Count("staff", 1));
	}

	@Test
	void builds_that_people_have_it_on_are_compared_as_people_count() {
		DocumentKey old = builds("Wobblestrap", Set.of("5.8.10"));
		DocumentKey both = builds("Wobblestrap", Set.of("v5.8.2", "5.10"));
		builds("Wobblestrap", Set.of());
		INDEX.refresh();
		assertThat(on("wobblestrap", new Condition.Between(Field.BUILD, null, Versions.sortable("5.9"))))
			.containsExactlyInAnyOrder(old, both);
		assertThat(on("wobblestrap", new Condition.Between(Field.BUILD, Versions.sortable("5.9"), null)))
			.containsExactly(both);
		assertThat(on("wobblestrap", Condition.Is.of(Field.BUILD, Versions.sortable("5.8.2")))).containsExactly(both);
	}

	private static DocumentKey builds(String title, Set<String> builds) {
		DocumentKey key = new DocumentKey(DocumentKey.Type.TASK, lastId++);
		SearchDocument.Facts facts = new SearchDocument.Facts(null, "BUG", null, List.of(), null, Set.of(), 1, null,
				builds, false);
		put(new SearchDocument(key, 1, key, title, "", List.of(), facts, Instant.EPOCH, "everyone", "everyone"));
		return key;
	}

	private static List<DocumentKey> on(String text, Condition condition) {
		return INDEX
			.search(new SearchQuery(text, List.of(), Scope.THREADS, List.of(condition), SearchQuery.Sort.NEWEST,
					EVERYONE, null, 10, false))
			.keys();
	}

	@Test
	void what_is_similar_is_told_and_not_to_those_who_may_not_see_it() {
		DocumentKey topic = topic("Mumblewand breaks when it rains", "It stops after ten drops", List.of());
		SimilarQuery asked = new SimilarQuery("The mumblewand stops in rain", "drops", Scope.THREADS, null, EVERYONE,
				5);
		assertThat(INDEX.similar(asked).keys()).startsWith(topic);
		assertThat(
				INDEX.similar(new SimilarQuery("The mumblewand stops in rain", "", Scope.THREADS, topic, EVERYONE, 5))
					.keys())
			.doesNotContain(topic);
		assertThat(INDEX
			.similar(new SimilarQuery("The mumblewand stops in rain", "", Scope.THREADS, null, Set.of("team"), 5))
			.keys()).isEmpty();
	}

	private static SearchHits search(String text, Scope scope) {
		return INDEX.search(new SearchQuery(text, List.of(), scope, List.of(), SearchQuery.Sort.RELEVANCE, EVERYONE,
				null, 10, false));
	}

	private static SearchDocument withFacts(String title, String kind, Set<String> has) {
		DocumentKey key = new DocumentKey(DocumentKey.Type.TOPIC, lastId++);
		SearchDocument.Facts facts = new SearchDocument.Facts("audio", kind, null, List.of(), null, has, 1, null,
				false);
		return new SearchDocument(key, 1, key, title, "", List.of(), facts, Instant.EPOCH, "everyone", "everyone");
	}

	private static void put(SearchDocument document) {
		assertThat(INDEX.apply(List.of(new IndexChange.Put(document)))).isEmpty();
		INDEX.refresh();
	}

	private static DocumentKey topic(String title, String body, List<String> replies) {
		DocumentKey key = new DocumentKey(DocumentKey.Type.TOPIC, lastId);
		lastId += 10;
		List<IndexChange> changes = new ArrayList<>();
		changes.add(new IndexChange.Put(new SearchDocument(key, 1, key, title, body, replies, SearchDocument.Facts.NONE,
				Instant.EPOCH, "everyone", "everyone")));
		for (int i = 1; i <= replies.size(); i++) {
			changes.add(new IndexChange.Put(new SearchDocument(reply(key, i), 1, key, "", replies.get(i - 1), List.of(),
					SearchDocument.Facts.NONE, Instant.EPOCH, "everyone", "everyone")));
		}
		assertThat(INDEX.apply(changes)).isEmpty();
		INDEX.refresh();
		return key;
	}

	/** The first answer is 1. */
	private static DocumentKey reply(DocumentKey topic, int number) {
		return new DocumentKey(DocumentKey.Type.POST, topic.id() + number);
	}

}
