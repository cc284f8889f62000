package dev.roundtable.tasks.list;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.roundtable.http.CursorPage;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.TaskView;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * A list as a table for other programs: RFC 4180, UTF-8 with the mark that spreadsheets
 * want. It is read page by page, so that no connection is held while somebody takes it.
 */
@Component
class ListExports {

	/** Rows at most; what is behind them is asked for with a narrower query. */
	static final int MOST = 20_000;

	private static final int PAGE = 500;

	private static final String MARK = "\uFEFF";

	/** What a spreadsheet takes for a formula, an East Asian one in full width, too. */
	private static final String FORMULAS = "=+-@\t\r＝＋－＠";

	private final TaskList list;

	ListExports(TaskList list) {
		this.list = list;
	}

	/**
	 * All of it is one act, which the caller has counted: a file must not end where the
	 * pages that are left were too many.
	 */
	void csv(ListQuery query, @Nullable Viewer viewer, Writer to) throws IOException {
		ListQuery counted = query.counted();
		to.write(MARK + line(
				Stream.of("number", "title", "kind", "status", "severity", "component", "assignee", "author", "origin",
						"people", "votes", "score", "planned_for", "fixed_in", "reason", "created_at", "updated_at")));
		String cursor = null;
		int rows = 0;
		do {
			CursorPage<TaskView> page = this.list.page(counted, cursor, PAGE, viewer);
			for (TaskView task : page.items()) {
				to.write(line(row(task)));
			}
			rows += page.items().size();
			cursor = page.next();
		}
		while (cursor != null && rows < MOST);
	}

	private static Stream<@Nullable Object> row(TaskView task) {
		return java.util.Arrays
			.<@Nullable Object>asList(task.number(), task.title(), task.kind().key(), task.status().key(),
					task.severity().key(), task.component(), task.assignee(), task.author(), task.origin().key(),
					task.people(), task.votes(), task.score(), task.plannedFor(), task.fixedIn(), task.reason(),
					task.createdAt().iso(), task.updatedAt().iso())
			.stream();
	}

	private static String line(Stream<? extends @Nullable Object> cells) {
		return cells.map((cell) -> cell(Objects.toString(cell, ""))).collect(Collectors.joining(",", "", "\r\n"));
	}

	private static String cell(String text) {
		boolean formula = !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0 && !isNumber(text);
		String safe = formula ? "'" + text : text;
		return safe.chars().anyMatch((sign) -> ",\"\r\n".indexOf(sign) >= 0) ? '"' + safe.replace("\"", "\"\"") + '"'
				: safe;
	}

	private static boolean isNumber(String text) {
		return text.matches("-?\\d+");
	}

	/** The last rows of it, for a feed. */
	List<TaskView> latest(ListQuery query, int size, @Nullable Viewer viewer) {
		return this.list.page(query, null, size, viewer).items();
	}

}
