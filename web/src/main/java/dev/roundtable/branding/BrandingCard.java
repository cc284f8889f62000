package dev.roundtable.branding;

import dev.roundtable.admin.AdminCard;
import dev.roundtable.admin.AdminSection;

import org.springframework.stereotype.Component;

/** A site without a name of its own is asked for one. */
@Component
class BrandingCard implements AdminSection {

	private final Wording wording;

	BrandingCard(Wording wording) {
		this.wording = wording;
	}

	@Override
	public AdminCard card() {
		return this.wording.isNamed() ? new AdminCard(5, "site", 0, "/admin/site", AdminCard.State.GOOD)
				: new AdminCard(5, "site.first", 0, "/admin/site", AdminCard.State.STEP);
	}

}
