package dev.roundtable.notifications;

import java.nio.charset.StandardCharsets;

import dev.roundtable.forum.TopicFollowing.Mode;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Viewer;
import dev.roundtable.profiles.ProfilePart;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.util.UriUtils;

/** The buttons that follow, mute and block, on the pages of boards, tags and people. */
@Controller
@Order(10)
class SourcesController implements ProfilePart {

	private final Sources sources;

	private final Follows follows;

	SourcesController(Sources sources, Follows follows) {
		this.sources = sources;
		this.follows = follows;
	}

	@Override
	public @Nullable Shown of(AccountId person, String name, @Nullable Viewer viewer) {
		if (viewer == null || viewer.id().equals(person)) {
			return null;
		}
		return new Shown("notifications/regard", new Buttons("/u/" + segment(name),
				this.follows.mode(viewer, Follows.person(person.value())), "PERSON"));
	}

	@PostMapping("/b/{slug}/{mode:follow|mute|off}")
	String board(@PathVariable String slug, @PathVariable Mode mode,
			@RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model) {
		this.sources.board(viewer, key, slug, mode);
		return answer(new Buttons("/b/" + segment(slug), mode.name(), "BOARD"), fragment, model);
	}

	@PostMapping("/tags/{tag}/{mode:follow|mute|off}")
	String tag(@PathVariable String tag, @PathVariable Mode mode,
			@RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model) {
		this.sources.tag(viewer, key, tag, mode);
		return answer(new Buttons("/tags/" + segment(tag), mode.name(), "TAG"), fragment, model);
	}

	@PostMapping("/u/{name}/{regard:follow|mute|block|off}")
	String person(@PathVariable String name, @PathVariable Regard regard,
			@RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model) {
		this.sources.person(viewer, key, name, regard);
		return answer(new Buttons("/u/" + segment(name), regard.name(), "PERSON"), fragment, model);
	}

	private static String answer(Buttons buttons, boolean fragment, Model model) {
		if (!fragment) {
			return "redirect:" + buttons.base();
		}
		model.addAttribute("it", buttons);
		return "notifications/regard :: part";
	}

	private static String segment(String text) {
		return UriUtils.encodePathSegment(text, StandardCharsets.UTF_8);
	}

	/**
	 * @param base where they stand, and below which they are sent
	 * @param mode what was said of it until now
	 * @param of what it is, the end of a message key
	 */
	record Buttons(String base, String mode, String of) {
	}

}
