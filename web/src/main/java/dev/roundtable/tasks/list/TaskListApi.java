package dev.roundtable.tasks.list;

import dev.roundtable.http.CursorPage;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.TaskView;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The list for machines. */
@RestController
@RequestMapping("/api/v1/tasks")
class TaskListApi {

	private final TaskList list;

	private final ListQueries queries;

	TaskListApi(TaskList list, ListQueries queries) {
		this.list = list;
		this.queries = queries;
	}

	@GetMapping
	CursorPage<TaskView> list(@ModelAttribute TaskFilter filter,
			@RequestParam(required = false) @Nullable String cursor, @AuthenticationPrincipal @Nullable Viewer viewer) {
		ListQuery query = this.queries.of(filter.query(), viewer);
		query.requireUnderstood();
		return this.list.page(query, cursor, CursorPage.API_ITEMS, viewer);
	}

}
