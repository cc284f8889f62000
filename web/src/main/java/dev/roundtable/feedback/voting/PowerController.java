package dev.roundtable.feedback.voting;

import java.util.Map;

import dev.roundtable.http.Messages;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.Viewer;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How many open ideas a person may vote for, for administrators to change. */
@Controller
@RequestMapping("/admin/votes")
class PowerController {

	private static final String VIEW = "feedback/admin-votes";

	private final KeptPower power;

	private final Refusals refusals;

	private final Messages messages;

	PowerController(KeptPower power, Refusals refusals, Messages messages) {
		this.power = power;
		this.refusals = refusals;
		this.messages = messages;
	}

	@GetMapping
	String show(@AuthenticationPrincipal Viewer viewer, Model model) {
		Power now = this.power.toChange(viewer);
		show(now.votes(), now.version(), model);
		return VIEW;
	}

	private static void show(int votes, long version, Model model) {
		model.addAttribute("votes", votes);
		model.addAttribute("version", version);
		model.addAttribute("most", Power.MOST);
		model.addAttribute("errors", Map.of());
	}

	@PostMapping
	String change(@RequestParam(defaultValue = "-1") int votes, @RequestParam long version, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		this.power.toChange(viewer);
		show(votes, version, model);
		try {
			String done = this.refusals.tried(model, response, () -> {
				this.power.change(viewer, key, new Power(votes, version));
				return "/admin/votes?saved";
			});
			return (done != null) ? done : VIEW;
		}
		catch (StaleVersion stale) {
			response.setStatus(HttpStatus.CONFLICT.value());
			show(votes, stale.current(), model);
			model.addAttribute("errors", Map.of("form", this.messages.of("trust.stale")));
			return VIEW;
		}
	}

}
