package dev.roundtable.forum.merging;

import java.util.Optional;

import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.pages.Whereabouts;

import org.springframework.stereotype.Component;

/** Leads from where floors stood before topics were merged and split. */
@Component
class MovedTopics implements Whereabouts {

	private final Merging merging;

	private final Splitting splitting;

	MovedTopics(Merging merging, Splitting splitting) {
		this.merging = merging;
		this.splitting = splitting;
	}

	@Override
	public Optional<String> ofFloor(TopicId topic, int floor) {
		return this.splitting.movedTo(topic, floor);
	}

	@Override
	public Optional<String> ofGone(TopicId topic, int floor) {
		return this.merging.movedTo(topic, floor).or(() -> this.splitting.backTo(topic, floor));
	}

	@Override
	public Optional<TopicId> ofTopic(TopicId topic) {
		return this.merging.into(topic);
	}

}
