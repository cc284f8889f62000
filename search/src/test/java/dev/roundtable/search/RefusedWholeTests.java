package dev.roundtable.search;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Many changes in a request that is refused because of one. */
class RefusedWholeTests {

	private static final String TAKEN = """
			{"took":1,"errors":false,"items":[]}""";

	@Test
	void a_request_that_is_too_large_goes_in_parts_and_what_is_too_large_by_itself_is_set_aside() throws IOException {
		try (StandIn engine = new StandIn(); SearchIndex index = engine.index(SearchLimits.USUAL)) {
			engine.bulk = TAKEN;
			engine.mostBytes = 3_000;
			Map<DocumentKey, Refusal> refused = index.apply(changes(5, "large ".repeat(3_000)));
			assertThat(refused).containsOnlyKeys(key(5));
			assertThat(refused).hasValueSatisfying(
					new Condition<>((why) -> why.forGood() && why.reason().contains("Too large"), "too large"));
			assertThat(engine.taken).hasSizeGreaterThan(1);
			everyOtherWasTaken(engine, 5);
		}
	}

	@Test
	void what_makes_the_engine_refuse_a_whole_request_is_set_aside_and_the_rest_is_taken() throws IOException {
		try (StandIn engine = new StandIn(); SearchIndex index = engine.index(SearchLimits.USUAL)) {
			engine.bulk = TAKEN;
			engine.poison = "poison";
			Map<DocumentKey, Refusal> refused = index.apply(changes(7, "poison"));
			assertThat(refused).containsOnlyKeys(key(7));
			assertThat(refused).hasValueSatisfying(
					new Condition<>((why) -> why.forGood() && why.reason().contains("so it is"), "refused"));
			everyOtherWasTaken(engine, 7);
			assertThat(index.state()).isEqualTo(SearchIndex.State.READY);
		}
	}

	@Test
	void what_the_engine_fails_at_is_told_and_the_rest_is_taken() throws IOException {
		try (StandIn engine = new StandIn(); SearchIndex index = engine.index(SearchLimits.USUAL)) {
			engine.bulk = TAKEN;
			engine.poison = "poison";
			engine.poisoned = 500;
			assertThat(index.apply(changes(3, "poison"))).containsOnlyKeys(key(3))
				.extractingByKey(key(3))
				.returns(false, Refusal::forGood);
			everyOtherWasTaken(engine, 3);
			engine.failing = key(4).toString();
			assertThat(index.apply(changes(4, "plain")))
				.containsExactly(Map.entry(key(4), new Refusal("so it is", false)));
			assertThat(index.apply(List.of(put(4, "alone")))).containsOnlyKeys(key(4));
		}
	}

	@Test
	void an_engine_that_fails_at_everything_is_away_and_nothing_is_at_fault() throws IOException {
		try (StandIn engine = new StandIn(); SearchIndex index = engine.index(SearchLimits.USUAL)) {
			engine.bulk = TAKEN;
			engine.poison = "_id";
			for (int status : new int[] { 500, 502, 503, 504 }) {
				engine.poisoned = status;
				assertThatExceptionOfType(SearchUnavailable.class).isThrownBy(() -> index.apply(changes(1, "plain")));
				assertThatExceptionOfType(SearchUnavailable.class).isThrownBy(() -> index.apply(List.of(put(1, "x"))));
			}
			engine.poison = "\0";
			engine.failing = "-";
			assertThatExceptionOfType(SearchUnavailable.class).isThrownBy(() -> index.apply(changes(1, "plain")));
		}
	}

	private static void everyOtherWasTaken(StandIn engine, long but) {
		String taken = String.join("", engine.taken);
		for (long id = 1; id <= 8; id++) {
			assertThat(taken.contains("\"_id\":\"" + key(id) + "\"")).as("%s taken", key(id)).isEqualTo(id != but);
		}
	}

	private static List<IndexChange> changes(long special, String body) {
		return LongStream.rangeClosed(1, 8).mapToObj((id) -> put(id, (id == special) ? body : "plain")).toList();
	}

	private static DocumentKey key(long id) {
		return new DocumentKey(DocumentKey.Type.TOPIC, id);
	}

	private static IndexChange put(long id, String body) {
		return new IndexChange.Put(new SearchDocument(key(id), 1, key(id), "title", body, List.of(),
				SearchDocument.Facts.NONE, Instant.EPOCH, "everyone", "everyone"));
	}

}
