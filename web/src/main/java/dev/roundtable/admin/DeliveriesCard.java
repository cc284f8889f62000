package dev.roundtable.admin;

import dev.roundtable.journal.Failures;

import org.springframework.stereotype.Component;

/** How many deliveries of the journal wait for a person. */
@Component
class DeliveriesCard implements AdminSection {

	private final Failures failures;

	DeliveriesCard(Failures failures) {
		this.failures = failures;
	}

	@Override
	public AdminCard card() {
		long failed = this.failures.count();
		return (failed == 0) ? new AdminCard(60, "deliveries", 0, "", AdminCard.State.GOOD)
				: new AdminCard(60, "deliveries.failed", failed, "/admin/deliveries", AdminCard.State.BAD);
	}

}
