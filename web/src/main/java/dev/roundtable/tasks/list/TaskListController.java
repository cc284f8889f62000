package dev.roundtable.tasks.list;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.roundtable.http.CursorPage;
import dev.roundtable.journal.RenderedLists;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Person;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.ComponentNames;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.tasks.TaskView;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list in a browser. */
@Controller
class TaskListController {

	private static final int ROWS_ON_A_PAGE = 50;

	private final TaskList list;

	private final Fairness fairness;

	private final Accounts accounts;

	private final ComponentNames components;

	private final RenderedLists lists;

	TaskListController(TaskList list, Fairness fairness, Accounts accounts, ComponentNames components,
			RenderedLists lists) {
		this.list = list;
		this.fairness = fairness;
		this.accounts = accounts;
		this.components = components;
		this.lists = lists;
	}

	@GetMapping("/tasks")
	String list(TaskFilter filter, @RequestParam(required = false) @Nullable String status,
			@RequestParam(required = false) @Nullable String cursor, @AuthenticationPrincipal @Nullable Viewer viewer,
			Model model) {
		TaskFilter wanted = filter.openUnless(status != null).by(viewer);
		model.addAttribute("list", this.lists.html("tasks/list-body", new Asked(wanted, cursor),
				Audiences.of(viewer).shared(), () -> shared(wanted, cursor, viewer)));
		return "tasks/list";
	}

	/** What all see who have the same rights. */
	private Map<String, Object> shared(TaskFilter filter, @Nullable String cursor, @Nullable Viewer viewer) {
		CursorPage<TaskView> page = this.list.page(filter, cursor, ROWS_ON_A_PAGE, viewer);
		Map<String, Object> model = new HashMap<>();
		model.put("filter", filter);
		model.put("chips", chips(filter, this.list.counts(filter, viewer)));
		model.put("tasks", page.items());
		if (page.next() != null) {
			model.put("next", filter.url(page.next()));
		}
		model.put("components", this.list.components(viewer));
		model.put("componentNames", this.components.names(viewer));
		model.put("team", this.accounts.team().stream().map(Person::name).toList());
		model.put("fairness", this.fairness.report(viewer));
		return model;
	}

	private static List<Chip> chips(TaskFilter filter, Map<String, Long> counts) {
		List<Chip> chips = new ArrayList<>();
		for (String group : List.of("all", "open", "closed")) {
			chips.add(Chip.of(filter, group, null));
		}
		for (TaskStatus status : TaskStatus.values()) {
			Long count = counts.get(status.name());
			if (count != null) {
				chips.add(Chip.of(filter, status.name(), count));
			}
		}
		return chips;
	}

	private record Asked(TaskFilter filter, @Nullable String cursor) {
	}

	/**
	 * A choice of status above the list.
	 *
	 * @param current {@code true} where it is the one chosen, null elsewhere
	 */
	record Chip(@Nullable String status, String label, String url, @Nullable Long count, @Nullable String current) {

		static Chip of(TaskFilter filter, String status, @Nullable Long count) {
			return new Chip((count != null) ? status : null, "status." + status, filter.of(status).url(""), count,
					filter.status().equalsIgnoreCase(status) ? "true" : null);
		}

	}

}
