package dev.roundtable.tracking;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

import dev.roundtable.http.BadInput;
import dev.roundtable.tracker.Markup;
import dev.roundtable.tracker.Tracker;
import dev.roundtable.tracker.http.Asked;
import dev.roundtable.tracker.http.Bounds;
import dev.roundtable.tracker.http.Secret;
import dev.roundtable.tracker.redmine.RedmineProject;
import dev.roundtable.tracker.redmine.RedmineTracker;
import dev.roundtable.tracker.redmine.Textile;

import org.springframework.stereotype.Component;

/** Redmine 5 and later. */
@Component
class RedmineConnector implements Connector {

	private final TrackerNetworks networks;

	private final Clock clock;

	RedmineConnector(TrackerNetworks networks, Clock clock) {
		this.networks = networks;
		this.clock = clock;
	}

	@Override
	public String kind() {
		return "REDMINE";
	}

	@Override
	public Set<Option> options() {
		return EnumSet.of(Option.ID_FIELD, Option.MARKUP);
	}

	@Override
	public boolean triedLive() {
		return true;
	}

	@Override
	public Tracker open(Opening opening) {
		this.networks.require(opening.base());
		try {
			return new RedmineTracker(
					new RedmineProject(opening.base(), opening.project(), new Secret(opening.token()),
							Integer.parseInt(Objects.requireNonNullElse(opening.idField(), "")),
							"markdown".equals(opening.markup()) ? Markup.MARKDOWN : new Textile()),
					Bounds.USUAL, this.networks.reach(), Asked.Audit.NOBODY, this.clock);
		}
		catch (NumberFormatException none) {
			throw new BadInput("idField", "tracker.field");
		}
		catch (IllegalArgumentException none) {
			throw new BadInput("project", "tracker.project");
		}
	}

}
