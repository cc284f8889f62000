package dev.roundtable.tracking;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import dev.roundtable.http.BadInput;
import dev.roundtable.tasks.Severity;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.tracker.Field;
import org.jspecify.annotations.Nullable;

/**
 * An edit of a task that does what a tracker wants.
 *
 * @param refused what no edit can do, with the reason
 */
record FieldEdit(TaskEdit edit, Map<Field, String> wanted, Map<Field, String> refused) {

	/** What fans read on a task that was declined there. */
	static final String DECLINED = "Declined in the team’s tracker. 团队已在其跟踪系统中谢绝。團隊已在其追蹤系統中婉拒。";

	static FieldEdit of(MirroredTasks.Row row, Map<Field, String> wanted, Actors actors) {
		Map<Field, String> refused = new EnumMap<>(Field.class);
		wanted.forEach((field, value) -> {
			String why = whyNot(field, value, actors);
			if (why != null) {
				refused.put(field, why);
			}
		});
		Map<Field, String> left = new EnumMap<>(wanted);
		left.keySet().removeAll(refused.keySet());
		TaskStatus next = Fitting.constant(TaskStatus.class, left.get(Field.STATUS));
		boolean open = ((next != null) ? next : row.status()).isOpen();
		String release = left.get(Field.RELEASE);
		if (!open && release != null && release.isEmpty()) {
			refused.put(Field.RELEASE, "what is fixed is fixed in a build");
			left.remove(Field.RELEASE);
			release = null;
		}
		TaskEdit edit = new TaskEdit(row.version(), next, left.get(Field.TITLE),
				Fitting.constant(Severity.class, left.get(Field.SEVERITY)), null, component(left),
				Optional.ofNullable(left.get(Field.ASSIGNEE)).map((id) -> actors.name(id).orElse("")).orElse(null),
				open ? null : fixedIn(row, next, release), (next == TaskStatus.DECLINED) ? DECLINED : null, null, null,
				open ? release : null);
		return new FieldEdit(edit, left, refused);
	}

	private static @Nullable String component(Map<Field, String> wanted) {
		String component = wanted.get(Field.COMPONENT);
		return (component == null) ? null : Optional.ofNullable(Fitting.component(component)).orElse("");
	}

	/** Where the tracker names none, the one that it was planned for. */
	private static @Nullable String fixedIn(MirroredTasks.Row row, @Nullable TaskStatus next,
			@Nullable String release) {
		if (next == TaskStatus.DECLINED || next == TaskStatus.DUPLICATE) {
			return null;
		}
		if (release != null) {
			return release;
		}
		return (next == TaskStatus.FIXED && !row.release().isEmpty()) ? row.release() : null;
	}

	private static @Nullable String whyNot(Field field, String value, Actors actors) {
		return switch (field) {
			case TITLE, COMPONENT, RELEASE -> null;
			case DESCRIPTION, KIND -> "the list keeps what was reported as it was reported";
			case SEVERITY -> (Fitting.constant(Severity.class, value) != null) ? null : "no severity here: " + value;
			case STATUS -> {
				TaskStatus status = Fitting.constant(TaskStatus.class, value);
				yield (status == null) ? "no status here: " + value
						: (status == TaskStatus.DUPLICATE) ? "which task it is the same as is not known" : null;
			}
			case ASSIGNEE -> (value.isEmpty() || actors.name(value).isPresent()) ? null : "nobody here: " + value;
		};
	}

	/** What is to be left out after a refusal. */
	Field fieldOf(BadInput bad) {
		Field named = switch (bad.field()) {
			case "title" -> Field.TITLE;
			case "severity" -> Field.SEVERITY;
			case "component" -> Field.COMPONENT;
			case "assignee" -> Field.ASSIGNEE;
			case "fixedIn", "plannedFor" -> this.wanted.containsKey(Field.RELEASE) ? Field.RELEASE : Field.STATUS;
			default -> Field.STATUS;
		};
		return this.wanted.containsKey(named) ? named : this.wanted.keySet().iterator().next();
	}

}
