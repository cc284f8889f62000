package dev.roundtable.tracking;

import java.net.URI;
import java.util.List;

import dev.roundtable.http.BadInput;
import dev.roundtable.tracker.http.Reach;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Which networks trackers may be in: the internet, and those that a setting of the
 * installation names. Whoever administers the site need not be who keeps the network that
 * it stands in.
 */
@Component
class TrackerNetworks {

	private final Reach reach;

	/**
	 * @throws IllegalArgumentException when one of them is no network, so that the site
	 * does not start
	 */
	TrackerNetworks(@Value("${roundtable.trackers.networks:}") List<String> networks) {
		this.reach = Reach.with(networks);
	}

	Reach reach() {
		return this.reach;
	}

	/** Whether it was refused because nobody knows its name at this moment. */
	static boolean isUnknown(BadInput refused) {
		return refused.code().equals("error.tracker.host");
	}

	/**
	 * @throws BadInput on {@code baseUrl}
	 */
	void require(URI base) {
		this.reach.objection(base).ifPresent((objection) -> {
			throw switch (objection) {
				case NO_ADDRESS -> new BadInput("baseUrl", "tracker.url");
				case NOT_SECRET -> new BadInput("baseUrl", "tracker.open");
				case UNKNOWN -> new BadInput("baseUrl", "tracker.host");
				case PRIVATE_NETWORK -> new BadInput("baseUrl", "tracker.network");
			};
		});
	}

}
