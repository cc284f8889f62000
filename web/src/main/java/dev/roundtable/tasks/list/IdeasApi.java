package dev.roundtable.tasks.list;

import dev.roundtable.http.CursorPage;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskView;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What people want, for machines: ideas by the people who voted for them. */
@RestController
@RequestMapping("/api/v1/votes")
class IdeasApi {

	private final TaskList list;

	private final ListQueries queries;

	IdeasApi(TaskList list, ListQueries queries) {
		this.list = list;
		this.queries = queries;
	}

	/**
	 * @param status a status, or {@code open} or {@code closed}; all when missing
	 */
	@GetMapping
	CursorPage<TaskView> ideas(@RequestParam(required = false) @Nullable String status,
			@RequestParam(required = false) @Nullable String cursor, @AuthenticationPrincipal @Nullable Viewer viewer) {
		TaskFilter ideas = new TaskFilter(null, status, TaskKind.IDEA.name(), null, null, null, null,
				Sort.VOTES.written());
		return this.list.page(this.queries.of(ideas.query(), viewer), cursor, CursorPage.API_ITEMS, viewer);
	}

}
