package dev.roundtable.moderation;

import dev.roundtable.http.BadInput;
import org.jspecify.annotations.Nullable;

/** Cursors of lists in the order of their numbers. */
final class Cursors {

	private Cursors() {
	}

	/**
	 * @param first for the first page
	 * @throws BadInput on {@code cursor}
	 */
	static long number(@Nullable String cursor, long first) {
		if (cursor == null || cursor.isEmpty()) {
			return first;
		}
		try {
			return Long.parseLong(cursor);
		}
		catch (NumberFormatException garbage) {
			throw new BadInput("cursor", "cursor.invalid");
		}
	}

}
