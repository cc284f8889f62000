package dev.roundtable.tasks.inbox;

import java.time.Instant;

import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.list.ListTabs;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The inbox in a browser. */
@Controller
class InboxController {

	private final Inbox inbox;

	private final Done done;

	private final ListTabs tabs;

	InboxController(Inbox inbox, Done done, ListTabs tabs) {
		this.inbox = inbox;
		this.done = done;
		this.tabs = tabs;
	}

	/**
	 * @param done the task that she has just done with
	 */
	@GetMapping("/tasks/inbox")
	String inbox(@RequestParam(required = false) @Nullable Long done, @AuthenticationPrincipal Viewer viewer,
			Model model) {
		model.addAttribute("waiting", this.inbox.of(viewer));
		model.addAttribute("done", done);
		model.addAttribute("views", this.tabs.of(viewer));
		return "tasks/inbox";
	}

	/**
	 * @param until the newest that she saw of it
	 */
	@PostMapping("/tasks/inbox/done")
	String done(@RequestParam long task, @RequestParam Instant until, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.done.done(viewer, TaskNumber.of(task), until, key);
		return "redirect:/tasks/inbox?done=" + task;
	}

	@PostMapping("/tasks/inbox/undo")
	String undo(@RequestParam long task, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.done.undo(viewer, TaskNumber.of(task), key);
		return "redirect:/tasks/inbox#task-" + task;
	}

}
