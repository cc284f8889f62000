package dev.roundtable.tracking;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.Values;

/**
 * Brings a task that was just made of an issue to where the issue is, by the steps that
 * every task goes.
 */
final class StatusSteps {

	private final MirroredTasks mirrored;

	private final Tasks tasks;

	private final Actors actors;

	private final Viewer by;

	StatusSteps(MirroredTasks mirrored, Tasks tasks, Actors actors, Viewer by) {
		this.mirrored = mirrored;
		this.tasks = tasks;
		this.actors = actors;
		this.by = by;
	}

	/** What the list refuses stays as it is. */
	void walk(TaskNumber task, Values values) {
		write(task, only(values, Field.ASSIGNEE));
		TaskStatus target = Fitting.constant(TaskStatus.class, values.get(Field.STATUS));
		if (target == null || target.isOpen()) {
			write(task, only(values, Field.RELEASE));
		}
		for (TaskStatus step : (target != null) ? path(TaskStatus.NEW, target) : List.<TaskStatus>of()) {
			Map<Field, String> wanted = step.isOpen() ? new EnumMap<>(Field.class) : only(values, Field.RELEASE);
			wanted.put(Field.STATUS, step.name());
			if (!write(task, wanted)) {
				return;
			}
		}
	}

	private static Map<Field, String> only(Values values, Field field) {
		Map<Field, String> only = new EnumMap<>(Field.class);
		String value = values.get(field);
		if (value != null && !value.isEmpty()) {
			only.put(field, value);
		}
		return only;
	}

	private boolean write(TaskNumber task, Map<Field, String> wanted) {
		if (wanted.isEmpty()) {
			return true;
		}
		return this.mirrored.row(task.value()).map((row) -> {
			FieldEdit edit = FieldEdit.of(row, wanted, this.actors);
			if (edit.wanted().isEmpty()) {
				return false;
			}
			try {
				this.tasks.change(this.by, task, edit.edit(), OnceKey.NONE);
				return true;
			}
			catch (BadInput refused) {
				return false;
			}
		}).orElse(false);
	}

	/** The shortest way, without where it begins. */
	static List<TaskStatus> path(TaskStatus from, TaskStatus to) {
		Map<TaskStatus, TaskStatus> cameFrom = new EnumMap<>(TaskStatus.class);
		Set<TaskStatus> seen = EnumSet.of(from);
		Deque<TaskStatus> open = new ArrayDeque<>(List.of(from));
		while (!open.isEmpty() && !seen.contains(to)) {
			TaskStatus at = open.remove();
			for (TaskStatus next : at.next()) {
				if (seen.add(next)) {
					cameFrom.put(next, at);
					open.add(next);
				}
			}
		}
		LinkedList<TaskStatus> path = new LinkedList<>();
		for (TaskStatus at = to; at != from && cameFrom.containsKey(at); at = cameFrom.get(at)) {
			path.addFirst(at);
		}
		return path;
	}

}
