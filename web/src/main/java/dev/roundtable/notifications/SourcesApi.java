package dev.roundtable.notifications;

import dev.roundtable.forum.TopicFollowing.Mode;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Boards, tags and people that one follows, mutes or blocks, for machines. One of these
 * holds at a time; a DELETE ends whichever it is.
 */
@RestController
@RequestMapping("/api/v1")
@ResponseStatus(HttpStatus.NO_CONTENT)
class SourcesApi {

	private final Sources sources;

	SourcesApi(Sources sources) {
		this.sources = sources;
	}

	@PutMapping("/boards/{slug}/{mode:follow|mute}")
	void board(@PathVariable String slug, @PathVariable Mode mode, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.sources.board(viewer, key, slug, mode);
	}

	@DeleteMapping("/boards/{slug}/{mode:follow|mute}")
	void noBoard(@PathVariable String slug, @PathVariable Mode mode, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.sources.board(viewer, key, slug, Mode.OFF);
	}

	@PutMapping("/tags/{tag}/{mode:follow|mute}")
	void tag(@PathVariable String tag, @PathVariable Mode mode, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.sources.tag(viewer, key, tag, mode);
	}

	@DeleteMapping("/tags/{tag}/{mode:follow|mute}")
	void noTag(@PathVariable String tag, @PathVariable Mode mode, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.sources.tag(viewer, key, tag, Mode.OFF);
	}

	@PutMapping("/people/{name}/{regard:follow|mute|block}")
	void person(@PathVariable String name, @PathVariable Regard regard, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.sources.person(viewer, key, name, regard);
	}

	@DeleteMapping("/people/{name}/{regard:follow|mute|block}")
	void noPerson(@PathVariable String name, @PathVariable Regard regard, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.sources.person(viewer, key, name, Regard.OFF);
	}

}
