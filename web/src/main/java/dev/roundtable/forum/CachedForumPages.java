package dev.roundtable.forum;

import java.time.Clock;

import dev.roundtable.http.CachedPage;
import dev.roundtable.journal.Journal;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * A topic's page is kept until its version rises; lists, which change with every post on
 * the site, until something happens, and for a second.
 */
@Component
class CachedForumPages implements CachedPage {

	private static final String TOPIC = "/t/";

	private final TopicPages pages;

	private final Journal journal;

	private final Clock clock;

	CachedForumPages(TopicPages pages, Journal journal, Clock clock) {
		this.pages = pages;
		this.journal = journal;
		this.clock = clock;
	}

	@Override
	public @Nullable String versionOf(String path, String query) {
		if (path.startsWith(TOPIC)) {
			return topicVersion(path);
		}
		if (path.equals("/") || path.startsWith("/b/")) {
			return this.journal.latest() + "-" + this.clock.instant().getEpochSecond();
		}
		return null;
	}

	private @Nullable String topicVersion(String path) {
		int end = path.indexOf('/', TOPIC.length());
		if (end < 0 || end > TOPIC.length() + 18) {
			return null;
		}
		try {
			TopicId topic = TopicId.of(Long.parseLong(path, TOPIC.length(), end, 10));
			return this.pages.version(topic).map(String::valueOf).orElse(null);
		}
		catch (NumberFormatException noTopic) {
			return null;
		}
	}

}
