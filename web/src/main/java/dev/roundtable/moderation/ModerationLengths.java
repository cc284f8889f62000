package dev.roundtable.moderation;

import dev.roundtable.forum.Hiding;

import org.springframework.stereotype.Component;

/** The limits of what is typed about posts, for forms. */
@Component
class ModerationLengths {

	public int getNote() {
		return ReportNote.MAX;
	}

	public int getReason() {
		return Hiding.REASON;
	}

}
