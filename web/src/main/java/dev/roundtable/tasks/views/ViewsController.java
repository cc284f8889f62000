package dev.roundtable.tasks.views;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.SameSitePath;
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

/** Lists with names: kept, counted, given up. */
@Controller
class ViewsController {

	private final SavedViews saved;

	private final ListViews views;

	private final Inbox inbox;

	private final Messages messages;

	ViewsController(SavedViews saved, ListViews views, Inbox inbox, Messages messages) {
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
			String asked = URLEncoder.encode(q, StandardCharsets.UTF_8);
			return (asked.length() <= SameSitePath.LONGEST) ? "redirect:/tasks?q=" + asked
					: "redirect:/tasks/views/new";
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

	/** To give it a name, without JavaScript too. */
	@GetMapping("/tasks/views/new")
	String form(@RequestParam(defaultValue = "") String q, @AuthenticationPrincipal Viewer viewer, Model model) {
		model.addAttribute("q", q);
		model.addAttribute("mine", this.saved.of(viewer).stream().filter(SavedViews.Saved::hers).toList());
		return "tasks/view";
	}

	@PostMapping("/tasks/views/{view}/remove")
	String remove(@PathVariable long view, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.saved.remove(viewer, view, key);
		return "redirect:/tasks/views/new";
	}

}
