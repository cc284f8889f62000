package dev.roundtable.tasks.page;

import java.util.Map;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.OnceKey;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.ComponentNames;
import dev.roundtable.tasks.NewTask;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.tasks.TaskView;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.tasks.list.Neighbours;
import dev.roundtable.writing.Body;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A task's page, and the form that opens one. */
@Controller
class TaskController {

	private final Tasks tasks;

	private final TaskPages pages;

	private final Neighbours neighbours;

	private final ComponentNames components;

	private final Messages messages;

	private final Limits limits;

	TaskController(Tasks tasks, TaskPages pages, Neighbours neighbours, ComponentNames components, Messages messages,
			Limits limits) {
		this.limits = limits;
		this.tasks = tasks;
		this.pages = pages;
		this.neighbours = neighbours;
		this.components = components;
		this.messages = messages;
	}

	/**
	 * @param q the list that she came from, to go on in it
	 * @param act what she is about to do
	 * @param split the task of a topic that was just taken off
	 */
	@GetMapping("/tasks/{number}")
	String show(@PathVariable long number, @RequestParam(required = false) @Nullable String q,
			@RequestParam(required = false) @Nullable String act, @RequestParam(required = false) @Nullable Long split,
			@AuthenticationPrincipal @Nullable Viewer viewer, Model model) {
		TaskNumber task = TaskNumber.of(number);
		this.pages.show(task, viewer, model);
		if (q != null) {
			model.addAttribute("around", this.neighbours.of(q, task, viewer));
		}
		if (act != null) {
			model.addAttribute("act", act);
			model.addAttribute("sent", TaskEdit.nothing(0));
		}
		if (split != null && Viewer.may(viewer, Capability.CHANGE_TASKS)) {
			model.addAttribute("split", this.pages.view(TaskNumber.of(split), viewer));
		}
		model.addAttribute("componentNames", this.components.names(viewer));
		return "tasks/task";
	}

	@GetMapping("/tasks/new")
	String newTask(@AuthenticationPrincipal Viewer viewer, Model model) {
		viewer.require(Capability.CHANGE_TASKS);
		return showNew(new NewTask("", "", null, null, "", null), Map.of(), model);
	}

	@PostMapping("/tasks/new")
	String open(@ModelAttribute NewTask form, @RequestParam(defaultValue = "false") boolean preview, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		viewer.require(Capability.CHANGE_TASKS);
		try {
			if (preview) {
				this.limits.spend(viewer, Act.PREVIEW);
				model.addAttribute("preview", Body.preview(form.body()));
				return showNew(form, Map.of(), model);
			}
			return "redirect:" + this.tasks.open(viewer, form, key).url();
		}
		catch (BadInput bad) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			return showNew(form, this.messages.errors(bad), model);
		}
	}

	private static String showNew(NewTask form, Map<String, String> errors, Model model) {
		model.addAttribute("form", form);
		model.addAttribute("errors", errors);
		return "tasks/new";
	}

}
