package dev.roundtable.benchmark;

import java.time.Duration;
import java.util.List;

/**
 * What the load generator, a process of its own, needs to know. It is told by way of
 * system properties.
 *
 * @param site base of all addresses
 * @param users how many knock at once; each asks again as soon as it is answered
 * @param topics paths of pages to read and to reply to, with 20 floors each
 * @param asset path of the static file
 * @param cookies of somebody who is signed in
 */
record Plan(String site, int users, Duration time, List<String> topics, String asset, String cookies) {

	/** What is measured, in this order. */
	enum Step {

		HOME("home page, anonymous"), TOPIC("topic page, anonymous"), TOPIC_SIGNED_IN("topic page, signed in"),
		REPLY("reply by form"), SEARCH("search page"), STATIC("static file");

		private final String title;

		Step(String title) {
			this.title = title;
		}

		String title() {
			return this.title;
		}

	}

	List<String> toSystemProperties() {
		return List.of("-Dplan.site=" + this.site, "-Dplan.users=" + this.users,
				"-Dplan.seconds=" + this.time.toSeconds(), "-Dplan.topics=" + String.join(" ", this.topics),
				"-Dplan.asset=" + this.asset, "-Dplan.cookies=" + this.cookies);
	}

	static Plan fromSystemProperties() {
		return new Plan(property("site"), Integer.parseInt(property("users")),
				Duration.ofSeconds(Long.parseLong(property("seconds"))), List.of(property("topics").split(" ")),
				property("asset"), property("cookies"));
	}

	private static String property(String name) {
		String value = System.getProperty("plan." + name);
		if (value == null) {
			throw new IllegalStateException("plan." + name + " is missing");
		}
		return value;
	}

}
