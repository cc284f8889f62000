package dev.roundtable.notifications;

import dev.roundtable.people.PersonUrl;

/** Where a notification leads that is about no topic, task or conversation. */
final class Leads {

	private Leads() {
	}

	/**
	 * @param name of whoever is told
	 */
	static String to(Kind kind, String act, String name) {
		return (kind == Kind.GROUP) ? "/groups" : act.contains("trust") ? "/trust" : PersonUrl.of(name);
	}

}
