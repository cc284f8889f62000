package dev.roundtable.messages;

import java.util.List;

import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

/**
 * A conversation in the list of one of its people.
 *
 * @param people the others, by name, those who left too
 * @param unread messages that she has not had before her
 * @param muted whether she hears nothing of it
 * @param last who wrote the latest
 * @param excerpt its beginning, null where it is not for her to read
 */
record ConversationView(long id, String url, List<String> people, int unread, boolean muted, String last,
		@Nullable String excerpt, When at) {
}
