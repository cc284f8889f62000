package dev.roundtable.search;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Many changes in a request that is refused because of one. */
class RefusedWholeTests {

	private static final String TAKEN = """
			{"took":1,"errors":false,"items":[]}""";

	@Test
	void a_request_that_is_too_large_goes_in_parts_and_what_is_too_large_by_itself_is_set_aside() throws IOException {
		try (StandIn engine = new StandIn(); SearchIndex index = engine.index(SearchLimits.USUAL)) {
			engine.bulk = TAKEN;
			engine.mostBytes = 3_000;
			Map<DocumentKey, String> refused = index.apply(changes(5, "large ".repeat(3_000)));
			assertThat(refused).containsOnlyKeys(key(5));
			assertThat(refused.get(key(5))).contains("Too large");
			assertThat(engine.taken).hasSizeGreaterThan(1);
			everyOtherWasTaken(engine, 5);
		}
	}

	@Test
	void what_makes_the_engine_refuse_a_whole_request_is_set_aside_and_the_rest_is_taken() throws IOException {
		try (StandIn engine = new StandIn(); SearchIndex index = engine.index(SearchLimits.USUAL)) {
			engine.bulk = TAKEN;
			engine.poison = "poison";
			Map<DocumentKey, String> refused = index.apply(changes(7, "poison"));
			assertThat(refused).containsOnlyKeys(key(7));
			assertThat(refused.get(key(7))).contains("so it is");
			everyOtherWasTaken(engine, 7);
			assertThat(index.state()).isEqualTo(SearchIndex.State.READY);
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
