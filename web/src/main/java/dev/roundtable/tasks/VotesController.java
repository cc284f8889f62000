package dev.roundtable.tasks;

import java.util.Map;

import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Ideas by what fans want most, and the button that plans one. */
@Controller
class VotesController {

	private static final int IDEAS_ON_A_PAGE = 50;

	private final TaskList list;

	private final Tasks tasks;

	private final ComponentNames components;

	VotesController(TaskList list, Tasks tasks, ComponentNames components) {
		this.list = list;
		this.tasks = tasks;
		this.components = components;
	}

	@ModelAttribute("componentNames")
	Map<String, String> componentNames() {
		return this.components.names();
	}

	@GetMapping("/votes")
	String votes(@RequestParam(defaultValue = "") String status,
			@RequestParam(required = false) @Nullable String cursor, Model model) {
		TaskFilter ideas = new TaskFilter("", status, TaskKind.IDEA.name(), "", "", "", "votes");
		var page = this.list.page(ideas, cursor, IDEAS_ON_A_PAGE);
		model.addAttribute("ideas", page.items());
		model.addAttribute("next", page.next());
		model.addAttribute("status", status);
		model.addAttribute("counts", this.list.counts(ideas));
		return "tasks/votes";
	}

	/** Planning what somebody else has just planned is no conflict. */
	@PostMapping("/tasks/{number}/plan")
	String plan(@PathVariable long number, @RequestParam long version, @AuthenticationPrincipal Viewer viewer) {
		Tasks.requireTeam(viewer);
		try {
			this.tasks.change(viewer, TaskNumber.of(number), TaskEdit.status(version, TaskStatus.PLANNED));
		}
		catch (StaleVersion stale) {
			if (this.tasks.find(TaskNumber.of(number)).status() != TaskStatus.PLANNED) {
				throw stale;
			}
		}
		return "redirect:/votes";
	}

}
