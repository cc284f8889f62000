package dev.roundtable.tasks;

import dev.roundtable.site.Audience;
import dev.roundtable.writing.Body;
import dev.roundtable.writing.Title;
import io.swagger.v3.oas.annotations.media.Schema;
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
public record NewTask(@Schema(maxLength = Title.MAX) @Nullable String title,
		@Schema(maxLength = Body.MAX_BYTES, description = Body.SAID) @Nullable String body, @Nullable TaskKind kind,
		@Nullable Severity severity, @Schema(maxLength = NewTask.COMPONENT) @Nullable String component,
		@Schema(maxLength = Audience.LENGTH) @Nullable String audience) {

	/** UTF-16 units. */
	static final int COMPONENT = 40;

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
