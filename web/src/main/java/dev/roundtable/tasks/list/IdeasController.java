package dev.roundtable.tasks.list;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import dev.roundtable.http.CursorPage;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Person;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.ComponentNames;
import dev.roundtable.tasks.Efforts;
import dev.roundtable.tasks.IdeaVotes;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskView;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Ideas by what fans want most, newest first, or by what wins them now. */
@Controller
class IdeasController {

	private static final int IDEAS_ON_A_PAGE = 50;

	private static final String TREND = "trend";

	private final TaskList list;

	private final ListQueries queries;

	private final ListCounts counts;

	private final IdeaVotes votes;

	private final Efforts efforts;

	private final Accounts accounts;

	private final ComponentNames components;

	IdeasController(TaskList list, ListQueries queries, ListCounts counts, IdeaVotes votes, Efforts efforts,
			Accounts accounts, ComponentNames components) {
		this.list = list;
		this.queries = queries;
		this.counts = counts;
		this.votes = votes;
		this.efforts = efforts;
		this.accounts = accounts;
		this.components = components;
	}

	/**
	 * @param sort {@code votes}, {@code new} or {@code trend}
	 */
	@GetMapping("/votes")
	String ideas(@RequestParam(defaultValue = "") String status, @RequestParam(defaultValue = "votes") String sort,
			@RequestParam(required = false) @Nullable String cursor, @AuthenticationPrincipal @Nullable Viewer viewer,
			Model model) {
		boolean trend = sort.equals(TREND);
		TaskFilter ideas = new TaskFilter(null, status.isEmpty() ? null : status, TaskKind.IDEA.name(), null, null,
				null, null, trend ? "votes" : sort);
		ListQuery query = this.queries.of(ideas.query(), viewer);
		CursorPage<TaskView> page = trend ? rising(query, model, viewer)
				: this.list.page(query, cursor, IDEAS_ON_A_PAGE, viewer);
		model.addAttribute("ideas", page.items());
		model.addAttribute("next", page.next());
		model.addAttribute("status", status);
		model.addAttribute("sort", sort);
		model.addAttribute("counts", this.counts.byStatusAsSeen(this.queries.of("kind:idea", viewer), viewer));
		model.addAttribute("componentNames", this.components.names(viewer));
		if (viewer != null) {
			model.addAttribute("hers", this.votes.of(viewer, page.items().stream().map(TaskView::number).toList()));
		}
		boolean manages = Viewer.may(viewer, Capability.CHANGE_TASKS);
		model.addAttribute("manages", manages);
		if (manages) {
			model.addAttribute("efforts", this.efforts.of(page.items().stream().map(TaskView::number).toList()));
			model.addAttribute("team", this.accounts.team().stream().map(Person::name).toList());
		}
		return "tasks/votes";
	}

	/** Those that won voters in the last weeks, on one page. */
	private CursorPage<TaskView> rising(ListQuery query, Model model, @Nullable Viewer viewer) {
		Map<Long, Integer> gained = this.votes.rising();
		model.addAttribute("gained", gained);
		ListQuery among = query.and((task) -> gained.containsKey(task.number()));
		List<TaskView> ideas = new ArrayList<>(this.list.page(among, null, Math.max(1, gained.size()), viewer).items());
		ideas.sort(Comparator.comparing((TaskView idea) -> gained.getOrDefault(idea.number(), 0)).reversed());
		return new CursorPage<>(ideas.subList(0, Math.min(ideas.size(), IDEAS_ON_A_PAGE)), null);
	}

}
