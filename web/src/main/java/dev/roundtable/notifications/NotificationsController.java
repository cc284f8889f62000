package dev.roundtable.notifications;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

import dev.roundtable.forum.TopicFollowing.Mode;
import dev.roundtable.forum.TopicFollowing;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The page behind the bell, and what topics and tasks say when somebody has read them.
 */
@Controller
class NotificationsController {

	private static final int ON_A_PAGE = 30;

	private static final String PAGE = "redirect:/notifications";

	private final Notifications notifications;

	private final Follows follows;

	private final Topics topics;

	private final Clock clock;

	NotificationsController(Notifications notifications, Follows follows, Topics topics, Clock clock) {
		this.notifications = notifications;
		this.follows = follows;
		this.topics = topics;
		this.clock = clock;
	}

	@GetMapping("/notifications")
	String list(@RequestParam(defaultValue = "") String show, @RequestParam(required = false) @Nullable Kind kind,
			@RequestParam(required = false) @Nullable String cursor, @AuthenticationPrincipal Viewer viewer,
			Model model) {
		boolean unread = !show.equals("all");
		CursorPage<NotificationView> page = this.notifications.page(viewer, unread, kind, cursor, ON_A_PAGE);
		model.addAttribute("notifications", page.items());
		model.addAttribute("next", page.next());
		model.addAttribute("show", unread ? "unread" : "all");
		model.addAttribute("kind", kind);
		model.addAttribute("kinds", Kind.values());
		model.addAttribute("upTo", OffsetDateTime.now(this.clock).toString());
		return "notifications/list";
	}

	@PostMapping("/notifications/{id}/read")
	String read(@PathVariable long id, @RequestParam(defaultValue = "") String show,
			@AuthenticationPrincipal Viewer viewer) {
		this.notifications.read(viewer, id);
		return show.equals("all") ? PAGE + "?show=all" : PAGE;
	}

	@PostMapping("/notifications/read")
	String readAll(@RequestParam String upTo, @AuthenticationPrincipal Viewer viewer) {
		try {
			this.notifications.readAll(viewer, CursorPage.moment(upTo));
		}
		catch (DateTimeException ex) {
			throw new BadInput("upTo", "cursor.invalid");
		}
		return PAGE;
	}

	/** What the bell shows now. */
	@GetMapping("/notifications/unread")
	ResponseEntity<Unread> unread(@AuthenticationPrincipal Viewer viewer) {
		return ResponseEntity.ok()
			.header("Cache-Control", "no-store")
			.body(new Unread(this.notifications.unread(viewer)));
	}

	/** The topic's page has shown her these floors. */
	@PostMapping("/t/{id}/seen")
	Object seen(@PathVariable long id, @RequestParam int first, @RequestParam int last,
			@RequestHeader(name = "X-Requested-With", defaultValue = "") String with,
			@AuthenticationPrincipal Viewer viewer) {
		this.follows.requireReadable(viewer, TopicId.of(id));
		this.notifications.seen(viewer, TopicId.of(id), first, last);
		if (with.equals("fetch")) {
			return unread(viewer);
		}
		return "redirect:" + url(id);
	}

	/** The task's page has shown her what became of it. */
	@PostMapping("/tasks/{number}/seen")
	ResponseEntity<Unread> seenTask(@PathVariable long number, @AuthenticationPrincipal Viewer viewer) {
		this.notifications.seenTask(viewer, number);
		return unread(viewer);
	}

	@PostMapping("/t/{id}/follow")
	String follow(@PathVariable long id, @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
			OnceKey key, @AuthenticationPrincipal Viewer viewer, Model model) {
		return choose(id, Mode.FOLLOW, fragment, key, viewer, model);
	}

	@PostMapping("/t/{id}/mute")
	String mute(@PathVariable long id, @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
			OnceKey key, @AuthenticationPrincipal Viewer viewer, Model model) {
		return choose(id, Mode.MUTE, fragment, key, viewer, model);
	}

	@PostMapping("/t/{id}/unfollow")
	String unfollow(@PathVariable long id, @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
			OnceKey key, @AuthenticationPrincipal Viewer viewer, Model model) {
		return choose(id, Mode.OFF, fragment, key, viewer, model);
	}

	private String choose(long id, Mode mode, boolean fragment, OnceKey key, Viewer viewer, Model model) {
		this.follows.choose(viewer, key, TopicId.of(id), mode);
		if (!fragment) {
			return "redirect:" + url(id);
		}
		TopicFollowing.Following following = this.follows.of(TopicId.of(id), viewer);
		model.addAttribute("following", following);
		model.addAttribute("topicId", id);
		return "forum/follow :: follow";
	}

	private String url(long topic) {
		return Topics.url(TopicId.of(topic), this.topics.find(TopicId.of(topic)).orElseThrow().title());
	}

	record Unread(int unread) {
	}

}
