package dev.roundtable.tasks;

import dev.roundtable.people.AccountName;
import dev.roundtable.site.Audience;
import dev.roundtable.writing.Title;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to change in a task; null leaves a field as it is.
 *
 * @param version the one the edit was made against
 * @param assignee an account's name, empty for nobody
 * @param component empty for none
 * @param fixedIn the build, asked for with FIXED and RELEASED
 * @param reason what fans read with the status, asked for with DECLINED
 * @param duplicateOf number of the other task, asked for with DUPLICATE
 * @param audience {@code everyone} or {@code team}
 * @param plannedFor the build that open work is meant for, empty for none
 */
public record TaskEdit(@Nullable Long version, @Nullable TaskStatus status,
		@Schema(maxLength = Title.MAX) @Nullable String title, @Nullable Severity severity,
		@Nullable Boolean regression, @Schema(maxLength = NewTask.COMPONENT) @Nullable String component,
		@Schema(maxLength = AccountName.MAX_UNITS) @Nullable String assignee,
		@Schema(maxLength = Build.LENGTH) @Nullable String fixedIn,
		@Schema(maxLength = TaskEdit.REASON) @Nullable String reason, @Nullable Long duplicateOf,
		@Schema(maxLength = Audience.LENGTH) @Nullable String audience,
		@Schema(maxLength = Build.LENGTH) @Nullable String plannedFor) {

	/** UTF-16 units. */
	public static final int REASON = 2000;

	public static TaskEdit nothing(long version) {
		return new TaskEdit(version, null, null, null, null, null, null, null, null, null, null, null);
	}

	/** The same against another version. */
	public TaskEdit at(long version) {
		return new TaskEdit(version, this.status, this.title, this.severity, this.regression, this.component,
				this.assignee, this.fixedIn, this.reason, this.duplicateOf, this.audience, this.plannedFor);
	}

	/**
	 * The same with a sentence that fans read.
	 * @param sentence null or blank for none
	 */
	public TaskEdit because(@Nullable String sentence) {
		return new TaskEdit(this.version, this.status, this.title, this.severity, this.regression, this.component,
				this.assignee, this.fixedIn, (sentence == null || sentence.isBlank()) ? null : sentence,
				this.duplicateOf, this.audience, this.plannedFor);
	}

	public static TaskEdit status(long version, TaskStatus status) {
		return of(version, status, null, null, null);
	}

	public static TaskEdit status(long version, TaskStatus status, @Nullable String reason) {
		return of(version, status, null, reason, null);
	}

	public static TaskEdit declined(long version, String reason) {
		return of(version, TaskStatus.DECLINED, null, reason, null);
	}

	public static TaskEdit fixed(long version, String build) {
		return of(version, TaskStatus.FIXED, build, null, null);
	}

	/**
	 * @param build null for the one it was fixed in
	 */
	public static TaskEdit released(long version, @Nullable String build) {
		return of(version, TaskStatus.RELEASED, build, null, null);
	}

	public static TaskEdit merged(long version, @Nullable Long into) {
		return of(version, TaskStatus.DUPLICATE, null, null, into);
	}

	/**
	 * @param build null for the one it is planned for already, if any
	 */
	public static TaskEdit planned(long version, @Nullable String build) {
		return new TaskEdit(version, TaskStatus.PLANNED, null, null, null, null, null, null, null, null, null, build);
	}

	public static TaskEdit plannedFor(long version, String build) {
		return new TaskEdit(version, null, null, null, null, null, null, null, null, null, null, build);
	}

	public static TaskEdit title(long version, String title) {
		return new TaskEdit(version, null, title, null, null, null, null, null, null, null, null, null);
	}

	public static TaskEdit severity(long version, @Nullable Severity severity) {
		return new TaskEdit(version, null, null, severity, null, null, null, null, null, null, null, null);
	}

	public static TaskEdit regression(long version, boolean regression) {
		return new TaskEdit(version, null, null, null, regression, null, null, null, null, null, null, null);
	}

	public static TaskEdit component(long version, String component) {
		return new TaskEdit(version, null, null, null, null, component, null, null, null, null, null, null);
	}

	public static TaskEdit assignee(long version, String assignee) {
		return new TaskEdit(version, null, null, null, null, null, assignee, null, null, null, null, null);
	}

	public static TaskEdit audience(long version, String audience) {
		return new TaskEdit(version, null, null, null, null, null, null, null, null, null, audience, null);
	}

	private static TaskEdit of(long version, TaskStatus status, @Nullable String build, @Nullable String reason,
			@Nullable Long duplicateOf) {
		return new TaskEdit(version, status, null, null, null, null, null, build, reason, duplicateOf, null, null);
	}

}
