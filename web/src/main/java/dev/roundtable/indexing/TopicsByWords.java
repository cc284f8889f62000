package dev.roundtable.indexing;

import java.util.List;

import dev.roundtable.forum.TopicFinding;
import dev.roundtable.forum.TopicId;
import dev.roundtable.people.Viewer;
import dev.roundtable.search.DocumentKey.Type;
import dev.roundtable.search.SearchUnavailable;

import org.springframework.stereotype.Component;

/** Finds topics for whoever is about to do something with one. */
@Component
class TopicsByWords implements TopicFinding {

	private final Finder finder;

	TopicsByWords(Finder finder) {
		this.finder = finder;
	}

	@Override
	public List<TopicId> find(Viewer viewer, String words) {
		try {
			return this.finder.search(viewer, words, new Finder.Filter(Type.TOPIC.name(), "", "", ""), null)
				.hits()
				.stream()
				.map((hit) -> TopicId.of(hit.id()))
				.toList();
		}
		catch (SearchUnavailable away) {
			return List.of();
		}
	}

}
