package dev.roundtable.notifications;

import java.time.OffsetDateTime;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Something that people are told.
 *
 * @param subject what their unread rows are gathered by: {@code topic-42}, {@code task-7}
 * @param floor null where it is about no floor
 * @param actor who did it, and is not told
 * @param detail a short text that a sentence about it needs
 */
record Told(Kind kind, String subject, @Nullable Long topic, @Nullable Integer floor, @Nullable Long task,
		@Nullable Long actor, String act, String detail, OffsetDateTime at) {

	static final int DETAIL = 400;

	Told {
		detail = (detail.length() <= DETAIL) ? detail : detail.substring(0, DETAIL - 1) + "…";
	}

	Told in(@Nullable Long other) {
		return new Told(this.kind, this.subject, other, this.floor, this.task, this.actor, this.act, this.detail,
				this.at);
	}

	/** What a mute of a topic or a person is kept under. */
	List<String> mutedBy() {
		return java.util.stream.Stream
			.of((this.topic != null) ? Follows.topic(this.topic) : null,
					(this.actor != null) ? Follows.person(this.actor) : null)
			.filter(java.util.Objects::nonNull)
			.toList();
	}

}
