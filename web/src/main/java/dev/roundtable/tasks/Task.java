package dev.roundtable.tasks;

import java.time.OffsetDateTime;
import java.util.Objects;

import dev.roundtable.http.BadInput;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/**
 * A row of the one list as it is stored. {@link #with} is the only way from one state to
 * the next and refuses those that make no sense.
 */
record Task(long number, TaskKind kind, String title, TaskStatus status, @Nullable String reason,
		@Nullable String fixedIn, @Nullable Long duplicateOf, Severity severity, boolean regression,
		@Nullable String component, @Nullable Long assigneeId, @Nullable String assignee, String origin,
		@Nullable String originRef, int people, int votes, double standing, OffsetDateTime createdAt, long version) {

	/**
	 * The task after an edit.
	 * @param assigneeId account of the edit's assignee, null for nobody
	 * @throws BadInput when the status cannot follow, or what it asks for is missing
	 */
	Task with(TaskEdit edit, @Nullable Long assigneeId) {
		TaskStatus next = (edit.status() != null) ? edit.status() : this.status;
		if (next != this.status && !this.status.canBecome(next)) {
			throw new BadInput("status", "status.follow", inWords(this.status), inWords(next));
		}
		String build = (edit.fixedIn() != null) ? blankToNull(edit.fixedIn()) : this.fixedIn;
		String why = (edit.reason() != null) ? blankToNull(edit.reason()) : this.reason;
		Long original = (edit.duplicateOf() != null) ? edit.duplicateOf() : this.duplicateOf;
		switch (next) {
			case FIXED, RELEASED -> require(build, "fixedIn", "fixedIn.missing");
			case DECLINED -> require(why, "reason", "reason.missing");
			case DUPLICATE -> require(original, "duplicateOf", "duplicate.missing");
			case NEW, NEEDS_INFO, CONFIRMED, PLANNED, IN_PROGRESS, VERIFIED -> {
			}
		}
		boolean regressed = (edit.regression() != null) ? edit.regression() : this.regression;
		Severity harm = (edit.severity() != null) ? edit.severity() : this.severity;
		return new Task(this.number, this.kind, (edit.title() != null) ? edit.title() : this.title, next,
				(next == TaskStatus.DECLINED || next == this.status) ? why : blankToNull(edit.reason()), build,
				(next == TaskStatus.DUPLICATE) ? original : null, harm, regressed,
				(edit.component() != null) ? blankToNull(edit.component()) : this.component,
				(edit.assignee() != null) ? assigneeId : this.assigneeId,
				(edit.assignee() != null) ? blankToNull(edit.assignee()) : this.assignee, this.origin, this.originRef,
				this.people, this.votes,
				TaskRank.standing(this.people, this.votes, harm, regressed, this.createdAt.toInstant()), this.createdAt,
				this.version + 1);
	}

	private static MessageSourceResolvable inWords(TaskStatus status) {
		return new DefaultMessageSourceResolvable("status." + status.name());
	}

	private static void require(@Nullable Object value, String field, String code) {
		if (Objects.isNull(value)) {
			throw new BadInput(field, code);
		}
	}

	private static @Nullable String blankToNull(@Nullable String text) {
		return (text == null || text.isBlank()) ? null : text.strip();
	}

}
