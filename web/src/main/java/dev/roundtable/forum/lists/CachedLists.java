package dev.roundtable.forum.lists;

import java.time.Clock;

import dev.roundtable.caching.CachedPage;
import dev.roundtable.journal.Journal;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Lists, which change with every post on the site, are kept until something happens, and
 * for a second.
 */
@Component
class CachedLists implements CachedPage {

	private final Journal journal;

	private final Clock clock;

	CachedLists(Journal journal, Clock clock) {
		this.journal = journal;
		this.clock = clock;
	}

	@Override
	public @Nullable Version versionOf(String path, String query) {
		return (path.equals("/") || path.startsWith("/b/"))
				? Version.of(this.journal.latest() + "-" + this.clock.instant().getEpochSecond()) : null;
	}

}
