package dev.roundtable.moderation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.roundtable.forum.PostId;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.Messages;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.moderation.Queue.Item;
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
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The pages on which people report, moderators decide, and everybody reads what was done.
 */
@Controller
class ModerationController {

	private static final String REPORT = "moderation/report";

	private static final String ITEM = "moderation/item";

	private static final int ON_A_PAGE = 20;

	private static final int LINES = 50;

	private static final int REPORTS = 20;

	private static final List<Integer> DAYS = List.of(1, 3, 7, 30, 365, 0);

	private final Reports reports;

	private final Queue queue;

	private final Deciding deciding;

	private final ModerationLog log;

	private final OpenItems open;

	private final Refusals refusals;

	private final Messages messages;

	ModerationController(Reports reports, Queue queue, Deciding deciding, ModerationLog log, OpenItems open,
			Refusals refusals, Messages messages) {
		this.reports = reports;
		this.queue = queue;
		this.deciding = deciding;
		this.log = log;
		this.open = open;
		this.refusals = refusals;
		this.messages = messages;
	}

	@GetMapping("/posts/{id}/report")
	String report(@PathVariable long id, @AuthenticationPrincipal Viewer viewer, Model model) {
		show(id, "", "", viewer, model);
		return REPORT;
	}

	@PostMapping("/posts/{id}/report")
	String report(@PathVariable long id, @RequestParam(defaultValue = "") String reason,
			@RequestParam(defaultValue = "") String note, OnceKey key, @AuthenticationPrincipal Viewer viewer,
			Model model, HttpServletResponse response) {
		show(id, reason, note, viewer, model);
		String done = this.refusals.tried(model, response, () -> {
			this.reports.report(viewer, key, PostId.of(id), reason, note);
			return "/posts/" + id + "/report";
		});
		return (done != null) ? done : REPORT;
	}

	private void show(long id, String reason, String note, Viewer viewer, Model model) {
		model.addAttribute("post", this.reports.post(viewer, PostId.of(id)));
		model.addAttribute("reasons", ReportReason.values());
		model.addAttribute("reason", reason);
		model.addAttribute("note", note);
		model.addAttribute("errors", Map.of());
	}

	@GetMapping("/reports")
	String mine(@RequestParam(required = false) @Nullable String cursor, @AuthenticationPrincipal Viewer viewer,
			Model model) {
		CursorPage<Reports.Mine> page = this.reports.of(viewer, cursor, ON_A_PAGE);
		model.addAttribute("reports", page.items());
		model.addAttribute("next", page.next());
		return "moderation/mine";
	}

	/**
	 * @param done what she has just decided from here
	 */
	@GetMapping("/moderation")
	String queue(@RequestParam(defaultValue = "false") boolean decided,
			@RequestParam(required = false) @Nullable String cursor,
			@RequestParam(required = false) @Nullable Long done, @AuthenticationPrincipal Viewer viewer, Model model) {
		CursorPage<Item> page = this.queue.page(viewer, decided, cursor, ON_A_PAGE);
		model.addAttribute("items", page.items());
		model.addAttribute("next", page.next());
		model.addAttribute("decided", decided);
		model.addAttribute("quick", Decision.QUICK);
		model.addAttribute("decidedNow", (done != null) ? this.queue.item(viewer, done) : null);
		model.addAttribute("others", this.open.others(viewer)
			.stream()
			.map((other) -> new Other(other.queue().url(), this.messages.of(other.queue().title(), other.waiting())))
			.toList());
		return "moderation/queue";
	}

	/** Public for its template. */
	public record Other(String url, String title) {
	}

	@GetMapping("/moderation/items/{id}")
	String item(@PathVariable long id, @AuthenticationPrincipal Viewer viewer, Model model) {
		show(id, new HashMap<>(), viewer, model);
		return ITEM;
	}

	/**
	 * @param quick from the list, for the reason that such a decision usually has
	 */
	@PostMapping("/moderation/items/{id}")
	String decide(@PathVariable long id, @RequestParam(required = false) @Nullable Decision decision,
			@RequestParam(name = "reason", defaultValue = "") String typed, @RequestParam(defaultValue = "7") int days,
			@RequestParam(required = false) @Nullable Long version, @RequestParam(defaultValue = "false") boolean sure,
			@RequestParam(defaultValue = "false") boolean quick, OnceKey key, @AuthenticationPrincipal Viewer viewer,
			Model model, HttpServletResponse response) {
		String reason = (quick && typed.isEmpty() && decision != null && Decision.QUICK.contains(decision))
				? this.messages.of(decision.usualReason()) : typed;
		boolean usual = !reason.equals(typed);
		Map<String, Object> form = new HashMap<>(Map.of("reason", reason, "days", days));
		form.put("decision", decision);
		show(id, form, viewer, model);
		Verdict verdict = new Verdict(decision, reason, days, version);
		try {
			String done = this.refusals.tried(model, response, () -> {
				if (!sure && this.deciding.asksAgain(viewer, id, verdict)) {
					model.addAttribute("asked", verdict);
				}
				else {
					this.deciding.decide(viewer, key, id, verdict);
				}
				return usual ? "/moderation?done=" + id : "/moderation/items/" + id;
			});
			return (done != null && !model.containsAttribute("asked")) ? done : ITEM;
		}
		catch (StaleVersion stale) {
			response.setStatus(HttpStatus.CONFLICT.value());
			Item item = show(id, form, viewer, model);
			model.addAttribute("errors", Map.of("form", this.messages
				.of((item.decision() != null) ? "moderation.decided.meanwhile" : "moderation.changed.meanwhile")));
			return ITEM;
		}
	}

	@PostMapping("/moderation/items/{id}/reopen")
	String reopen(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.deciding.reopen(viewer, key, id);
		return "redirect:/moderation/items/" + id;
	}

	private Item show(long id, Map<String, Object> form, Viewer viewer, Model model) {
		Item item = this.queue.item(viewer, id);
		model.addAttribute("item", item);
		model.addAttribute("html", this.queue.html(item));
		if (item.decision() != null) {
			model.addAttribute("next", this.queue.next(viewer));
		}
		model.addAttribute("reports", this.queue.reports(id, REPORTS));
		model.addAttribute("author", this.queue.author(item.authorId()));
		model.addAttribute("history", this.log.of(item.topicId(), item.floor(), REPORTS));
		model.addAttribute("removal", this.queue.removal(item.authorId()));
		model.addAttribute("decisions", Decision.values());
		model.addAttribute("days", DAYS);
		model.addAttribute("form", form);
		model.addAttribute("errors", Map.of());
		return item;
	}

	@PostMapping("/moderation/removals/{id}/undo")
	String undo(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer, Model model,
			HttpServletResponse response) {
		this.deciding.undoRemoval(viewer, key, id);
		return "redirect:/moderation/log";
	}

	@GetMapping("/moderation/log")
	String log(@RequestParam(defaultValue = "") String kind, @RequestParam(required = false) @Nullable String cursor,
			@AuthenticationPrincipal @Nullable Viewer viewer, Model model) {
		if (!kind.isEmpty() && !ModerationLog.ACTIONS.contains(kind)) {
			throw new NotFound("kind " + kind);
		}
		CursorPage<ModerationLog.Line> page = this.log.page(viewer, kind, cursor, LINES);
		model.addAttribute("lines", page.items());
		model.addAttribute("next", page.next());
		model.addAttribute("kind", kind);
		model.addAttribute("kinds", ModerationLog.ACTIONS);
		return "moderation/log";
	}

}
