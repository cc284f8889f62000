package dev.roundtable.tracker.gitlab;

import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.http.Outside;
import org.jspecify.annotations.Nullable;

/** Where things are: below the number of the project, which stays. */
final class Place {

	private final Outside outside;

	private final String configured;

	private volatile @Nullable Home home;

	Place(Outside outside, String configured) {
		this.outside = outside;
		this.configured = configured;
	}

	Home home() {
		Home known = this.home;
		return (known != null) ? known : askAgain();
	}

	Home askAgain() {
		Home now = Home.ask(this.outside, this.configured);
		this.home = now;
		return now;
	}

	String path(String rest) {
		return "/api/v4/projects/" + home().id() + rest;
	}

	String path(RemoteId id) {
		if (!isNumber(id.issue())) {
			throw new TrackerFailure.Gone("issues there have numbers");
		}
		return "/api/v4/projects/" + project(id) + "/issues/" + id.issue();
	}

	String note(RemoteId id, String comment) {
		if (!isNumber(comment)) {
			throw new TrackerFailure.Gone("comments there have numbers");
		}
		return path(id) + "/notes/" + comment;
	}

	static boolean isNumber(String text) {
		return !text.isEmpty() && text.length() <= 18 && text.chars().allMatch((digit) -> digit >= '0' && digit <= '9');
	}

	boolean isHere(RemoteId id) {
		return id.project().equalsIgnoreCase(this.configured);
	}

	private String project(RemoteId id) {
		if (isHere(id)) {
			return String.valueOf(home().id());
		}
		if (!GitLabProject.isPath(id.project())) {
			throw new TrackerFailure.Gone("no such project");
		}
		return Outside.part(id.project());
	}

	/** Who is in the same group needs no more than the last part of a name. */
	String resolved(String reference) {
		return (reference.indexOf('/') >= 0) ? reference
				: this.configured.substring(0, this.configured.lastIndexOf('/') + 1) + reference;
	}

}
