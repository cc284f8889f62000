package dev.roundtable.tracker.github;

import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.http.Outside;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where things are: under the name that the repository has by now. */
final class Place {

	private final Api api;

	private final String configured;

	private volatile @Nullable Home home;

	Place(Api api, String configured) {
		this.api = api;
		this.configured = configured;
	}

	Home home() {
		Home known = this.home;
		return (known != null) ? known : askAgain();
	}

	/** What the repository is called now. */
	Home askAgain() {
		Home now = Home.ask(this.api, this.configured);
		this.home = now;
		return now;
	}

	String path(String rest) {
		return "/repos/" + home().name() + rest;
	}

	String path(RemoteId id) {
		if (id.issue().length() > 12 || !id.issue().chars().allMatch((digit) -> digit >= '0' && digit <= '9')) {
			throw new TrackerFailure.Gone("issues there have numbers");
		}
		return "/repos/" + repository(id) + "/issues/" + id.issue();
	}

	/** Comments have numbers of their own, of the repository and not of the issue. */
	String comment(RemoteId id, String comment) {
		return "/repos/" + repository(id) + "/issues/comments/" + Outside.part(comment);
	}

	/** What the repository of an issue is called now; one that was moved has another. */
	private String repository(RemoteId id) {
		if (id.project().equalsIgnoreCase(this.configured)) {
			return home().name();
		}
		if (!GitHubRepository.isName(id.project())) {
			throw new TrackerFailure.Gone("no such repository");
		}
		return id.project();
	}

	/** Whether an issue is the one that was asked for, and not where that went. */
	boolean has(RemoteId id, JsonNode issue) {
		if (!issue.path("number").asString().equals(id.issue())) {
			return false;
		}
		if (Home.isIn(repository(id), issue)) {
			return true;
		}
		askAgain();
		return Home.isIn(repository(id), issue);
	}

}
