package dev.roundtable.messages;

import dev.roundtable.writing.Text;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

/**
 * A message as one of its conversation sees it.
 *
 * @param face where its author's picture is, null where an initial stands for her
 * @param team whether its author works here
 * @param body as it was typed, null where a moderator took it away
 * @param html sanitised, null as the body is
 * @param hidden why a moderator took it away, null where none did
 * @param folded whether she blocks its author
 * @param reported whether she did
 */
record MessageView(long id, String author, @Nullable String face, boolean team, boolean own, @Nullable String body,
		@Nullable String html, @Nullable String hidden, boolean folded, boolean reported, When at) {

	/** Public for its template. */
	public String initial() {
		return Text.initial(this.author);
	}

}
