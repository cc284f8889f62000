package dev.roundtable.tasks.list;

import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Whether fans' rows are treated as the team's own. */
@Controller
class ParityController {

	private final Fairness fairness;

	ParityController(Fairness fairness) {
		this.fairness = fairness;
	}

	@GetMapping("/tasks/parity")
	String parity(@AuthenticationPrincipal @Nullable Viewer viewer, Model model) {
		model.addAttribute("fairness", this.fairness.report(viewer));
		return "tasks/parity";
	}

}
