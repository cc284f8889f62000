package dev.roundtable.journal;

import java.util.List;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * One line of the log {@code roundtable.audit} for each thing that is done by somebody
 * and not everyday, so that it can be kept where nobody who may change the database can
 * change it. A line may come twice; its number tells.
 */
@Component
class AuditLog implements JournalFollower {

	private static final Logger audit = LoggerFactory.getLogger("roundtable.audit");

	/** What everybody does all the time; whatever else there will be is told. */
	private static final Set<String> EVERYDAY = Set.of("wrote", "edited", "told-more", "opened", "voted", "unvoted",
			"followed", "unfollowed", "muted", "unmuted", "blocked", "unblocked", "messaged", "left");

	private final EntryRows rows;

	AuditLog(EntryRows rows) {
		this.rows = rows;
	}

	@Override
	public String name() {
		return "audit";
	}

	@Override
	public boolean wants(String action, Subject subject) {
		return !EVERYDAY.contains(action);
	}

	@Override
	public void deliver(List<Entry> entries) {
		entries.forEach((entry) -> audit.info("{} {} account {} {} {} {}", entry.id(), entry.at(), entry.actor(),
				entry.action(), entry.subject(), this.rows.text(entry.facts())));
	}

}
