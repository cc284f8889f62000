package dev.roundtable.forum.pages;

import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.Votes;
import dev.roundtable.forum.pages.TopicPages.TopicView;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/** The button on a topic's page with which its readers say "me too". */
@Controller
class TopicVoting {

	private final Votes votes;

	private final TopicPages pages;

	TopicVoting(Votes votes, TopicPages pages) {
		this.votes = votes;
		this.pages = pages;
	}

	@PostMapping("/t/{id}/vote")
	String vote(@PathVariable long id, @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
			OnceKey key, @AuthenticationPrincipal Viewer viewer, Model model) {
		this.votes.cast(viewer, key, TopicId.of(id));
		return answer(id, fragment, viewer, model);
	}

	@PostMapping("/t/{id}/unvote")
	String unvote(@PathVariable long id, @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
			OnceKey key, @AuthenticationPrincipal Viewer viewer, Model model) {
		this.votes.withdraw(viewer, key, TopicId.of(id));
		return answer(id, fragment, viewer, model);
	}

	private String answer(long id, boolean fragment, Viewer viewer, Model model) {
		TopicView topic = this.pages.topic(TopicId.of(id), 1, viewer);
		if (!fragment) {
			return "redirect:" + topic.url();
		}
		model.addAttribute("topic", topic);
		return "forum/topic :: vote";
	}

}
