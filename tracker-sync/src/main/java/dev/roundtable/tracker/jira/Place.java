package dev.roundtable.tracker.jira;

import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.http.Outside;
import org.jspecify.annotations.Nullable;

/** Where things are. */
final class Place {

	private final Api api;

	private final String project;

	private volatile @Nullable Home home;

	Place(Api api, String project) {
		this.api = api;
		this.project = project;
	}

	String project() {
		return this.project;
	}

	Home home() {
		Home known = this.home;
		return (known != null) ? known : askAgain();
	}

	Home askAgain() {
		Home now = Home.ask(this.api, this.project);
		this.home = now;
		return now;
	}

	/** Numbers, and keys that somebody types. */
	static boolean isIssue(RemoteId id) {
		return id.issue().matches("[0-9]{1,18}|[A-Z][A-Z0-9_]{1,99}-[0-9]{1,18}");
	}

	RemoteId key(RemoteId name) {
		return name.issue().matches("[0-9]{1,18}") ? new RemoteId(name.project(), this.project + "-" + name.issue())
				: name;
	}

	static String issue(RemoteId id) {
		if (!isIssue(id)) {
			throw new TrackerFailure.Gone("issues there have numbers or keys");
		}
		return "/issue/" + id.issue();
	}

	static String comment(RemoteId id, String comment) {
		return issue(id) + "/comment/" + Outside.part(comment) + "?expand=properties";
	}

}
