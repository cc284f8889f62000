package dev.roundtable.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.roundtable.search.SearchQuery.Scope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Other words for what was typed: those that mean the same, and those that were meant.
 */
class WordsIT {

	private static final Set<String> EVERYONE = Set.of("everyone");

	private static final Synonyms SYNONYMS = Synonyms.of("""
			vlimwifi, Vlim-Fi, VLWLAN, 魑线网
			魑牙, blimtooth
			vlimkrach, vlimcrash
			""");

	private static final SearchIndex INDEX = TestNode.index();

	private static long lastId = 5_000_000;

	@AfterAll
	static void close() {
		INDEX.close();
	}

	@Test
	void each_word_of_a_line_finds_the_others_and_itself_first() {
		DocumentKey hyphenated = topic("Vlim-Fi", "");
		DocumentKey other = topic("VLWLAN", "");
		DocumentKey chinese = topic("魑线网", "");
		DocumentKey plain = topic("A longer title, and it says vlimwifi in the end", "words and words and words");
		assertThat(find("vlimwifi")).startsWith(plain).containsExactlyInAnyOrder(plain, hyphenated, other, chinese);
		assertThat(find("vlwlan")).startsWith(other).hasSize(4);
		assertThat(find("魑線網")).startsWith(chinese).hasSize(4);
		assertThat(find("vlim-fi")).startsWith(hyphenated).hasSize(4);
	}

	@Test
	void the_word_itself_comes_first_even_where_it_is_common_and_the_other_is_rare() {
		List<DocumentKey> common = new ArrayList<>();
		for (int i = 0; i < 30; i++) {
			common.add(topic("Number " + i, "one vlimcrash among many other words that make this text longer"));
		}
		DocumentKey rare = topic("vlimkrach", "vlimkrach");
		List<DocumentKey> found = find("vlimcrash");
		assertThat(found).hasSize(31).endsWith(rare);
		assertThat(common).containsAll(found.subList(0, 30));
	}

	@Test
	void what_else_was_asked_for_must_be_there_as_before() {
		DocumentKey right = topic("blimtooth keyboard flumps", "");
		topic("blimtooth mouse", "");
		assertThat(find("魑牙 flumps")).startsWith(right);
		assertThat(search("\"flumps\" 魑牙", SYNONYMS).keys()).containsExactly(right);
	}

	@Test
	void what_is_excluded_or_quoted_is_meant_as_it_stands() {
		DocumentKey latin = topic("flurbing blimtooth", "");
		DocumentKey chinese = topic("flurbing 魑牙", "");
		assertThat(find("flurbing")).containsExactlyInAnyOrder(latin, chinese);
		assertThat(find("flurbing \"魑牙\"")).containsExactly(chinese);
		assertThat(INDEX
			.search(new SearchQuery("flurbing", List.of("blimtooth"), Scope.THREADS, List.of(),
					SearchQuery.Sort.RELEVANCE, EVERYONE, null, 50, false, SYNONYMS))
			.keys()).containsExactly(chinese);
	}

	@Test
	void without_a_list_a_word_is_itself_alone() {
		DocumentKey own = topic("wurmwifi", "");
		topic("wurmlan", "");
		assertThat(search("wurmwifi", Synonyms.NONE).keys()).containsExactly(own);
		assertThat(search("wurmwifi", Synonyms.of("wurmwifi, wurmlan")).keys()).hasSize(2).startsWith(own);
	}

	@Test
	void the_floor_that_says_it_in_other_words_is_the_one_that_is_shown() {
		DocumentKey topic = new DocumentKey(DocumentKey.Type.TOPIC, lastId++);
		DocumentKey floor = new DocumentKey(DocumentKey.Type.POST, lastId++);
		INDEX.apply(List.of(
				new IndexChange.Put(new SearchDocument(topic, 1, topic, "Nothing of it", "here", List.of("gurkenlan"),
						SearchDocument.Facts.NONE, Instant.EPOCH, "everyone", "everyone")),
				new IndexChange.Put(new SearchDocument(floor, 1, topic, "", "gurkenlan", List.of(),
						SearchDocument.Facts.NONE, Instant.EPOCH, "everyone", "everyone"))));
		INDEX.refresh();
		assertThat(search("gurkenwifi", Synonyms.of("gurkenwifi, gurkenlan")).hits())
			.containsExactly(new SearchHits.Hit(topic, floor, 0));
	}

