package dev.roundtable.tracking.admin;

import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.tracker.sync.ConnectionId;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What would happen, before anything does. */
@Controller
class DryRunController {

	private final Health health;

	private final DryRun dryRun;

	private final OurWords ourWords;

	DryRunController(Health health, DryRun dryRun, OurWords ourWords) {
		this.health = health;
		this.dryRun = dryRun;
		this.ourWords = ourWords;
	}

	@GetMapping("/admin/trackers/{id}/dry-run")
	String look(@PathVariable long id, @RequestParam(defaultValue = "") String task,
			@AuthenticationPrincipal Viewer viewer, Model model) {
		viewer.require(Capability.ADMINISTER);
		Health.Line line = this.health.of(new ConnectionId(id));
		Long number = number(task);
		model.addAttribute("c", line);
		model.addAttribute("task", task);
		model.addAttribute("misread", !task.isBlank() && number == null);
		model.addAttribute("words", this.ourWords.named(viewer));
		if (number != null || (task.isBlank() && line.pushed() != null)) {
			model.addAttribute("result", this.dryRun.of(new ConnectionId(id), number));
		}
		return "tracking/dry-run";
	}

	/** As people write it: {@code 42}, {@code #42}. */
	private static @Nullable Long number(String task) {
		String digits = task.strip().replaceFirst("^#", "");
		return digits.matches("[1-9][0-9]{0,14}") ? Long.valueOf(digits) : null;
	}

}
