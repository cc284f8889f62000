package dev.roundtable.moderation;

import java.util.List;
import java.util.Map;

import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.people.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page on which spammers are removed together. */
@Controller
class WaitingAuthorsController {

	private static final String VIEW = "moderation/authors";

	private final WaitingAuthors waiting;

	private final Refusals refusals;

	WaitingAuthorsController(WaitingAuthors waiting, Refusals refusals) {
		this.waiting = waiting;
		this.refusals = refusals;
	}

	/**
	 * @param removed how many just were, null where none were to be
	 * @param after the last act before these, with which they are undone
	 * @param back how many just came back
	 */
	@GetMapping("/moderation/authors")
	String authors(@RequestParam(required = false) @Nullable Integer removed,
			@RequestParam(defaultValue = "0") int refused, @RequestParam(defaultValue = "0") long after,
			@RequestParam(defaultValue = "0") long last, @RequestParam(required = false) @Nullable Integer back,
			@AuthenticationPrincipal Viewer viewer, Model model) {
		show(viewer, List.of(), "", model);
		model.addAttribute("removed", removed);
		model.addAttribute("refused", refused);
		model.addAttribute("after", after);
		model.addAttribute("last", last);
		model.addAttribute("back", back);
		return VIEW;
	}

	@PostMapping("/moderation/authors/undo")
	String undo(@RequestParam long after, @RequestParam long last, OnceKey key, @AuthenticationPrincipal Viewer viewer,
			Model model, HttpServletResponse response) {
		show(viewer, List.of(), "", model);
		String done = this.refusals.tried(model, response,
				() -> "/moderation/authors?back=" + this.waiting.undo(viewer, key, after, last));
		return (done != null) ? done : VIEW;
	}

	/**
	 * @param shown all that were on the page
	 * @param all whether all of these are meant
	 * @param sure whether she was asked before
	 */
	@PostMapping("/moderation/authors/remove")
	String remove(@RequestParam(required = false) @Nullable List<Long> author,
			@RequestParam(required = false) @Nullable List<Long> shown,
			@RequestParam(defaultValue = "false") boolean all, @RequestParam(defaultValue = "") String reason,
			@RequestParam(defaultValue = "false") boolean sure, OnceKey key, @AuthenticationPrincipal Viewer viewer,
			Model model, HttpServletResponse response) {
		List<Long> chosen = all ? given(shown) : given(author);
		show(viewer, chosen, reason, model);
		String done = this.refusals.tried(model, response, () -> {
			if (!sure) {
				this.waiting.check(viewer, chosen, reason);
				model.addAttribute("asked", true);
				return "";
			}
			WaitingAuthors.Outcome outcome = this.waiting.remove(viewer, key, chosen, reason);
			return "/moderation/authors?removed=" + outcome.removed() + "&refused=" + outcome.refused() + "&after="
					+ outcome.before() + "&last=" + outcome.last();
		});
		return (done != null && !model.containsAttribute("asked")) ? done : VIEW;
	}

	private static List<Long> given(@Nullable List<Long> accounts) {
		return (accounts != null) ? accounts : List.of();
	}

	private void show(Viewer viewer, List<Long> chosen, String reason, Model model) {
		model.addAttribute("waiting", this.waiting.list(viewer));
		model.addAttribute("chosen", chosen);
		model.addAttribute("reason", reason);
		model.addAttribute("errors", Map.of());
	}

}
