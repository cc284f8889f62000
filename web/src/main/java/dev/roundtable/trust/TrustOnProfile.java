package dev.roundtable.trust;

import dev.roundtable.people.AccountId;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.profiles.ProfilePart;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A line on a person's page, and for herself how far the next level is. */
@Component
@Order(7)
class TrustOnProfile implements ProfilePart {

	private final Standings standings;

	private final Ladders ladders;

	TrustOnProfile(Standings standings, Ladders ladders) {
		this.standings = standings;
		this.ladders = ladders;
	}

	@Override
	public @Nullable Shown of(AccountId person, String name, @Nullable Viewer viewer) {
		Ladder ladder = this.ladders.now();
		Standings.Standing standing = this.standings.of(person, ladder.of(Ladder.BARRED)).orElse(null);
		boolean hers = viewer != null && viewer.id().equals(person);
		boolean fixes = !hers && Viewer.may(viewer, Capability.MODERATE);
		// Of who wrote elsewhere and never came, there is nothing to say.
		if (standing == null || !(standing.counted() || hers || fixes)) {
			return null;
		}
		return new Shown("trust/profile",
				new OfAPerson(name, standing.level(), hers ? Progress.of(ladder, standing) : null, fixes));
	}

	/**
	 * @param progress her own, for herself alone
	 * @param fixes whether the viewer may fix her level
	 */
	record OfAPerson(String name, TrustLevel level, @Nullable Progress progress, boolean fixes) {
	}

}
