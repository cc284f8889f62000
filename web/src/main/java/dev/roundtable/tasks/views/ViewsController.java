package dev.roundtable.tasks.views;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.http.SameSitePath;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.inbox.Inbox;
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

/** Lists with names: kept, counted, changed, given up. */
@Controller
class ViewsController {

	private static final String EDIT = "tasks/view-edit";

	private final SavedViews saved;

	private final ListViews views;

	private final Inbox inbox;

	private final Messages messages;

	private final Refusals refusals;

	ViewsController(SavedViews saved, ListViews views, Inbox inbox, Messages messages, Refusals refusals) {
		this.refusals = refusals;
		this.inbox = inbox;
		this.saved = saved;
		this.views = views;
		this.messages = messages;
	}

	/** The part of the page that has the numbers: to count takes longer than to list. */
	@GetMapping("/tasks/views")
	String counted(@RequestParam(defaultValue = "") String q, @AuthenticationPrincipal @Nullable Viewer viewer,
			Model model) {
		model.addAttribute("views", this.views.counted(viewer));
		model.addAttribute("inbox", this.inbox.count(viewer));
		model.addAttribute("q", q);
		return "tasks/views :: tabs";
	}

	@PostMapping("/tasks/views")
	String save(@RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String q,
			@RequestParam(defaultValue = "false") boolean shared, OnceKey key, @AuthenticationPrincipal Viewer viewer,
			Model model, HttpServletResponse response) {
		try {
			this.saved.save(viewer, name, q, shared, key);
			return "redirect:" + list(q);
		}
		catch (BadInput bad) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			model.addAttribute("errors", this.messages.errors(bad));
			model.addAttribute("name", name);
			model.addAttribute("q", q);
			model.addAttribute("shared", shared);
			return "tasks/view";
		}
	}

	private static String list(String q) {
		String asked = URLEncoder.encode(q, StandardCharsets.UTF_8);
		return (asked.length() <= SameSitePath.LONGEST) ? "/tasks?q=" + asked : "/tasks/views/new";
	}

	/** To give it a name, without JavaScript too. */
	@GetMapping("/tasks/views/new")
	String form(@RequestParam(defaultValue = "") String q, @AuthenticationPrincipal Viewer viewer, Model model) {
		model.addAttribute("q", q);
		model.addAttribute("mine", this.saved.of(viewer).stream().filter(SavedViews.Saved::hers).toList());
		return "tasks/view";
	}

	/**
	 * @param q what it is to show from now on, null for what it shows
	 */
	@GetMapping("/tasks/views/{view}")
	String edit(@PathVariable long view, @RequestParam(required = false) @Nullable String q,
			@AuthenticationPrincipal Viewer viewer, Model model) {
		SavedViews.Saved kept = this.saved.find(viewer, view);
		ViewEdit now = ViewEdit.of(kept);
		return form(kept, (q != null) ? new ViewEdit(now.version(), now.name(), q, now.shared()) : now, model);
	}

	private static String form(SavedViews.Saved kept, ViewEdit edit, Model model) {
		model.addAttribute("kept", kept);
		model.addAttribute("edit", edit);
		model.addAttribute("errors", Map.of());
		return EDIT;
	}

	@PostMapping("/tasks/views/{view}")
	String change(@PathVariable long view, ViewEdit edit, OnceKey key, @AuthenticationPrincipal Viewer viewer,
			Model model, HttpServletResponse response) {
		try {
			form(this.saved.find(viewer, view), edit, model);
			String done = this.refusals.tried(model, response, () -> {
				this.saved.change(viewer, view, edit, key);
				return list(edit.query());
			});
			return (done != null) ? done : EDIT;
		}
		catch (StaleVersion stale) {
			// Hers stays in the form, which is now against what it became.
			response.setStatus(HttpStatus.CONFLICT.value());
			form(this.saved.find(viewer, view), edit.at(stale.current()), model);
			model.addAttribute("stale", true);
			model.addAttribute("errors", Map.of("form", this.messages.of("views.stale")));
			return EDIT;
		}
	}

	@PostMapping("/tasks/views/{view}/remove")
	String remove(@PathVariable long view, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.saved.remove(viewer, view, key);
		return "redirect:/tasks/views/new";
	}

}
