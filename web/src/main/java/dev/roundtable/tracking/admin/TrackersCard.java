package dev.roundtable.tracking.admin;

import java.util.List;

import dev.roundtable.admin.AdminCard;
import dev.roundtable.admin.AdminSection;

import org.springframework.stereotype.Component;

/** Whether outside trackers are in step, on the home of the administration. */
@Component
class TrackersCard implements AdminSection {

	private static final int ORDER = 45;

	private static final String PAGE = "/admin/trackers";

	private final Health health;

	TrackersCard(Health health) {
		this.health = health;
	}

	@Override
	public AdminCard card() {
		List<Boolean> all = this.health.needs();
		if (all.isEmpty()) {
			return new AdminCard(ORDER, "trackers.none", 0, PAGE, AdminCard.State.GOOD);
		}
		long troubled = all.stream().filter((needs) -> needs).count();
		return (troubled > 0) ? new AdminCard(ORDER, "trackers.troubled", troubled, PAGE, AdminCard.State.BAD)
				: new AdminCard(ORDER, "trackers", all.size(), PAGE, AdminCard.State.GOOD);
	}

}
