package dev.roundtable.forum.merging;

import java.util.function.Function;

import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;

/** Splits floors off a topic for the tests of other rooms. */
public final class SplitOff {

	private SplitOff() {
	}

	/**
	 * @param bean of the site, by its type
	 * @param floors as {@code 2-4}
	 */
	public static void from(Function<Class<Splitting>, Splitting> bean, Viewer moderator, TopicId topic, String floors,
			String title) {
		bean.apply(Splitting.class)
			.split(moderator, OnceKey.NONE, topic,
					new Splitting.WantedSplit(floors, title, TopicKind.DISCUSSION, "Another thing"));
	}

}
