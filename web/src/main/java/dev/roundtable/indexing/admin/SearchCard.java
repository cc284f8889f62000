package dev.roundtable.indexing.admin;

import dev.roundtable.admin.AdminCard;
import dev.roundtable.admin.AdminSection;
import dev.roundtable.indexing.IndexKeeping;
import dev.roundtable.indexing.Indexing;

import org.springframework.stereotype.Component;

/**
 * Says on the home of the administration whether search answers and how far it is behind.
 */
@Component
class SearchCard implements AdminSection {

	private static final int ORDER = 30;

	private static final String URL = "/admin/search";

	private final Indexing indexing;

	private final IndexKeeping keeping;

	SearchCard(Indexing indexing, IndexKeeping keeping) {
		this.indexing = indexing;
		this.keeping = keeping;
	}

	@Override
	public AdminCard card() {
		long refused = this.keeping.refused();
		long waiting = this.indexing.waiting();
		return switch (this.indexing.state()) {
			case READY -> (refused > 0) ? new AdminCard(ORDER, "search.refused", refused, URL, AdminCard.State.BAD)
					: new AdminCard(ORDER, "search.ready", waiting, URL, AdminCard.State.GOOD);
			case OUTDATED -> new AdminCard(ORDER, "search.outdated", waiting, URL, AdminCard.State.GOOD);
			case OFF -> new AdminCard(ORDER, "search.off", waiting, URL, AdminCard.State.GOOD);
			case STARTING -> new AdminCard(ORDER, "search.starting", waiting, URL, AdminCard.State.GOOD);
			case UNAVAILABLE -> new AdminCard(ORDER, "search.away", waiting, URL, AdminCard.State.BAD);
		};
	}

}
