package dev.roundtable.forum.merging;

import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import dev.roundtable.signin.MailedSite;

/** Splits floors off a topic for the tests of other rooms. */
public final class SplitOff {

	private SplitOff() {
	}

	/**
	 * @param floors as {@code 2-4}
	 */
	public static void from(MailedSite site, Viewer moderator, TopicId topic, String floors, String title) {
		site.bean(Splitting.class)
			.split(moderator, OnceKey.NONE, topic,
					new Splitting.WantedSplit(floors, title, TopicKind.DISCUSSION, "Another thing"));
	}

}
