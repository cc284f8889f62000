package dev.roundtable.forum.pages;

import java.net.URI;
import java.util.Map;

import dev.roundtable.forum.TopicAccess;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicUrl;
import dev.roundtable.forum.pages.TopicPages.TopicView;
import dev.roundtable.http.NotFound;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of a topic, and what leads to it. */
@Controller
class TopicController {

	private final TopicAccess access;

	private final TopicPage page;

	private final Whereabouts whereabouts;

	TopicController(TopicAccess access, TopicPage page, Whereabouts whereabouts) {
		this.access = access;
		this.page = page;
		this.whereabouts = whereabouts;
	}

	/** Without its title, or with a floor: leads to the page that the floor is on. */
	@GetMapping("/t/{id}")
	ResponseEntity<Void> withoutSlug(@PathVariable long id, @RequestParam(required = false) @Nullable Integer floor,
			@AuthenticationPrincipal @Nullable Viewer viewer) {
		try {
			String title = this.access.toRead(TopicId.of(id), viewer).title();
			String url = (floor != null && floor > 0) ? floor(TopicId.of(id), title, floor)
					: TopicUrl.of(TopicId.of(id), title);
			return led(url, floor == null);
		}
		catch (NotFound gone) {
			return led(movedTo(id, (floor != null) ? floor : 1, gone), false);
		}
	}

	/** There, or where it stands by now. */
	private String floor(TopicId id, String title, int floor) {
		return this.whereabouts.ofFloor(id, floor).orElseGet(() -> TopicUrl.of(id, title, floor));
	}

	private static ResponseEntity<Void> led(String url, boolean forGood) {
		return ResponseEntity.status(forGood ? HttpStatus.MOVED_PERMANENTLY : HttpStatus.FOUND)
			.location(URI.create(url))
			.build();
	}

	/** To those who may not read it there, it is not there either. */
	private String movedTo(long id, int floor, NotFound gone) {
		return this.whereabouts.ofGone(TopicId.of(id), floor).orElseThrow(() -> gone);
	}

	@GetMapping("/t/{id}/{slug}")
	String topic(@PathVariable long id, @PathVariable String slug, @RequestParam(defaultValue = "1") int page,
			@RequestParam(required = false) @Nullable Integer floor, @AuthenticationPrincipal @Nullable Viewer viewer,
			Model model) {
		try {
			return topic(TopicId.of(id), slug, page, (floor != null) ? floor : 0, viewer, model);
		}
		catch (NotFound gone) {
			int first = Math.clamp((page - 1L) * TopicUrl.PAGE_SIZE + 1, 1, Integer.MAX_VALUE);
			return "redirect:" + movedTo(id, (floor != null && floor > 0) ? floor : first, gone);
		}
	}

	private String topic(TopicId id, String slug, int page, int floor, @Nullable Viewer viewer, Model model) {
		if (floor > 0) {
			return "redirect:" + floor(id, this.access.toRead(id, viewer).title(), floor);
		}
		TopicView topic = this.page.show(id, page, viewer, model);
		model.addAttribute("reply", new PostingController.ReplyForm(""));
		model.addAttribute("errors", Map.of());
		model.addAttribute("preview", null);
		if (slug.equals(TopicUrl.slug(topic.title()))) {
			return "forum/topic";
		}
		return "redirect:" + topic.url() + ((page > 1) ? "?page=" + page : "");
	}

}
