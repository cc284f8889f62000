package dev.roundtable.notifications;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Something that people are told.
 *
 * @param subject what their unread rows are gathered by: {@code topic-42}, {@code task-7}
 * @param floor null where it is about no floor
 * @param conversation null where it is about none
 * @param actor who did it, and is not told
 * @param detail a short text that a sentence about it needs
 */
record Told(Kind kind, String subject, @Nullable Long topic, @Nullable Integer floor, @Nullable Long task,
		@Nullable Long conversation, @Nullable Long actor, String act, String detail, OffsetDateTime at) {

	static final int DETAIL = 400;

	Told {
		detail = (detail.length() <= DETAIL) ? detail : detail.substring(0, DETAIL - 1) + "…";
	}

	/** About no conversation. */
	Told(Kind kind, String subject, @Nullable Long topic, @Nullable Integer floor, @Nullable Long task,
			@Nullable Long actor, String act, String detail, OffsetDateTime at) {
		this(kind, subject, topic, floor, task, null, actor, act, detail, at);
	}

	Told in(@Nullable Long other) {
		return new Told(this.kind, this.subject, other, this.floor, this.task, this.conversation, this.actor, this.act,
				this.detail, this.at);
	}

	/**
	 * What a mute of the topic, or of the person who wrote something, is kept under. What
	 * becomes of one's own is told whoever decided it.
	 */
	List<String> mutedBy() {
		List<String> muted = new ArrayList<>();
		if (this.topic != null) {
			muted.add(Follows.topic(this.topic));
		}
		if (this.actor != null && this.kind.isWritten()) {
			muted.add(Follows.person(this.actor));
		}
		return muted;
	}

}
