package dev.roundtable.tasks.list;

import java.time.DateTimeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.Task;
import dev.roundtable.tasks.TaskView;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads the one list, as far as it is for all with her rights, so that they can share
 * what was read. Its order never looks at the origin. What is found in memory is read
 * from the database, which decides who may see it.
 */
@Component
class TaskList {

	private static final String CHANNEL = """
			, (select max(e.channel) from task_topic_facts l join channel_report_facts e on e.topic_id = l.topic_id
			   where l.task_number = t.number) as channel
			""";

	private final ListedTasks listed;

	private final JdbcClient jdbc;

	private final TaskView.Maker views;

	private final Limits limits;

	TaskList(ListedTasks listed, JdbcClient jdbc, TaskView.Maker views, Limits limits) {
		this.listed = listed;
		this.jdbc = jdbc;
		this.views = views;
		this.limits = limits;
	}

	CursorPage<TaskView> page(ListQuery query, @Nullable String cursor, int size, @Nullable Viewer viewer) {
		return page(this.listed.now(), query, cursor, size, viewer);
	}

	/** The same of a list that has just been looked at. */
	CursorPage<TaskView> page(TasksInOrder tasks, ListQuery query, @Nullable String cursor, int size,
			@Nullable Viewer viewer) {
		CursorPage<Row> page = found(tasks, query, cursor, size, viewer);
		return new CursorPage<>(this.views.views(tasks(page)), page.next());
	}

	/** A page with what a list marks of each row. */
	Shown shown(ListQuery query, @Nullable String cursor, int size, @Nullable Viewer viewer) {
		CursorPage<Row> page = found(this.listed.now(), query, cursor, size, viewer);
		Map<Long, String> channels = new HashMap<>();
		page.items().forEach((row) -> {
			if (row.channel() != null) {
				channels.put(row.task().number(), row.channel());
			}
		});
		return new Shown(new CursorPage<>(this.views.views(tasks(page)), page.next()), channels);
	}

	/**
	 * @throws BadInput when the cursor is none of this order
	 */
	CursorPage<Task> rows(ListQuery query, @Nullable String cursor, int size, @Nullable Viewer viewer) {
		CursorPage<Row> page = found(this.listed.now(), query, cursor, size, viewer);
		return new CursorPage<>(tasks(page), page.next());
	}

	private static List<Task> tasks(CursorPage<Row> page) {
		return page.items().stream().map(Row::task).toList();
	}

	private CursorPage<Row> found(TasksInOrder tasks, ListQuery query, @Nullable String cursor, int size,
			@Nullable Viewer viewer) {
		spend(query, viewer);
		Sort sort = query.sort();
		Sort.Place behind = (cursor != null && !cursor.isEmpty()) ? place(sort, cursor) : null;
		Audiences audiences = Audiences.of(viewer);
		List<ListedTask> found = tasks.find(sort, behind, query.of(audiences), size + 1);
		CursorPage<ListedTask> page = CursorPage.of(found, size, (last) -> sort.place(last).written());
		return new CursorPage<>(tasks(page.items().stream().map(ListedTask::number).toList(), audiences), page.next());
	}

	/**
	 * The number of the next one that somebody may see, from a place on or back from it.
	 */
	@Nullable Long next(ListQuery query, Sort.Place place, boolean behind, @Nullable Viewer viewer) {
		ListedTask next = this.listed.now().next(query.sort(), place, behind, query.of(Audiences.of(viewer)));
		return (next != null) ? next.number() : null;
	}

	private void spend(ListQuery query, @Nullable Viewer viewer) {
		if (query.isCostly()) {
			this.limits.spend(viewer, Act.SEARCH);
		}
	}

	private static Sort.Place place(Sort sort, String cursor) {
		try {
			return sort.parse(cursor);
		}
		catch (IndexOutOfBoundsException | NumberFormatException | DateTimeException garbage) {
			throw new BadInput("cursor", "cursor.invalid");
		}
	}

	/**
	 * In the order of the numbers, without those that she may not see or that are gone.
	 */
	private List<Row> tasks(List<Long> numbers, Audiences audiences) {
		if (numbers.isEmpty()) {
			return List.of();
		}
		DataClassRowMapper<Task> task = new DataClassRowMapper<>(Task.class);
		Map<Long, Row> rows = this.jdbc
			.sql("select " + Task.COLUMNS + CHANNEL + Task.FROM + "where t.number = any(:numbers) and " + Task.READABLE)
			.param("numbers", numbers.toArray(Long[]::new))
			.param("audiences", audiences.shared().split(","))
			.query((row, n) -> new Row(Objects.requireNonNull(task.mapRow(row, n)), row.getString("channel")))
			.list()
			.stream()
			.collect(Collectors.toMap((row) -> row.task().number(), Function.identity()));
		if (rows.size() < numbers.size()) {
			this.listed.missing(numbers.stream().filter((number) -> !rows.containsKey(number)).toList());
		}
		return numbers.stream().map(rows::get).filter(Objects::nonNull).toList();
	}

	/**
	 * @param channel that the person has a seat in who reported it, null for none
	 */
	private record Row(Task task, @Nullable String channel) {
	}

	/**
	 * @param channels by the numbers of tasks that were reported with a seat in one
	 */
	record Shown(CursorPage<TaskView> page, Map<Long, String> channels) {

		static final Shown NOTHING = new Shown(new CursorPage<>(List.of(), null), Map.of());

	}

}
