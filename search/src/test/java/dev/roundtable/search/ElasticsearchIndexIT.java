package dev.roundtable.search;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ElasticsearchIndexIT {

	private static final SearchIndex INDEX = TestNode.index();

	private static long lastId = 100;

	@AfterAll
	static void close() {
		INDEX.close();
	}

	@Test
	void what_was_applied_is_found_within_seconds_without_a_refresh() {
		DocumentKey key = add("Zephyrquick", "");
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> find("zephyrquick").equals(List.of(key)));
	}

	@Test
	void a_traditional_question_finds_a_simplified_text_and_the_other_way_round() {
		DocumentKey simplified = add("夜间模式下键盘背光闪烁", "");
		DocumentKey traditional = add("", "夜間模式下鍵盤背光閃爍，重新開機也沒用");
		INDEX.refresh();
		assertThat(find("鍵盤背光")).containsExactlyInAnyOrder(simplified, traditional);
		assertThat(find("键盘背光闪烁")).containsExactlyInAnyOrder(simplified, traditional);
	}

	@Test
	void one_character_finds_the_words_it_is_in() {
		DocumentKey key = add("我家的貔貅不见了", "");
		INDEX.refresh();
		assertThat(find("貅")).containsExactly(key);
	}

	@Test
	void characters_far_apart_are_not_a_word() {
		add("蓝色的天，牙齿也白", "");
		DocumentKey key = add("蓝牙断连", "");
		INDEX.refresh();
		assertThat(find("蓝牙")).containsExactly(key);
	}

	@Test
	void english_is_found_in_its_other_forms_and_identifiers_by_whole_and_part() {
		DocumentKey key = add("Gizmotron crashes",
				"calls `frob_nicate` of WidgetMap::insertAll in v14.7.23, error E9308");
		INDEX.refresh();
		for (String query : List.of("gizmotron crashing", "GIZMOTRON'S", "frob_nicate", "nicate",
				"WidgetMap::insertAll", "widgetmap", "widget", "14.7.23", "v14.7.23", "e9308", "ｇｉｚｍｏｔｒｏｎ")) {
			assertThat(find(query)).as(query).containsExactly(key);
		}
	}

	@Test
	void chinese_and_english_mix_in_one_question() {
		DocumentKey key = add("Quuxphone 升级后相机打不开", "");
		INDEX.refresh();
		assertThat(find("quuxphone相机")).containsExactly(key);
		assertThat(find("相機 QuuxPhone")).containsExactly(key);
	}

	@Test
	void a_quoted_phrase_is_taken_at_its_word() {
		DocumentKey right = add("", "the purple narwhal sleeps");
		add("", "a narwhal that is purple sleeps");
		INDEX.refresh();
		assertThat(find("\"purple narwhal\"")).containsExactly(right);
		assertThat(find("purple narwhal")).hasSize(2).startsWith(right);
	}

	@Test
	void a_title_counts_more_than_a_mention() {
		DocumentKey mention = add("Something else", "xylograph once");
		DocumentKey title = add("Xylograph", "something else, and more, and more");
		INDEX.refresh();
		assertThat(find("xylograph")).containsExactly(title, mention);
	}

	@Test
	void filters_narrow_and_work_without_words() {
		DocumentKey bug = put(1, DocumentKey.Type.TOPIC, "flerp", "filters", "bug", "open", "everyone");
		DocumentKey idea = put(1, DocumentKey.Type.TASK, "flerp", "filters", "idea", "closed", "everyone");
		INDEX.refresh();
		assertThat(search("flerp", SearchQuery.Scope.THREADS, Map.of(Field.BOARD, "filters", Field.KIND, "bug"),
				"everyone"))
			.containsExactly(bug);
		assertThat(search("flerp", SearchQuery.Scope.TASKS, Map.of(), "everyone")).containsExactly(idea);
		assertThat(search("flerp", SearchQuery.Scope.THREADS, Map.of(Field.STATUS, "open"), "everyone"))
			.containsExactly(bug);
		assertThat(search("", SearchQuery.Scope.THREADS, Map.of(Field.BOARD, "filters"), "everyone"))
			.containsExactlyInAnyOrder(bug, idea);
		assertThat(search("flerp", SearchQuery.Scope.THREADS, Map.of(Field.BOARD, "elsewhere"), "everyone")).isEmpty();
	}

	@Test
	void nobody_finds_what_is_not_for_them() {
		DocumentKey secret = put(1, DocumentKey.Type.TOPIC, "grommetsecret", null, null, null, "team");
		INDEX.refresh();
		assertThat(search("grommetsecret", SearchQuery.Scope.THREADS, Map.of(), "everyone")).isEmpty();
		assertThat(search("grommetsecret", SearchQuery.Scope.THREADS, Map.of(), "everyone", "team"))
			.containsExactly(secret);
		assertThat(search("grommetsecret", SearchQuery.Scope.THREADS, Map.of())).isEmpty();
	}

	@Test
	void an_older_version_never_replaces_a_newer_one() {
		DocumentKey key = new DocumentKey(DocumentKey.Type.TOPIC, lastId++);
		assertThat(INDEX.apply(List.of(put(key, 7, "snorkelnew")))).isEmpty();
		assertThat(INDEX.apply(List.of(put(key, 6, "snorkelold")))).isEmpty();
		assertThat(INDEX.apply(List.of(put(key, 7, "snorkelnew")))).isEmpty();
		INDEX.refresh();
		assertThat(find("snorkelnew")).containsExactly(key);
		assertThat(find("snorkelold")).isEmpty();
	}

	@Test
	void what_comes_from_a_closed_place_is_found_by_nobody_who_may_not_see_the_place() {
		DocumentKey key = new DocumentKey(DocumentKey.Type.TASK, lastId++);
		INDEX.apply(List.of(document(key, 1, "grumbleleak", "", SearchDocument.Facts.NONE, "members", "team")));
		INDEX.refresh();
		assertThat(search("grumbleleak", SearchQuery.Scope.THREADS, Map.of(), "everyone", "team")).isEmpty();
		assertThat(search("grumbleleak", SearchQuery.Scope.THREADS, Map.of(), "everyone", "members")).isEmpty();
		assertThat(search("grumbleleak", SearchQuery.Scope.THREADS, Map.of(), "everyone", "members", "team"))
			.containsExactly(key);
	}

	@Test
	void a_removal_that_was_overtaken_removes_nothing() {
		DocumentKey key = new DocumentKey(DocumentKey.Type.TOPIC, lastId++);
		INDEX.apply(List.of(put(key, 9, "plinkback")));
		assertThat(INDEX.apply(List.of(new IndexChange.Remove(key, 8)))).isEmpty();
		INDEX.refresh();
		assertThat(find("plinkback")).containsExactly(key);
	}

	@Test
	void a_removed_document_stays_away_until_a_newer_version_comes() {
		DocumentKey key = new DocumentKey(DocumentKey.Type.TOPIC, lastId++);
		INDEX.apply(List.of(put(key, 5, "blorptide")));
		INDEX.apply(List.of(new IndexChange.Remove(key, 6),
				new IndexChange.Remove(new DocumentKey(key.type(), 1L << 40), 6)));
		INDEX.apply(List.of(put(key, 5, "blorptide")));
		INDEX.refresh();
		assertThat(find("blorptide")).isEmpty();
		INDEX.apply(List.of(put(key, 7, "blorptide")));
		INDEX.refresh();
		assertThat(find("blorptide")).containsExactly(key);
	}

	@Test
	void pages_follow_each_other_without_gaps_or_doubles() {
		List<IndexChange> changes = new ArrayList<>();
		for (int i = 0; i < 45; i++) {
			changes
				.add(put(new DocumentKey(DocumentKey.Type.TOPIC, lastId++), 1, "pageful " + "filler ".repeat(i % 3)));
		}
		INDEX.apply(changes);
		INDEX.refresh();
		Set<DocumentKey> seen = new HashSet<>();
		String cursor = null;
		int pages = 0;
		do {
			SearchHits hits = INDEX.search(page("pageful", cursor));
			assertThat(hits.total()).isEqualTo(45);
			assertThat(seen).doesNotContainAnyElementsOf(hits.keys());
			seen.addAll(hits.keys());
			cursor = hits.next();
			pages++;
		}
		while (cursor != null);
		assertThat(seen).hasSize(45);
		assertThat(pages).isEqualTo(5);
	}

	@Test
	void a_made_up_cursor_is_refused_clearly() {
		for (String cursor : List.of("", "x", "%%%", "MSwy", "TmFOLDEsdG9waWMtMQ", "LDEsdG9waWMtMQ")) {
			assertThatIllegalArgumentException().isThrownBy(() -> INDEX.search(page("word", cursor)))
				.withMessageContaining("cursor");
		}
	}

	@Test
	void odd_queries_are_answered() {
		for (String query : List.of("", "  \n", "\"", "\"\"", "AND OR NOT", "+ - && || ! ( ) { } [ ] ^ ~ * ? : \\ /",
				"title:secret", "*", "😀😀", "\ud800", "\u0000\u0001", "\u202e\u200b", "a ".repeat(500_000),
				"字".repeat(1_000_000), "\"" + "字 x ".repeat(1000) + "\"")) {
			assertThat(find(query)).isNotNull();
		}
		assertThat(find("")).isEmpty();
		assertThat(find("!!!")).isEmpty();
	}

	@Test
	void what_the_engine_refuses_for_good_is_named_and_the_rest_is_applied() {
		DocumentKey bad = new DocumentKey(DocumentKey.Type.TOPIC, lastId++);
		DocumentKey good = new DocumentKey(DocumentKey.Type.TOPIC, lastId++);
		IndexChange refused = document(bad, 1, "", "", facts("b".repeat(40_000), null, null), "everyone", "everyone");
		assertThat(INDEX.apply(List.of(refused, put(good, 1, "wibblegood")))).containsOnlyKeys(bad);
		INDEX.refresh();
		assertThat(find("wibblegood")).containsExactly(good);
	}

	@Test
	void long_and_hostile_bodies_are_taken_whole() {
		String body = "needleinhay <script>\u0000\ud800 ".repeat(20) + "x".repeat(100_000) + " 干草堆".repeat(50_000)
				+ " lastneedle";
		DocumentKey key = add("", body);
		List<IndexChange> many = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			many.add(document(new DocumentKey(DocumentKey.Type.TOPIC, lastId++), 1, "", body, facts("bulk", null, null),
					"everyone", "everyone"));
		}
		assertThat(INDEX.apply(many)).isEmpty();
		INDEX.refresh();
		assertThat(find("lastneedle")).hasSize(10);
		assertThat(INDEX
			.apply(many.stream().<IndexChange>map((change) -> new IndexChange.Remove(change.key(), 2)).toList()))
			.isEmpty();
		INDEX.refresh();
		assertThat(find("lastneedle")).containsExactly(key);
	}

	private static DocumentKey add(String title, String body) {
		DocumentKey key = new DocumentKey(DocumentKey.Type.TOPIC, lastId++);
		assertThat(INDEX
			.apply(List.of(document(key, 1, title, body, facts("main", "bug", "open"), "everyone", "everyone"))))
			.isEmpty();
		return key;
	}

	private static DocumentKey put(long version, DocumentKey.Type type, String title, @Nullable String board,
			@Nullable String kind, @Nullable String status, String audience) {
		DocumentKey key = new DocumentKey(type, lastId++);
		INDEX.apply(List.of(document(key, version, title, "", facts(board, kind, status), audience, "everyone")));
		return key;
	}

	private static IndexChange put(DocumentKey key, long version, String title) {
		return document(key, version, title, "", SearchDocument.Facts.NONE, "everyone", "everyone");
	}

	private static IndexChange document(DocumentKey key, long version, String title, String body,
			SearchDocument.Facts facts, String audience, String sourceAudience) {
		return new IndexChange.Put(new SearchDocument(key, version, key, title, body, List.of(), facts,
				Instant.EPOCH.plusSeconds(key.id()), audience, sourceAudience));
	}

	private static SearchDocument.Facts facts(@Nullable String board, @Nullable String kind, @Nullable String status) {
		return new SearchDocument.Facts(board, kind, status, List.of(), null, Set.of(), 0, null, false);
	}

	private static SearchQuery page(String text, @Nullable String cursor) {
		return new SearchQuery(text, List.of(), SearchQuery.Scope.THREADS, List.of(), SearchQuery.Sort.RELEVANCE,
				Set.of("everyone"), cursor, 10, false);
	}

	private static List<DocumentKey> find(String text) {
		return search(text, SearchQuery.Scope.THREADS, Map.of(), "everyone");
	}

	private static List<DocumentKey> search(String text, SearchQuery.Scope scope, Map<Field, String> narrowed,
			String... audiences) {
		List<Condition> conditions = new ArrayList<>();
		narrowed.forEach((field, value) -> conditions.add(Condition.Is.of(field, value)));
		return INDEX
			.search(new SearchQuery(text, List.of(), scope, conditions, SearchQuery.Sort.RELEVANCE, Set.of(audiences),
					null, 10, false))
			.keys();
	}

}
