package dev.roundtable.forum;

import dev.roundtable.forum.TopicPages.TopicView;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Puts together the page of a topic, for whoever reads or replies. */
@Component
class TopicPage {

	private final TopicPages pages;

	private final RenderedFloors floors;

	TopicPage(TopicPages pages, RenderedFloors floors) {
		this.pages = pages;
		this.floors = floors;
	}

	TopicView show(TopicId id, int page, @Nullable Viewer viewer, Model model) {
		TopicView topic = this.pages.topic(id, page, viewer);
		model.addAttribute("topic", topic);
		model.addAttribute("floors", this.floors.html(topic, viewer, LocaleContextHolder.getLocale()));
		model.addAttribute("pages", new Pager(topic.page(), topic.pages(), topic.url()));
		return topic;
	}

}
