package dev.roundtable.messages;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.roundtable.http.CursorPage;
import dev.roundtable.http.Messages;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.messages.ReviewQueue.Item;
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

/** Where moderators read what was reported of what people wrote to each other. */
@Controller
@RequestMapping("/moderation/messages")
class ReviewController {

	private static final String ITEM = "messages/review";

	private static final int ON_A_PAGE = 20;

	private static final List<Integer> DAYS = List.of(1, 3, 7, 30, 365, 0);

	private final ReviewQueue queue;

	private final Reviewing reviewing;

	private final Refusals refusals;

	private final Messages texts;

	ReviewController(ReviewQueue queue, Reviewing reviewing, Refusals refusals, Messages texts) {
		this.queue = queue;
		this.reviewing = reviewing;
		this.refusals = refusals;
		this.texts = texts;
	}

	@GetMapping
	String queue(@RequestParam(defaultValue = "false") boolean decided,
			@RequestParam(required = false) @Nullable String cursor, @AuthenticationPrincipal Viewer viewer,
			Model model) {
		CursorPage<Item> page = this.queue.page(viewer, decided, cursor, ON_A_PAGE);
		model.addAttribute("items", page.items());
		model.addAttribute("next", page.next());
		model.addAttribute("decided", decided);
		return "messages/reviews";
	}

	@GetMapping("/{id}")
	String item(@PathVariable long id, @AuthenticationPrincipal Viewer viewer, Model model) {
		show(id, new HashMap<>(), viewer, model);
		return ITEM;
	}

	@PostMapping("/{id}")
	String decide(@PathVariable long id, @RequestParam(required = false) @Nullable ReviewDecision decision,
			@RequestParam(defaultValue = "") String reason, @RequestParam(defaultValue = "7") int days, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		Map<String, Object> form = new HashMap<>(Map.of("reason", reason, "days", days));
		form.put("decision", decision);
		show(id, form, viewer, model);
		try {
			String done = this.refusals.tried(model, response, () -> {
				this.reviewing.decide(viewer, key, id, decision, reason, days);
				return "/moderation/messages/" + id;
			});
			return (done != null) ? done : ITEM;
		}
		catch (StaleVersion decidedMeanwhile) {
			response.setStatus(HttpStatus.CONFLICT.value());
			show(id, form, viewer, model);
			model.addAttribute("errors", Map.of("form", this.texts.of("moderation.decided.meanwhile")));
			return ITEM;
		}
	}

	@PostMapping("/{id}/show")
	String showAgain(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.reviewing.show(viewer, key, id);
		return "redirect:/moderation/messages/" + id;
	}

	@PostMapping("/{id}/reopen")
	String reopen(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.reviewing.reopen(viewer, key, id);
		return "redirect:/moderation/messages/" + id;
	}

	private void show(long id, Map<String, Object> form, Viewer viewer, Model model) {
		Item item = this.queue.item(viewer, id);
		model.addAttribute("item", item);
		if (item.decision() != null) {
			model.addAttribute("next", this.queue.next(viewer));
		}
		model.addAttribute("reports", this.queue.reports(item));
		model.addAttribute("decisions", ReviewDecision.values());
		model.addAttribute("days", DAYS);
		model.addAttribute("form", form);
		model.addAttribute("errors", Map.of());
	}

}
