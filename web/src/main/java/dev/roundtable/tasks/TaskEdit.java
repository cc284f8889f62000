package dev.roundtable.tasks;

import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to change in a task; null leaves a field as it is.
 *
 * @param version the one the edit was made against
 * @param assignee an account's name, empty for nobody
 * @param component empty for none
 * @param fixedIn the build, asked for with FIXED and RELEASED
 * @param reason what fans read, asked for with DECLINED
 * @param duplicateOf number of the other task, asked for with DUPLICATE
 */
public record TaskEdit(long version, @Nullable TaskStatus status, @Nullable String title, @Nullable Severity severity,
		@Nullable Boolean regression, @Nullable String component, @Nullable String assignee, @Nullable String fixedIn,
		@Nullable String reason, @Nullable Long duplicateOf) {

	static TaskEdit status(long version, TaskStatus status) {
		return new TaskEdit(version, status, null, null, null, null, null, null, null, null);
	}

	static TaskEdit assignee(long version, String assignee) {
		return new TaskEdit(version, null, null, null, null, null, assignee, null, null, null);
	}

}
