package dev.roundtable.forum.pages;

import java.util.Set;

import dev.roundtable.forum.TopicFollowing;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicUrl;
import dev.roundtable.forum.pages.TopicPages.TopicView;
import dev.roundtable.people.Viewer;
import dev.roundtable.trust.Reading;
import org.jspecify.annotations.Nullable;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Puts together the page of a topic, for whoever reads or replies. */
@Component
class TopicPage {

	private final TopicPages pages;

	private final RenderedFloors floors;

	private final TopicFollowing following;

	private final Reading reading;

	TopicPage(TopicPages pages, RenderedFloors floors, TopicFollowing following, Reading reading) {
		this.pages = pages;
		this.floors = floors;
		this.following = following;
		this.reading = reading;
	}

	TopicView show(TopicId id, int page, @Nullable Viewer viewer, Model model) {
		TopicView topic = this.pages.topic(id, page, viewer);
		model.addAttribute("topic", topic);
		Set<Long> blocked = Set.of();
		if (viewer != null) {
			this.reading.read(viewer, topic.id(), topic.page(), topic.floorsOnPage());
			TopicFollowing.Following hers = this.following.of(id, viewer);
			blocked = hers.blocked();
			model.addAttribute("following", hers);
			model.addAttribute("topicId", id.value());
		}
		model.addAttribute("floors", this.floors.html(topic, viewer, blocked, LocaleContextHolder.getLocale()));
		model.addAttribute("firstFloor", (topic.page() - 1) * TopicUrl.PAGE_SIZE + 1);
		model.addAttribute("lastFloor", Math.min(topic.page() * TopicUrl.PAGE_SIZE, topic.floors()));
		model.addAttribute("pages", new Pager(topic.page(), topic.pages(), topic.url()));
		return topic;
	}

}
