package dev.roundtable.notifications;

import dev.roundtable.journal.Subject;
import dev.roundtable.people.PersonUrl;

/** Where a notification leads that is about no topic, task or conversation. */
final class Leads {

	static final String MESSAGES = "/messages";

	static final String REPORTS = "/reports";

	/** How the subject begins of what is told of a channel, whose key follows. */
	static final String SEAT = "seat-";

	private Leads() {
	}

	/**
	 * @param subject that was told, for example {@code messagereview-7}
	 * @param name of whoever is told
	 */
	static String to(Kind kind, String act, String subject, String name) {
		if (kind == Kind.MODERATION) {
			return switch (Subject.parse(subject).type()) {
				case "account" -> act.startsWith("appeal-") ? "/appeal" : PersonUrl.of(name);
				case "directmessage" -> MESSAGES;
				case "messagereview" -> REPORTS + MESSAGES;
				// What she reported may be hidden from her now: it leads to her reports.
				default -> REPORTS;
			};
		}
		if (kind == Kind.SEAT) {
			return "/channels/" + subject.substring(SEAT.length());
		}
		return (kind == Kind.GROUP) ? "/groups" : act.contains("trust") ? "/trust" : PersonUrl.of(name);
	}

}
