package dev.roundtable.notifications;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

/**
 * A notification as it is shown.
 *
 * @param text what happened, in the reader's language
 * @param title of the topic or task
 * @param url of the first floor that she has not read
 * @param excerpt the beginning of that floor, null where it is about none
 * @param detail a reason that was given, or empty
 * @param people how many of them did it
 */
record NotificationView(long id, Kind kind, String text, String title, String url, @Nullable String excerpt,
		String detail, int people, boolean read, When at, @JsonIgnore String cursor) {
}
