package dev.roundtable.tasks.list;

import java.util.ArrayList;
import java.util.List;

import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.ComponentNames;
import dev.roundtable.tasks.IdeaVotes;
import dev.roundtable.tasks.Task;
import dev.roundtable.tasks.TaskView;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What is considered, planned, under way and shipped of what people want. */
@Controller
class RoadmapController {

	private static final int MOST = 30;

	private final TaskList list;

	private final ListQueries queries;

	private final TaskView.Maker views;

	private final IdeaVotes votes;

	private final ComponentNames components;

	RoadmapController(TaskList list, ListQueries queries, TaskView.Maker views, IdeaVotes votes,
			ComponentNames components) {
		this.list = list;
		this.queries = queries;
		this.views = views;
		this.votes = votes;
		this.components = components;
	}

	@GetMapping("/roadmap")
	String roadmap(@AuthenticationPrincipal @Nullable Viewer viewer, Model model) {
		List<Task> rows = new ArrayList<>(rows("votes", "new|needs-info|confirmed", viewer));
		rows.addAll(rows("votes", "planned", viewer));
		rows.addAll(rows("votes", "in-progress", viewer));
		rows.addAll(rows("updated", "fixed|released|verified", viewer));
		model.addAttribute("ideas", this.views.views(rows));
		model.addAttribute("back", "/roadmap");
		model.addAttribute("componentNames", this.components.names(viewer));
		if (viewer != null) {
			model.addAttribute("hers", this.votes.of(viewer, rows.stream().map(Task::number).toList()));
		}
		return "tasks/roadmap";
	}

	private List<Task> rows(String sort, String statuses, @Nullable Viewer viewer) {
		ListQuery ideas = this.queries.of("kind:idea status:" + statuses + " sort:" + sort, viewer);
		return this.list.rows(ideas, null, MOST, viewer).items();
	}

}
