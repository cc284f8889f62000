package dev.roundtable.forum;

import java.util.List;
import java.util.Locale;

/**
 * What happened while floors were written, told between them. Implemented by the room
 * that knows of it, which touches the topic when there is more to tell.
 */
public interface FloorEvents {

	/** Those of one page of floors in their order, such as all may read who read it. */
	List<FloorEvent> on(TopicId topic, int page, Locale locale);

	/**
	 * @param before the floor that was written next, 0 where none was yet
	 */
	record FloorEvent(int before, String html) {
	}

}
