package dev.roundtable.tracking;

import java.time.Clock;

import dev.roundtable.http.BadInput;
import dev.roundtable.tracker.Tracker;
import dev.roundtable.tracker.gitlab.GitLabProject;
import dev.roundtable.tracker.gitlab.GitLabTracker;
import dev.roundtable.tracker.http.Asked;
import dev.roundtable.tracker.http.Bounds;
import dev.roundtable.tracker.http.Secret;

import org.springframework.stereotype.Component;

/** Issues of a project in a GitLab. Its address is that of the GitLab itself. */
@Component
class GitLabConnector implements Connector {

	private final TrackerNetworks networks;

	private final Clock clock;

	GitLabConnector(TrackerNetworks networks, Clock clock) {
		this.networks = networks;
		this.clock = clock;
	}

	@Override
	public String kind() {
		return "GITLAB";
	}

	@Override
	public String name() {
		return "GitLab";
	}

	@Override
	public Tracker open(Opening opening) {
		this.networks.require(opening.base());
		try {
			return new GitLabTracker(new GitLabProject(opening.base(), opening.project(), new Secret(opening.token()),
					opening.hook(), opening.labels()), Bounds.USUAL, this.networks.reach(), Asked.Audit.NOBODY,
					this.clock);
		}
		catch (IllegalArgumentException none) {
			throw new BadInput("project", "tracker.project");
		}
	}

}
