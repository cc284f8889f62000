package dev.roundtable.journal;

import java.util.Map;

import dev.roundtable.journal.JournalHistory.Filter;
import dev.roundtable.site.Audience;
import dev.roundtable.stores.StoreTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@StoreTest
class JournalHistoryTests {

	private final Journal journal;

	private final JournalHistory history;

	JournalHistoryTests(Journal journal, JournalHistory history) {
		this.journal = journal;
		this.history = history;
	}

	@Test
	void what_happened_is_found_by_who_by_what_and_by_subject_and_what_is_hers_alone_by_nobody() {
		Subject subject = Subject.of("topic", 876_543);
		this.journal.record(876_001L, "looked", subject, Audience.TEAM, Map.of());
		this.journal.record(876_001L, "looked", subject, Audience.person(876_001), Map.of());
		assertThat(found(new Filter(null, "", subject.toString()))).isOne();
		assertThat(found(new Filter(876_001L, "", ""))).isOne();
		assertThat(found(new Filter(876_001L, "looked", subject.toString()))).isOne();
		assertThat(found(new Filter(876_002L, "", ""))).isZero();
		assertThat(found(new Filter(876_001L, "wrote", ""))).isZero();
	}

	private int found(Filter filter) {
		return this.history.before(Long.MAX_VALUE, filter, 10).entries().size();
	}

}
