package dev.roundtable.forum.pages;

import java.util.Optional;

import dev.roundtable.forum.TopicId;

/**
 * Where floors stand by now that stood elsewhere once: what led to them leads on.
 * Answered by who moves them.
 */
public interface Whereabouts {

	/** Of a floor that left its topic; empty where it stands there still. */
	Optional<String> ofFloor(TopicId topic, int floor);

	/** Of a floor whose whole topic is none any more; empty where it is one. */
	Optional<String> ofGone(TopicId topic, int floor);

	/** The topic in which all floors of that one stand; empty where it is one. */
	Optional<TopicId> ofTopic(TopicId topic);

}
