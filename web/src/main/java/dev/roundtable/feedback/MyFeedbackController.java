package dev.roundtable.feedback;

import dev.roundtable.feedback.MyFeedback.Item;
import dev.roundtable.feedback.MyFeedback.Show;
import dev.roundtable.http.CursorPage;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page on which somebody sees what became of what she said. */
@Controller
class MyFeedbackController {

	private static final int ON_A_PAGE = 20;

	private final MyFeedback feedback;

	MyFeedbackController(MyFeedback feedback) {
		this.feedback = feedback;
	}

	@GetMapping("/me/feedback")
	String show(@RequestParam(defaultValue = "ALL") Show show, @RequestParam(required = false) @Nullable String cursor,
			@AuthenticationPrincipal Viewer viewer, Model model) {
		CursorPage<Item> page = this.feedback.page(viewer, show, cursor, ON_A_PAGE);
		model.addAttribute("items", page.items());
		model.addAttribute("next", page.next());
		model.addAttribute("show", show);
		model.addAttribute("shows", Show.values());
		model.addAttribute("counts", this.feedback.counts(viewer));
		return "feedback/mine";
	}

}
