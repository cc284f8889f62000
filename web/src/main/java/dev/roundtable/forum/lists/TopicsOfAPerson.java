package dev.roundtable.forum.lists;

import java.util.List;

import dev.roundtable.people.AccountId;
import dev.roundtable.people.Viewer;
import dev.roundtable.profiles.Activity;
import dev.roundtable.profiles.ProfileSection;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** A person's latest topics, on her page. */
@Component
class TopicsOfAPerson implements ProfileSection {

	private static final int TOPICS = 20;

	private final TopicList list;

	TopicsOfAPerson(TopicList list) {
		this.list = list;
	}

	@Override
	public List<Activity> recent(AccountId account, @Nullable Viewer viewer) {
		return this.list.of(account, viewer, TOPICS)
			.stream()
			.map((topic) -> new Activity("topic", topic.title(), topic.url(), topic.createdAt()))
			.toList();
	}

}
