package dev.roundtable.tasks.list;

import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.ComponentNames;
import dev.roundtable.tasks.TaskKind;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Ideas by what fans want most. */
@Controller
class IdeasController {

	private static final int IDEAS_ON_A_PAGE = 50;

	private final TaskList list;

	private final ComponentNames components;

	IdeasController(TaskList list, ComponentNames components) {
		this.list = list;
		this.components = components;
	}

	@GetMapping("/votes")
	String ideas(@RequestParam(defaultValue = "") String status,
			@RequestParam(required = false) @Nullable String cursor, @AuthenticationPrincipal @Nullable Viewer viewer,
			Model model) {
		TaskFilter ideas = new TaskFilter("", status, TaskKind.IDEA.name(), "", "", "", "votes");
		var page = this.list.page(ideas, cursor, IDEAS_ON_A_PAGE, viewer);
		model.addAttribute("ideas", page.items());
		model.addAttribute("next", page.next());
		model.addAttribute("status", status);
		model.addAttribute("counts", this.list.counts(ideas, viewer));
		model.addAttribute("componentNames", this.components.names(viewer));
		return "tasks/votes";
	}

}
