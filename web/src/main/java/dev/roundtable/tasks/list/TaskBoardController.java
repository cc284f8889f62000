package dev.roundtable.tasks.list;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.roundtable.http.SameSitePath;
import dev.roundtable.journal.RenderedLists;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Viewer;
import dev.roundtable.queries.Asked;
import dev.roundtable.queries.Operator;
import dev.roundtable.queries.Term;
import dev.roundtable.tasks.ComponentNames;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.tasks.TaskView;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list as columns, one for each status on the way to a fix. */
@Controller
class TaskBoardController {

	private static final List<TaskStatus> COLUMNS = List.of(TaskStatus.NEW, TaskStatus.NEEDS_INFO, TaskStatus.CONFIRMED,
			TaskStatus.PLANNED, TaskStatus.IN_PROGRESS, TaskStatus.FIXED);

	private static final int CARDS = 20;

	private final TaskList list;

	private final ListQueries queries;

	private final ListCounts counts;

	private final FilterChips chips;

	private final ListTabs tabs;

	private final ComponentNames components;

	private final RenderedLists lists;

	TaskBoardController(TaskList list, ListQueries queries, ListCounts counts, FilterChips chips, ListTabs tabs,
			ComponentNames components, RenderedLists lists) {
		this.list = list;
		this.queries = queries;
		this.counts = counts;
		this.chips = chips;
		this.tabs = tabs;
		this.components = components;
		this.lists = lists;
	}

	/**
	 * Of whatever list, whose own statuses make no difference here.
	 * @param more what somebody adds to the query
	 */
	@GetMapping("/tasks/board")
	String board(TaskFilter filter, @RequestParam(required = false) @Nullable String more,
			@AuthenticationPrincipal @Nullable Viewer viewer, Model model) {
		String q = filter.query();
		if (more != null) {
			q = Asked.parse(q + " " + more).toString();
			String url = "/tasks/board?q=" + TaskListController.encoded(q);
			if (url.length() <= SameSitePath.LONGEST) {
				return "redirect:" + url;
			}
		}
		ListQuery query = this.queries.of(q, viewer);
		Asked any = anyStatus(query.asked());
		model.addAttribute("q", any.toString());
		model.addAttribute("views", this.tabs.of(viewer));
		model.addAttribute("doubts", query.doubts());
		model.addAttribute("board", this.lists.html("tasks/board-body", any.toString(), Audiences.of(viewer).shared(),
				() -> shared(any, viewer)));
		return "tasks/board";
	}

	private Map<String, Object> shared(Asked any, @Nullable Viewer viewer) {
		ListQuery all = this.queries.of(any.toString(), viewer);
		Map<String, Long> counts = this.counts.byStatus(all, viewer);
		List<Column> columns = new ArrayList<>();
		Map<Long, String> channels = new HashMap<>();
		// All columns are one search.
		ListQuery search = all;
		for (TaskStatus status : COLUMNS) {
			Asked of = any.with(Term.Named.of(Operator.STATUS.written(), status.key().replace('_', '-')));
			TaskList.Shown shown = counts.containsKey(status.name())
					? this.list.shown(search.and((task) -> task.status() == status), null, CARDS, viewer)
					: TaskList.Shown.NOTHING;
			channels.putAll(shown.channels());
			search = counts.containsKey(status.name()) ? all.counted() : search;
			columns.add(new Column(status, counts.getOrDefault(status.name(), 0L), shown.page().items(), act(status),
					TaskListController.url(of.toString())));
		}
		Map<String, Object> model = new HashMap<>();
		model.put("q", any.toString());
		model.put("asked", TaskListController.encoded(any.toString()));
		model.put("columns", columns);
		model.put("channels", channels);
		model.put("componentNames", this.components.names(viewer));
		model.put("chips", this.chips.of(all, this.components.names(viewer), "/tasks/board"));
		return model;
	}

	private static Asked anyStatus(Asked asked) {
		Asked without = asked.without(Operator.STATUS);
		return List.of("open", "closed", "fixed").contains(without.value(Operator.IS)) ? without.without(Operator.IS)
				: without;
	}

	/** What brings a task into a column, null where that needs more than a press. */
	private static @Nullable String act(TaskStatus status) {
		return switch (status) {
			case NEW -> "send-back";
			case CONFIRMED -> "confirm";
			case PLANNED -> "plan";
			case IN_PROGRESS -> "start";
			case VERIFIED -> "verify";
			case NEEDS_INFO, FIXED, RELEASED, DECLINED, DUPLICATE -> null;
		};
	}

	/**
	 * @param act the end of the address that brings a task here by a press
	 * @param all the list of what is in it
	 */
	record Column(TaskStatus status, long count, List<TaskView> cards, @Nullable String act, String all) {

		/** For templates: whether a task can be brought here from there by a press. */
		public boolean takes(TaskStatus from) {
			return this.act != null && from != this.status && from.isOpen() && from.canBecome(this.status);
		}

		/** For templates: where a form asks for what is needed. */
		public @Nullable String asks(TaskStatus from) {
			if (!from.canBecome(this.status)) {
				return null;
			}
			return switch (this.status) {
				case NEEDS_INFO -> "need-info";
				case FIXED -> "fix";
				default -> null;
			};
		}

	}

}
