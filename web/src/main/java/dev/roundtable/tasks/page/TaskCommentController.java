package dev.roundtable.tasks.page;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.ComponentNames;
import dev.roundtable.tasks.TaskComments;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.writing.Body;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Answers and notes: sent, corrected, taken back. */
@Controller
@RequestMapping("/tasks/{number}/comments")
class TaskCommentController {

	private final TaskComments comments;

	private final TaskPages pages;

	private final ComponentNames components;

	private final Messages messages;

	private final Limits limits;

	TaskCommentController(TaskComments comments, TaskPages pages, ComponentNames components, Messages messages,
			Limits limits) {
		this.limits = limits;
		this.comments = comments;
		this.pages = pages;
		this.components = components;
		this.messages = messages;
	}

	@PostMapping
	String write(@PathVariable long number, @RequestParam(defaultValue = "") String body,
			@RequestParam(defaultValue = "true") boolean internal,
			@RequestParam(defaultValue = "false") boolean preview, OnceKey key, @AuthenticationPrincipal Viewer viewer,
			Model model, HttpServletResponse response) {
		TaskNumber task = TaskNumber.of(number);
		viewer.require(Capability.CHANGE_TASKS);
		try {
			if (preview) {
				model.addAttribute("preview", previewed(viewer, body));
				return shown(task, viewer, new Typed(body, internal), model);
			}
			this.comments.write(viewer, task, body, internal, key);
			return "redirect:" + task.url() + "#comments";
		}
		catch (BadInput bad) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			String page = shown(task, viewer, new Typed(body, internal), model);
			model.addAttribute("errors", this.messages.errors(bad));
			return page;
		}
	}

	private String shown(TaskNumber task, Viewer viewer, Typed typed, Model model) {
		this.pages.show(task, viewer, model);
		model.addAttribute("componentNames", this.components.names(viewer));
		model.addAttribute("comment", typed);
		return "tasks/task";
	}

	private String previewed(Viewer viewer, String body) {
		this.limits.spend(viewer, Act.PREVIEW);
		return Body.preview(body);
	}

	@GetMapping("/{id}/edit")
	String edit(@PathVariable long number, @PathVariable long id, @AuthenticationPrincipal Viewer viewer, Model model) {
		TaskComments.Comment comment = this.comments.find(viewer, TaskNumber.of(number), id);
		if (!comment.isHers(viewer)) {
			throw new AccessDeniedException("somebody else's");
		}
		return form(number, viewer, comment, comment.body(), model);
	}

	@PostMapping("/{id}/edit")
	String correct(@PathVariable long number, @PathVariable long id, @RequestParam long version,
			@RequestParam(defaultValue = "") String body, @RequestParam(defaultValue = "false") boolean preview,
			OnceKey key, @AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		TaskNumber task = TaskNumber.of(number);
		try {
			if (preview) {
				TaskComments.Comment comment = this.comments.find(viewer, task, id);
				model.addAttribute("preview", previewed(viewer, body));
				return form(number, viewer, comment, body, model);
			}
			this.comments.correct(viewer, task, id, version, body, key);
			return "redirect:" + task.url() + "#comment-" + id;
		}
		catch (BadInput bad) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			model.addAttribute("errors", this.messages.errors(bad));
		}
		catch (StaleVersion stale) {
			response.setStatus(HttpStatus.CONFLICT.value());
			model.addAttribute("conflict", true);
		}
		return form(number, viewer, this.comments.find(viewer, task, id), body, model);
	}

	@PostMapping("/{id}/withdraw")
	String withdraw(@PathVariable long number, @PathVariable long id, @RequestParam long version, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.comments.withdraw(viewer, TaskNumber.of(number), id, version, key);
		return "redirect:" + TaskNumber.of(number).url() + "#comments";
	}

	private String form(long number, Viewer viewer, TaskComments.Comment comment, String typed, Model model) {
		model.addAttribute("task", this.pages.view(TaskNumber.of(number), viewer));
		model.addAttribute("comment", comment);
		model.addAttribute("body", typed);
		return "tasks/edit-comment";
	}

	record Typed(String body, boolean internal) {
	}

}
