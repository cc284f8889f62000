package dev.roundtable.indexing;

import dev.roundtable.people.Viewer;
import dev.roundtable.search.SearchUnavailable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** Chooses what a task is merged into, without a number to know. */
@Controller
class MergeCandidatesController {

	private final MergeCandidates candidates;

	MergeCandidatesController(MergeCandidates candidates) {
		this.candidates = candidates;
	}

	/**
	 * @param version of the task as she saw it
	 * @param back where she goes on
	 * @param relate whether it is to be related to one of them, not merged
	 */
	@GetMapping("/tasks/{number}/candidates")
	String choose(@PathVariable long number, @RequestParam(defaultValue = "1") long version,
			@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String back,
			@RequestParam(defaultValue = "false") boolean relate,
			@RequestHeader(name = "HX-Request", defaultValue = "false") boolean part,
			@AuthenticationPrincipal Viewer viewer, Model model) {
		model.addAttribute("number", number);
		model.addAttribute("version", version);
		model.addAttribute("q", q);
		model.addAttribute("back", back);
		model.addAttribute("relate", relate);
		try {
			model.addAttribute("offer", this.candidates.of(viewer, number, q));
		}
		catch (SearchUnavailable away) {
			model.addAttribute("away", true);
		}
		return part ? "indexing/candidates :: list" : "indexing/candidates";
	}

}
