package dev.roundtable.forum;

import org.jspecify.annotations.Nullable;

/**
 * What a bug was met on, as its reporter wrote it beside the topic. The forum only hands
 * it on: who keeps it says what is wrong with it.
 */
public record Setup(@Nullable String device, @Nullable String build, @Nullable String frequency) {

	/** Null where nothing of it is said. */
	static @Nullable Setup of(@Nullable String device, @Nullable String build, @Nullable String frequency) {
		Setup setup = new Setup(said(device), said(build), said(frequency));
		return (setup.device == null && setup.build == null && setup.frequency == null) ? null : setup;
	}

	/** With another word for the device. */
	Setup calling(String device) {
		return new Setup(device, this.build, this.frequency);
	}

	private static @Nullable String said(@Nullable String text) {
		return (text == null || text.isBlank()) ? null : text.strip();
	}

}
