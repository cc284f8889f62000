package dev.roundtable.appeals;

import java.util.Map;

import dev.roundtable.http.CursorPage;
import dev.roundtable.http.Messages;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.moderation.OtherQueue;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where somebody speaks for herself, and where moderators answer her. */
@Controller
class AppealsController {

	private static final String OWN = "appeals/appeal";

	private static final String ALL = "appeals/appeals";

	private static final int ON_A_PAGE = 20;

	private final Appeals appeals;

	private final Refusals refusals;

	private final Messages messages;

	AppealsController(Appeals appeals, Refusals refusals, Messages messages) {
		this.appeals = appeals;
		this.refusals = refusals;
		this.messages = messages;
	}

	@GetMapping("/appeal")
	String own(@AuthenticationPrincipal Viewer viewer, Model model) {
		own(viewer, "", model);
		return OWN;
	}

	@PostMapping("/appeal")
	String appeal(@RequestParam(defaultValue = "") String text, OnceKey key, @AuthenticationPrincipal Viewer viewer,
			Model model, HttpServletResponse response) {
		own(viewer, text, model);
		String done = this.refusals.tried(model, response, () -> {
			this.appeals.appeal(viewer, key, text);
			return "/appeal?saved";
		});
		return (done != null) ? done : OWN;
	}

	private void own(Viewer viewer, String text, Model model) {
		Appeal current = this.appeals.current(viewer);
		model.addAttribute("current", current);
		model.addAttribute("earlier", this.appeals.of(viewer).stream().filter((one) -> !one.equals(current)).toList());
		model.addAttribute("text", text);
		model.addAttribute("longest", Appeals.TEXT);
		model.addAttribute("errors", Map.of());
	}

	@GetMapping("/moderation/appeals")
	String all(@RequestParam(defaultValue = "false") boolean decided,
			@RequestParam(required = false) @Nullable String cursor, @AuthenticationPrincipal Viewer viewer,
			Model model) {
		show(viewer, decided, cursor, model);
		return ALL;
	}

	@PostMapping("/moderation/appeals/{id}")
	String decide(@PathVariable long id, @RequestParam(required = false) @Nullable Boolean lift,
			@RequestParam(defaultValue = "") String reason, OnceKey key, @AuthenticationPrincipal Viewer viewer,
			Model model, HttpServletResponse response) {
		viewer.require(Capability.MODERATE);
		show(viewer, false, null, model);
		model.addAttribute("at", id);
		model.addAttribute("reason", reason);
		try {
			String done = this.refusals.tried(model, response, () -> {
				this.appeals.decide(viewer, key, id, lift, reason);
				return "/moderation/appeals?saved";
			});
			return (done != null) ? done : ALL;
		}
		catch (StaleVersion stale) {
			response.setStatus(HttpStatus.CONFLICT.value());
			model.addAttribute("errors", Map.of("form", this.messages.of("moderation.decided.meanwhile")));
			return ALL;
		}
	}

	private void show(Viewer viewer, boolean decided, @Nullable String cursor, Model model) {
		CursorPage<Appeal> page = this.appeals.page(viewer, decided, cursor, ON_A_PAGE);
		model.addAttribute("appeals", page.items());
		model.addAttribute("next", page.next());
		model.addAttribute("decided", decided);
		model.addAttribute("errors", Map.of());
	}

	/** Beside the queue of posts. */
	@Component
	static class AppealsQueue implements OtherQueue {

		@Override
		public String url() {
			return "/moderation/appeals";
		}

		@Override
		public String title() {
			return "appeals.waiting";
		}

		@Override
		public String open() {
			return "select 1 as one from appeals where slot = 0";
		}

	}

}
