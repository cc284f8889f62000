package dev.roundtable.notifications;

import dev.roundtable.forum.TopicFollowing.Mode;
import dev.roundtable.forum.TopicId;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What one is told and what one follows, for machines. */
@RestController
@RequestMapping("/api/v1")
class NotificationApi {

	private static final int ON_A_PAGE = 50;

	private final Notifications notifications;

	private final Follows follows;

	NotificationApi(Notifications notifications, Follows follows) {
		this.notifications = notifications;
		this.follows = follows;
	}

	/** The latest first. */
	@GetMapping("/notifications")
	CursorPage<NotificationView> list(@RequestParam(defaultValue = "false") boolean unread,
			@RequestParam(required = false) @Nullable Kind kind,
			@RequestParam(required = false) @Nullable String cursor, @AuthenticationPrincipal Viewer viewer) {
		return this.notifications.page(viewer, unread, kind, cursor, ON_A_PAGE);
	}

	@PutMapping("/notifications/{id}/read")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void read(@PathVariable long id, @AuthenticationPrincipal Viewer viewer) {
		this.notifications.read(viewer, id);
	}

	@PutMapping("/topics/{id}/follow")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void follow(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.follows.choose(viewer, key, TopicId.of(id), Mode.FOLLOW);
	}

	/** Also of one that was muted. */
	@DeleteMapping("/topics/{id}/follow")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void unfollow(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.follows.choose(viewer, key, TopicId.of(id), Mode.OFF);
	}

	@PutMapping("/topics/{id}/mute")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void mute(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.follows.choose(viewer, key, TopicId.of(id), Mode.MUTE);
	}

	@DeleteMapping("/topics/{id}/mute")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void unmute(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.follows.choose(viewer, key, TopicId.of(id), Mode.OFF);
	}

}
