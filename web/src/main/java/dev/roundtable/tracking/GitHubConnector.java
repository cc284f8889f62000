package dev.roundtable.tracking;

import java.time.Clock;

import dev.roundtable.http.BadInput;
import dev.roundtable.tracker.Tracker;
import dev.roundtable.tracker.github.GitHubRepository;
import dev.roundtable.tracker.github.GitHubTracker;
import dev.roundtable.tracker.http.Asked;
import dev.roundtable.tracker.http.Bounds;
import dev.roundtable.tracker.http.Secret;

import org.springframework.stereotype.Component;

/**
 * GitHub Issues. Its address is that of the API: {@code https://api.github.com}, or
 * {@code https://HOST/api/v3}.
 */
@Component
class GitHubConnector implements Connector {

	private final TrackerNetworks networks;

	private final Clock clock;

	GitHubConnector(TrackerNetworks networks, Clock clock) {
		this.networks = networks;
		this.clock = clock;
	}

	@Override
	public String kind() {
		return "GITHUB";
	}

	@Override
	public String name() {
		return "GitHub";
	}

	@Override
	public Tracker open(Opening opening) {
		this.networks.require(opening.base());
		try {
			return new GitHubTracker(new GitHubRepository(opening.base(), opening.project(),
					new Secret(opening.token()), opening.hook(), opening.labels()), Bounds.USUAL, this.networks.reach(),
					Asked.Audit.NOBODY, this.clock);
		}
		catch (IllegalArgumentException none) {
			throw new BadInput("project", "tracker.project");
		}
	}

}
