package dev.roundtable.indexing.synonyms;

import java.util.Map;

import dev.roundtable.http.Messages;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.Viewer;
import dev.roundtable.search.Synonyms;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Which words mean the same to search, for administrators to change. */
@Controller
@RequestMapping("/admin/search/synonyms")
class SynonymsController {

	private static final String VIEW = "indexing/synonyms";

	private final SynonymList synonyms;

	private final Refusals refusals;

	private final Messages messages;

	SynonymsController(SynonymList synonyms, Refusals refusals, Messages messages) {
		this.synonyms = synonyms;
		this.refusals = refusals;
		this.messages = messages;
	}

	@GetMapping
	String show(@AuthenticationPrincipal Viewer viewer, Model model) {
		show(this.synonyms.toChange(viewer), model);
		return VIEW;
	}

	@PostMapping
	String change(@RequestParam(defaultValue = "") String words, @RequestParam long version, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		show(new SynonymList.Row(words, version), model);
		try {
			String done = this.refusals.tried(model, response, () -> {
				this.synonyms.change(viewer, key, version, words);
				return "/admin/search/synonyms?saved";
			});
			return (done != null) ? done : VIEW;
		}
		catch (StaleVersion stale) {
			response.setStatus(HttpStatus.CONFLICT.value());
			model.addAttribute("now", this.synonyms.toChange(viewer));
			model.addAttribute("errors", Map.of("form", this.messages.of("branding.stale")));
			return VIEW;
		}
	}

	private void show(SynonymList.Row form, Model model) {
		model.addAttribute("form", form);
		model.addAttribute("errors", Map.of());
		model.addAttribute("longest", Synonyms.LONGEST);
		model.addAttribute("groups", Synonyms.MOST_GROUPS);
		model.addAttribute("most", Synonyms.MOST_WORDS);
	}

}
