package dev.roundtable.tracking;

import java.time.Clock;

import dev.roundtable.http.BadInput;
import dev.roundtable.tracker.Tracker;
import dev.roundtable.tracker.http.Asked;
import dev.roundtable.tracker.http.Bounds;
import dev.roundtable.tracker.http.Secret;
import dev.roundtable.tracker.jira.JiraProject;
import dev.roundtable.tracker.jira.JiraTracker;

import org.springframework.stereotype.Component;

/**
 * Issues of a project in a Jira, of Cloud or of Data Center. Its project is a key; its
 * token is {@code e-mail:token} for Cloud, a personal access token for Data Center.
 */
@Component
class JiraConnector implements Connector {

	private final TrackerNetworks networks;

	private final Clock clock;

	JiraConnector(TrackerNetworks networks, Clock clock) {
		this.networks = networks;
		this.clock = clock;
	}

	@Override
	public String kind() {
		return "JIRA";
	}

	@Override
	public Tracker open(Opening opening) {
		this.networks.require(opening.base());
		try {
			return new JiraTracker(
					new JiraProject(opening.base(), opening.project(), new Secret(opening.token()), opening.hook()),
					Bounds.USUAL, this.networks.reach(), Asked.Audit.NOBODY, this.clock);
		}
		catch (IllegalArgumentException none) {
			throw new BadInput("project", "tracker.project");
		}
	}

}
