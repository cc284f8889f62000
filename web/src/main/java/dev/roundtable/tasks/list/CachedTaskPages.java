package dev.roundtable.tasks.list;

import java.time.Clock;

import dev.roundtable.caching.CachedPage;
import dev.roundtable.journal.Journal;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** The list and the ideas are kept until something happens, and for a second. */
@Component
class CachedTaskPages implements CachedPage {

	private final Journal journal;

	private final Clock clock;

	CachedTaskPages(Journal journal, Clock clock) {
		this.journal = journal;
		this.clock = clock;
	}

	@Override
	public @Nullable Version versionOf(String path, String query) {
		if (path.equals("/tasks") || path.equals("/votes") || path.equals("/roadmap")) {
			return Version.of(this.journal.latest() + "-" + this.clock.instant().getEpochSecond());
		}
		return null;
	}

}
