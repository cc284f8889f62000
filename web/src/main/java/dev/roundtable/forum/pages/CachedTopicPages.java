package dev.roundtable.forum.pages;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.roundtable.caching.CachedPage;
import dev.roundtable.forum.TopicId;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** A topic's page is kept until its version rises. */
@Component
class CachedTopicPages implements CachedPage {

	private static final String TOPIC = "/t/";

	private static final Pattern PAGE = Pattern.compile("page=([0-9]{1,9})");

	private final TopicPages pages;

	CachedTopicPages(TopicPages pages) {
		this.pages = pages;
	}

	@Override
	public @Nullable Version versionOf(String path, String query) {
		if (!path.startsWith(TOPIC)) {
			return null;
		}
		int end = path.indexOf('/', TOPIC.length());
		Matcher page = PAGE.matcher(query);
		if (end < 0 || end > TOPIC.length() + 18 || !(query.isEmpty() || page.matches())) {
			return null;
		}
		try {
			TopicId topic = TopicId.of(Long.parseLong(path, TOPIC.length(), end, 10));
			return this.pages.version(topic, query.isEmpty() ? 1 : Integer.parseInt(page.group(1)))
				.map((version) -> new Version(version.content(), String.valueOf(version.votes())))
				.orElse(null);
		}
		catch (NumberFormatException noTopic) {
			return null;
		}
	}

}
