package dev.roundtable.tasks;

import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to put on the list, as a form or a program sends it.
 *
 * @param body Markdown, empty where the origin has the text
 * @param kind a bug when missing
 * @param severity normal when missing
 * @param component what it is about, null or empty for nothing in particular
 * @param audience {@code everyone}, also when missing, or {@code team}
 */
public record NewTask(@Nullable String title, @Nullable String body, @Nullable TaskKind kind,
		@Nullable Severity severity, @Nullable String component, @Nullable String audience) {

	public static NewTask of(TaskKind kind, String title, String body, @Nullable String component) {
		return new NewTask(title, body, kind, null, component, null);
	}

	public TaskKind kindOrBug() {
		return (this.kind != null) ? this.kind : TaskKind.BUG;
	}

	public Severity severityOrNormal() {
		return (this.severity != null) ? this.severity : Severity.NORMAL;
	}

}
