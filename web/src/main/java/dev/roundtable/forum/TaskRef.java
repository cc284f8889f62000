package dev.roundtable.forum;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** The task of a topic, as machines are told of it. */
public record TaskRef(long number, String url, String status) {

	/** Null where there is none. */
	public static @Nullable TaskRef of(TaskPanels.@Nullable TaskPanel task) {
		return (task != null) ? of(task.number(), task.url(), task.status()) : null;
	}

	public static TaskRef of(long number, String url, String status) {
		return new TaskRef(number, url, status.toLowerCase(Locale.ROOT));
	}

}
