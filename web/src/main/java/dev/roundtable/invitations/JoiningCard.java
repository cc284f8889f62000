package dev.roundtable.invitations;

import dev.roundtable.admin.AdminCard;
import dev.roundtable.admin.AdminSection;

import org.springframework.stereotype.Component;

/** How one joins, on the home of the administration. */
@Component
class JoiningCard implements AdminSection {

	private final JoiningRules rules;

	JoiningCard(JoiningRules rules) {
		this.rules = rules;
	}

	@Override
	public AdminCard card() {
		return new AdminCard(35, "joining", this.rules.known().entry().ordinal(), "/admin/registration",
				AdminCard.State.GOOD);
	}

}
