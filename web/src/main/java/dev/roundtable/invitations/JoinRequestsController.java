package dev.roundtable.invitations;

import java.util.Map;

import dev.roundtable.http.CursorPage;
import dev.roundtable.http.Messages;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.invitations.JoinRequests.Decision;
import dev.roundtable.invitations.JoinRequests.Item;
import dev.roundtable.people.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where moderators let people in. */
@Controller
@RequestMapping(JoinRequests.PAGE)
class JoinRequestsController {

	private static final String ITEM = "invitations/join-request";

	private static final int ON_A_PAGE = 20;

	private final JoinRequests requests;

	private final Refusals refusals;

	private final Messages messages;

	JoinRequestsController(JoinRequests requests, Refusals refusals, Messages messages) {
		this.requests = requests;
		this.refusals = refusals;
		this.messages = messages;
	}

	@GetMapping
	String queue(@RequestParam(defaultValue = "false") boolean decided,
			@RequestParam(required = false) @Nullable String cursor, @AuthenticationPrincipal Viewer viewer,
			Model model) {
		CursorPage<Item> page = this.requests.page(viewer, decided, cursor, ON_A_PAGE);
		model.addAttribute("items", page.items());
		model.addAttribute("next", page.next());
		model.addAttribute("decided", decided);
		return "invitations/join-requests";
	}

	@GetMapping("/{id}")
	String item(@PathVariable long id, @AuthenticationPrincipal Viewer viewer, Model model) {
		show(this.requests.item(viewer, id), "", model);
		return ITEM;
	}

	@PostMapping("/{id}")
	String decide(@PathVariable long id, @RequestParam Decision decision,
			@RequestParam(defaultValue = "") String reason, OnceKey key, @AuthenticationPrincipal Viewer viewer,
			Model model, HttpServletResponse response) {
		show(this.requests.item(viewer, id), reason, model);
		try {
			String done = this.refusals.tried(model, response, () -> {
				this.requests.decide(viewer, key, id, decision, reason);
				return JoinRequests.PAGE + "?saved";
			});
			return (done != null) ? done : ITEM;
		}
		catch (StaleVersion decidedMeanwhile) {
			response.setStatus(HttpStatus.CONFLICT.value());
			show(this.requests.item(viewer, id), reason, model);
			model.addAttribute("errors", Map.of("form", this.messages.of("moderation.decided.meanwhile")));
			return ITEM;
		}
	}

	private static void show(Item item, String reason, Model model) {
		model.addAttribute("item", item);
		model.addAttribute("reason", reason);
		model.addAttribute("longest", JoinRequests.LONGEST);
		model.addAttribute("errors", Map.of());
	}

}
