package dev.roundtable.tasks;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Where a task stands. "Fixed" and "shipped in a build" are different facts: a fix is
 * {@link #FIXED} when the work is done and {@link #RELEASED} when people can have it.
 */
public enum TaskStatus {

	NEW, NEEDS_INFO, CONFIRMED, PLANNED, IN_PROGRESS, FIXED, RELEASED, VERIFIED, DECLINED, DUPLICATE;

	/** Whether a task may go from here to there in one step. */
	public boolean canBecome(TaskStatus next) {
		return next().contains(next);
	}

	public Set<TaskStatus> next() {
		return switch (this) {
			case NEW -> EnumSet.of(NEEDS_INFO, CONFIRMED, PLANNED, IN_PROGRESS, FIXED, DECLINED, DUPLICATE);
			case NEEDS_INFO -> EnumSet.of(NEW, CONFIRMED, PLANNED, IN_PROGRESS, DECLINED, DUPLICATE);
			case CONFIRMED -> EnumSet.of(NEEDS_INFO, PLANNED, IN_PROGRESS, FIXED, DECLINED, DUPLICATE);
			case PLANNED -> EnumSet.of(NEEDS_INFO, CONFIRMED, IN_PROGRESS, FIXED, DECLINED, DUPLICATE);
			case IN_PROGRESS -> EnumSet.of(NEEDS_INFO, CONFIRMED, PLANNED, FIXED, DECLINED, DUPLICATE);
			case FIXED -> EnumSet.of(IN_PROGRESS, RELEASED);
			case RELEASED -> EnumSet.of(CONFIRMED, IN_PROGRESS, VERIFIED);
			case VERIFIED -> EnumSet.of(CONFIRMED, IN_PROGRESS);
			case DECLINED, DUPLICATE -> EnumSet.of(NEW, CONFIRMED);
		};
	}

	/** Where a task goes whose end is taken back. */
	TaskStatus reopened() {
		return switch (this) {
			case FIXED -> IN_PROGRESS;
			case RELEASED, VERIFIED -> CONFIRMED;
			case NEW, NEEDS_INFO, CONFIRMED, PLANNED, IN_PROGRESS, DECLINED, DUPLICATE -> NEW;
		};
	}

	/** Whether work on it is still to be done. */
	public boolean isOpen() {
		return switch (this) {
			case NEW, NEEDS_INFO, CONFIRMED, PLANNED, IN_PROGRESS -> true;
			case FIXED, RELEASED, VERIFIED, DECLINED, DUPLICATE -> false;
		};
	}

	/** Whether the team has said what is to become of it. */
	boolean isDecided() {
		return this != NEW && this != NEEDS_INFO;
	}

	/** As the API spells it. */
	@JsonValue
	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

}
