package dev.roundtable.forum.editing;

import dev.roundtable.forum.Tags;
import dev.roundtable.writing.Tag;

import org.springframework.stereotype.Component;

/**
 * The limits of what is typed beside a post, for forms:
 * {@code th:maxlength="${@postLengths.tags}"}.
 */
@Component
class PostLengths {

	/** As many as there may be, with a comma and a space between them. */
	public int getTags() {
		return Tags.MOST * (Tag.MAX + 2);
	}

	public int getReason() {
		return PostEdits.REASON;
	}

}
