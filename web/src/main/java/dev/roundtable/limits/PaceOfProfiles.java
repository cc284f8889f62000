package dev.roundtable.limits;

import dev.roundtable.people.Viewer;
import dev.roundtable.profiles.ProfilePace;

import org.springframework.stereotype.Component;

/** Every saving of a profile renders its text and writes a row of the journal. */
@Component
class PaceOfProfiles implements ProfilePace {

	private final Limits limits;

	PaceOfProfiles(Limits limits) {
		this.limits = limits;
	}

	@Override
	public void spend(Viewer viewer) {
		this.limits.spend(viewer, Act.PROFILE);
	}

}
