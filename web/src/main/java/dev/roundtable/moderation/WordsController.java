package dev.roundtable.moderation;

import java.util.Map;

import dev.roundtable.boards.Boards;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.moderation.Words.Act;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Which words are not to be written, and which boards look at new people first. */
@Controller
@RequestMapping("/admin/moderation")
class WordsController {

	private static final String VIEW = "moderation/words";

	private final Words words;

	private final ReviewedBoards reviewed;

	private final Boards boards;

	private final Refusals refusals;

	WordsController(Words words, ReviewedBoards reviewed, Boards boards, Refusals refusals) {
		this.words = words;
		this.reviewed = reviewed;
		this.boards = boards;
		this.refusals = refusals;
	}

	@GetMapping
	String words(@AuthenticationPrincipal Viewer viewer, Model model) {
		show(viewer, "", Act.REVIEW, model);
		return VIEW;
	}

	@PostMapping("/words")
	String add(@RequestParam(defaultValue = "") String word, @RequestParam(required = false) @Nullable Act act,
			OnceKey key, @AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		show(viewer, word, act, model);
		String done = this.refusals.tried(model, response, () -> {
			this.words.add(viewer, key, word, act);
			return "/admin/moderation?saved";
		});
		return (done != null) ? done : VIEW;
	}

	@PostMapping("/words/{id}/remove")
	String remove(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.words.remove(viewer, key, id);
		return "redirect:/admin/moderation?saved";
	}

	@PostMapping("/boards/{board}")
	String review(@PathVariable long board, @RequestParam boolean reviewed, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.reviewed.set(viewer, key, board, reviewed);
		return "redirect:/admin/moderation?saved";
	}

	private void show(Viewer viewer, String word, @Nullable Act act, Model model) {
		viewer.require(Capability.ADMINISTER);
		model.addAttribute("words", this.words.all(viewer));
		model.addAttribute("boards", this.boards.all());
		model.addAttribute("reviewed", this.reviewed.all());
		model.addAttribute("acts", Act.values());
		model.addAttribute("word", word);
		model.addAttribute("act", act);
		model.addAttribute("longest", Words.LONGEST);
		model.addAttribute("errors", Map.of());
	}

}
