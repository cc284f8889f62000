package dev.roundtable.indexing;

import dev.roundtable.admin.AdminCard;
import dev.roundtable.admin.AdminSection;
import dev.roundtable.search.SearchIndex;

import org.springframework.stereotype.Component;

/**
 * Says on the home of the administration whether search answers and how far it is behind.
 */
@Component
class SearchCard implements AdminSection {

	private final SearchIndex index;

	private final IndexQueue queue;

	SearchCard(SearchIndex index, IndexQueue queue) {
		this.index = index;
		this.queue = queue;
	}

	@Override
	public AdminCard card() {
		long waiting = this.queue.size();
		return switch (this.index.state()) {
			case READY -> new AdminCard(30, "search.ready", waiting, "", AdminCard.State.GOOD);
			case OUTDATED -> new AdminCard(30, "search.outdated", waiting, "", AdminCard.State.GOOD);
			case OFF -> new AdminCard(30, "search.off", waiting, "", AdminCard.State.GOOD);
			case STARTING -> new AdminCard(30, "search.starting", waiting, "", AdminCard.State.GOOD);
			case UNAVAILABLE -> new AdminCard(30, "search.away", waiting, "", AdminCard.State.BAD);
		};
	}

}
