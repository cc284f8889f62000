package dev.roundtable.tasks.page;

import java.util.List;

import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.ComponentNames;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.list.ListCounts;
import dev.roundtable.tasks.list.Neighbours;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list one task at a time: what it says, what is like it, decide, next. */
@Controller
class TriageController {

	private static final String USUAL = "status:new sort:new";

	private final TaskPages pages;

	private final Neighbours neighbours;

	private final ListCounts counts;

	private final ComponentNames components;

	TriageController(TaskPages pages, Neighbours neighbours, ListCounts counts, ComponentNames components) {
		this.pages = pages;
		this.neighbours = neighbours;
		this.counts = counts;
		this.components = components;
	}

	/**
	 * @param n the task to show, the first of the list when missing
	 */
	@GetMapping("/tasks/triage")
	String triage(@RequestParam(defaultValue = USUAL) String q, @RequestParam(required = false) @Nullable Long n,
			@AuthenticationPrincipal Viewer viewer, Model model) {
		viewer.require(Capability.CHANGE_TASKS);
		model.addAttribute("q", q);
		model.addAttribute("left", this.counts.of(List.of(q), viewer).getFirst());
		Long number = (n != null) ? n : this.neighbours.first(q, viewer);
		if (number != null) {
			TaskNumber task = TaskNumber.of(number);
			this.pages.show(task, viewer, model);
			model.addAttribute("around", this.neighbours.of(q, task, viewer));
			model.addAttribute("componentNames", this.components.names(viewer));
			model.addAttribute("triage", true);
		}
		return "tasks/triage";
	}

}