	@Test
	void a_word_that_nobody_wrote_has_near_ones_that_somebody_did() {
		DocumentKey topic = topic("The snorfeltooths are away", "snorfeltooth");
		List<Slip> slips = INDEX.slips("snorfeltoth", EVERYONE);
		assertThat(slips).singleElement().satisfies((slip) -> {
			assertThat(slip.word()).isEqualTo("snorfeltoth");
			assertThat(slip.near().getFirst().places()).containsExactly(topic);
			assertThat(slip.asWritten(slip.near().getFirst(), List.of("The snorfeltooths", "Snorfeltooth")))
				.contains("snorfeltooth");
			assertThat(slip.asWritten(slip.near().getFirst(), List.of("Nothing", "snorfeltoothpaste"))).isEmpty();
		});
	}

	@Test
	void short_words_have_one_wrong_letter_and_long_ones_two_and_the_first_is_right() {
		topic("kremlot prunkelbatz", "");
		assertThat(INDEX.slips("kremot", EVERYONE)).hasSize(1);
		assertThat(INDEX.slips("kermlot", EVERYONE)).hasSize(1);
		assertThat(INDEX.slips("krmot", EVERYONE)).isEmpty();
		assertThat(INDEX.slips("gremlot", EVERYONE)).isEmpty();
		assertThat(INDEX.slips("prunkelbtz", EVERYONE)).hasSize(1);
		assertThat(INDEX.slips("prnkelbtz", EVERYONE)).hasSize(1);
		assertThat(INDEX.slips("prnklbtz", EVERYONE)).isEmpty();
	}

	@Test
	void what_is_quoted_named_or_short_is_no_slip_and_what_stands_somewhere_neither() {
		topic("The dromplax and the dromplix", "pqu");
		assertThat(INDEX.slips("dromplux", EVERYONE)).hasSize(1);
		assertThat(INDEX.slips("\"dromplux\"", EVERYONE)).isEmpty();
		assertThat(INDEX.slips("org.dromplux.View", EVERYONE)).isEmpty();
		assertThat(INDEX.slips("pqx", EVERYONE)).isEmpty();
		assertThat(INDEX.slips("dromplax", EVERYONE)).isEmpty();
		assertThat(INDEX.slips("dromplux", Set.of())).isEmpty();
		assertThat(INDEX.slips("", EVERYONE)).isEmpty();
	}

	@Test
	void nobody_learns_of_a_word_that_stands_only_where_she_may_not_read() {
		DocumentKey secret = new DocumentKey(DocumentKey.Type.TOPIC, lastId++);
		INDEX.apply(List.of(new IndexChange.Put(new SearchDocument(secret, 1, secret, "grumpelcanary wimmelcanarys", "",
				List.of(), SearchDocument.Facts.NONE, Instant.EPOCH, "team", "everyone"))));
		topic("wimmelcanaria", "");
		assertThat(INDEX.slips("grumpelcanry", EVERYONE)).isEmpty();
		assertThat(INDEX.slips("grumpelcanry", Set.of("everyone", "team"))).hasSize(1);
		assertThat(INDEX.slips("wimmelcanarys", EVERYONE)).as("as if the secret word were not there")
			.singleElement()
			.satisfies((slip) -> assertThat(slip.near()).hasSize(1));
	}

	private static List<DocumentKey> find(String text) {
		return search(text, SYNONYMS).keys();
	}

	private static SearchHits search(String text, Synonyms synonyms) {
		return INDEX.search(new SearchQuery(text, List.of(), Scope.THREADS, List.of(), SearchQuery.Sort.RELEVANCE,
				EVERYONE, null, 50, false, synonyms));
	}

	private static DocumentKey topic(String title, String body) {
		DocumentKey key = new DocumentKey(DocumentKey.Type.TOPIC, lastId++);
		assertThat(INDEX.apply(List.of(new IndexChange.Put(new SearchDocument(key, 1, key, title, body, List.of(),
				SearchDocument.Facts.NONE, Instant.EPOCH, "everyone", "everyone")))))
			.isEmpty();
		INDEX.refresh();
		return key;
	}

}
