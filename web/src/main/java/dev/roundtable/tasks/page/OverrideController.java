package dev.roundtable.tasks.page;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.ComponentNames;
import dev.roundtable.tasks.Overrides;
import dev.roundtable.tasks.TaskNumber;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A product manager's points on a task's page. */
@Controller
class OverrideController {

	private final Overrides overrides;

	private final TaskPages pages;

	private final ComponentNames components;

	private final Messages messages;

	OverrideController(Overrides overrides, TaskPages pages, ComponentNames components, Messages messages) {
		this.overrides = overrides;
		this.pages = pages;
		this.components = components;
		this.messages = messages;
	}

	@PostMapping("/tasks/{number}/override")
	String set(@PathVariable long number, @RequestParam(required = false) @Nullable Integer points,
			@RequestParam(defaultValue = "") String reason, OnceKey key, @AuthenticationPrincipal Viewer viewer,
			Model model, HttpServletResponse response) {
		TaskNumber task = TaskNumber.of(number);
		Overrides.Weight wanted = new Overrides.Weight(points, reason);
		try {
			this.overrides.set(viewer, task, wanted, key);
			return "redirect:" + task.url();
		}
		catch (BadInput bad) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			this.pages.show(task, viewer, model);
			model.addAttribute("componentNames", this.components.names(viewer));
			model.addAttribute("weighing", wanted);
			model.addAttribute("errors", this.messages.errors(bad));
			return "tasks/task";
		}
	}

	@PostMapping("/tasks/{number}/override/take-back")
	String takeBack(@PathVariable long number, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.overrides.takeBack(viewer, TaskNumber.of(number), key);
		return "redirect:" + TaskNumber.of(number).url();
	}

}
