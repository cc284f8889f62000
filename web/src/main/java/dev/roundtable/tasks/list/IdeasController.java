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

	private final ListQueries queries;

	private final ComponentNames components;

	IdeasController(TaskList list, ListQueries queries, ComponentNames components) {
		this.list = list;
		this.queries = queries;
		this.components = components;
	}

	@GetMapping("/votes")
	String ideas(@RequestParam(defaultValue = "") String status,
			@RequestParam(required = false) @Nullable String cursor, @AuthenticationPrincipal @Nullable Viewer viewer,
			Model model) {
		TaskFilter ideas = new TaskFilter(null, status.isEmpty() ? null : status, TaskKind.IDEA.name(), null, null,
				null, null, "votes");
		ListQuery query = this.queries.of(ideas.query(), viewer);
		var page = this.list.page(query, cursor, IDEAS_ON_A_PAGE, viewer);
		model.addAttribute("ideas", page.items());
		model.addAttribute("next", page.next());
		model.addAttribute("status", status);
		model.addAttribute("counts", this.list.counts(this.queries.of("kind:idea", viewer), viewer));
		model.addAttribute("componentNames", this.components.names(viewer));
		return "tasks/votes";
	}

}
