package dev.roundtable.feedback.verifying;

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

/** How many have to say so, for administrators to change. */
@Controller
@RequestMapping("/admin/verification")
class BarsController {

	private static final String VIEW = "feedback/admin-verification";

	private final KeptBars bars;

	private final Refusals refusals;

	private final Messages messages;

	BarsController(KeptBars bars, Refusals refusals, Messages messages) {
		this.bars = bars;
		this.refusals = refusals;
		this.messages = messages;
	}

	@GetMapping
	String show(@AuthenticationPrincipal Viewer viewer, Model model) {
		Bars now = this.bars.toChange(viewer);
		show(now.refuting(), now.proving(), now.version(), model);
		return VIEW;
	}

	private static void show(int refuting, int proving, long version, Model model) {
		model.addAttribute("refuting", refuting);
		model.addAttribute("proving", proving);
		model.addAttribute("version", version);
		model.addAttribute("most", Bars.MOST);
		model.addAttribute("errors", Map.of());
	}

	@PostMapping
	String change(@RequestParam(defaultValue = "0") int refuting, @RequestParam(defaultValue = "0") int proving,
			@RequestParam long version, OnceKey key, @AuthenticationPrincipal Viewer viewer, Model model,
			HttpServletResponse response) {
		this.bars.toChange(viewer);
		show(refuting, proving, version, model);
		try {
			String done = this.refusals.tried(model, response, () -> {
				this.bars.change(viewer, key, new Bars(refuting, proving, version));
				return "/admin/verification?saved";
			});
			return (done != null) ? done : VIEW;
		}
		catch (StaleVersion stale) {
			response.setStatus(HttpStatus.CONFLICT.value());
			show(refuting, proving, stale.current(), model);
			model.addAttribute("errors", Map.of("form", this.messages.of("trust.stale")));
			return VIEW;
		}
	}

}
