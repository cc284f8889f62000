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
		List<Health.Line> all = this.health.all();
		if (all.isEmpty()) {
			return new AdminCard(ORDER, "trackers.none", 0, PAGE, AdminCard.State.GOOD);
		}
		long troubled = all.stream().filter(TrackersCard::needsSomebody).count();
		return (troubled > 0) ? new AdminCard(ORDER, "trackers.troubled", troubled, PAGE, AdminCard.State.BAD)
				: new AdminCard(ORDER, "trackers", all.size(), PAGE, AdminCard.State.GOOD);
	}

	/** Not one that a person stopped, or has not let go yet. */
	private static boolean needsSomebody(Health.Line line) {
		return line.dead() > 0 || line.asked() > 0 || line.light() == Health.Light.TOKEN_REFUSED
				|| (line.pausedWhy() != null && line.pausedWhy().kind() == Pause.Kind.OTHER);
	}

}
