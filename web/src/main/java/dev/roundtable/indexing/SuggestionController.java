package dev.roundtable.indexing;

import java.util.List;

import dev.roundtable.http.TooManyAttempts;
import dev.roundtable.people.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the search box offers while somebody types, for the script that shows it. */
@Controller
class SuggestionController {

	private final Suggestions suggestions;

	SuggestionController(Suggestions suggestions) {
		this.suggestions = suggestions;
	}

	/** Whoever asks too often is offered nothing for a while: she can still search. */
	@GetMapping("/search/suggest")
	String suggest(@AuthenticationPrincipal @Nullable Viewer viewer, @RequestParam(defaultValue = "") String q,
			Model model, HttpServletResponse response) {
		List<Suggestions.Suggestion> offered;
		try {
			offered = this.suggestions.of(viewer, q);
		}
		catch (TooManyAttempts tooOften) {
			response.setStatus(429);
			response.setHeader("Retry-After", String.valueOf(tooOften.seconds()));
			offered = List.of();
		}
		response.setHeader("Cache-Control", CacheControl.noStore().getHeaderValue());
		model.addAttribute("offered", offered);
		return "indexing/suggest :: list";
	}

}
