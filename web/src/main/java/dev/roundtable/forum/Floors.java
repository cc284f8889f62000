package dev.roundtable.forum;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.roundtable.forum.TopicPages.PostView;
import dev.roundtable.forum.TopicPages.TopicView;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

import org.springframework.stereotype.Component;

/**
 * The floors of a topic's page as HTML. They are most of the page and the same for all
 * but their authors and moderators, who may edit them; so they are rendered once for each
 * version of the topic, page and language.
 */
@Component
class Floors {

	private static final int MOST_CHARS = 16 * 1024 * 1024;

	private final TopicPages pages;

	private final ITemplateEngine templates;

	/** A minute at most: a new role shows beside a name and no version tells of it. */
	private final Cache<Key, Rendered> rendered = Caffeine.newBuilder()
		.maximumWeight(MOST_CHARS)
		.weigher((Key key, Rendered floors) -> 200 + floors.html().length())
		.expireAfterWrite(Duration.ofMinutes(1))
		.build();

	Floors(TopicPages pages, ITemplateEngine templates) {
		this.pages = pages;
		this.templates = templates;
	}

	String html(TopicView topic, int page, @Nullable Viewer viewer, Locale locale) {
		boolean moderates = Viewer.may(viewer, Capability.MODERATE);
		Key key = new Key(topic.id(), topic.version(), page, locale, moderates);
		Rendered known = this.rendered.getIfPresent(key);
		if (known != null && (moderates || viewer == null || !known.authors().contains(viewer.name()))) {
			return known.html();
		}
		List<PostView> posts = this.pages.floors(TopicId.of(topic.id()), page, viewer);
		String html = this.templates.process("forum/floors", new Context(locale, Map.of("posts", posts)));
		if (moderates || posts.stream().noneMatch(PostView::own)) {
			this.rendered.put(key,
					new Rendered(html, posts.stream().map(PostView::author).collect(Collectors.toSet())));
		}
		return html;
	}

	private record Key(long topic, long version, int page, Locale locale, boolean moderator) {
	}

	private record Rendered(String html, Set<String> authors) {
	}

}
