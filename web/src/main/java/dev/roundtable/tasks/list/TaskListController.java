package dev.roundtable.tasks.list;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.roundtable.http.CursorPage;
import dev.roundtable.journal.RenderedLists;
import dev.roundtable.http.SameSitePath;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Person;
import dev.roundtable.people.Viewer;
import dev.roundtable.queries.Asked;
import dev.roundtable.queries.Operator;
import dev.roundtable.tasks.ComponentNames;
import dev.roundtable.tasks.Severity;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.tasks.TaskView;
import dev.roundtable.tasks.TrackerLinks;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list in a browser. */
@Controller
class TaskListController {

	/** What people see who did not say what they want. */
	static final String USUAL = "is:open";

	private static final int ROWS_ON_A_PAGE = 50;

	private final TaskList list;

	private final ListQueries queries;

	private final ListCounts counts;

	private final FilterChips chips;

	private final ListTabs tabs;

	private final Accounts accounts;

	private final ComponentNames components;

	private final RenderedLists lists;

	private final TrackerLinks trackers;

	TaskListController(TaskList list, ListQueries queries, ListCounts counts, FilterChips chips, ListTabs tabs,
			Accounts accounts, ComponentNames components, RenderedLists lists, TrackerLinks trackers) {
		this.trackers = trackers;
		this.list = list;
		this.queries = queries;
		this.counts = counts;
		this.chips = chips;
		this.tabs = tabs;
		this.accounts = accounts;
		this.components = components;
		this.lists = lists;
	}

	/**
	 * @param more what somebody adds to the query
	 * @param done how many tasks she has just changed at once
	 */
	@GetMapping("/tasks")
	String list(TaskFilter filter, @RequestParam(required = false) @Nullable String more,
			@RequestParam(required = false) @Nullable String cursor,
			@RequestParam(required = false) @Nullable Integer done, @AuthenticationPrincipal @Nullable Viewer viewer,
			Model model) {
		String q = filter.isSilent() ? USUAL : filter.query();
		if (more != null) {
			q = Asked.parse(q + " " + more).toString();
			if (url(q).length() <= SameSitePath.LONGEST) {
				return "redirect:" + url(q);
			}
		}
		ListQuery query = this.queries.of(q, viewer);
		model.addAttribute("q", query.text());
		model.addAttribute("doubts", query.doubts());
		model.addAttribute("done", done);
		model.addAttribute("views", this.tabs.of(viewer));
		if (Viewer.may(viewer, Capability.CHANGE_TASKS)) {
			model.addAttribute("team", this.accounts.team().stream().map(Person::name).toList());
			model.addAttribute("trackers", this.trackers.places());
		}
		model.addAttribute("list", this.lists.html("tasks/list-body", new Shown(query.text(), cursor),
				Audiences.of(viewer).shared(), () -> shared(query, cursor, viewer)));
		return "tasks/list";
	}

	private record Shown(String q, @Nullable String cursor) {
	}

	/** What all see who have the same rights. */
	private Map<String, Object> shared(ListQuery query, @Nullable String cursor, @Nullable Viewer viewer) {
		TaskList.Shown shown = this.list.shown(query, cursor, ROWS_ON_A_PAGE, viewer);
		CursorPage<TaskView> page = shown.page();
		Map<String, String> names = this.components.names(viewer);
		Map<String, Object> model = new HashMap<>();
		model.put("q", query.text());
		model.put("asked", encoded(query.text()));
		model.put("chips", this.chips.of(query, names));
		model.put("form", form(query.asked()));
		model.put("statuses", TaskStatus.values());
		model.put("severities", Severity.values());
		model.put("tasks", page.items());
		model.put("channels", shown.channels());
		model.put("components", this.counts.components(viewer));
		model.put("componentNames", names);
		model.put("team", this.accounts.team().stream().map(Person::name).toList());
		if (page.next() != null) {
			model.put("next", url(query.text()) + "&cursor=" + encoded(page.next()));
		}
		return model;
	}

	private static Map<String, String> form(Asked asked) {
		Map<String, String> form = new HashMap<>();
		for (Operator operator : List.of(Operator.KIND, Operator.SEVERITY, Operator.IN, Operator.ASSIGNEE,
				Operator.ORIGIN, Operator.SORT)) {
			form.put(operator.written(), asked.value(operator).toLowerCase(Locale.ROOT));
		}
		String group = asked.value(Operator.IS);
		String status = asked.value(Operator.STATUS).toLowerCase(Locale.ROOT);
		form.put("status", status.isEmpty() ? (group.isEmpty() ? "all" : group) : status.replace('-', '_'));
		return form;
	}

	/** The address of the list as this asks for it. */
	static String url(String q) {
		return "/tasks?q=" + encoded(q);
	}

	static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
