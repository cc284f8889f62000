package dev.roundtable.tracker.gitlab;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.TheirSide;
import dev.roundtable.tracker.Tracker;
import dev.roundtable.tracker.http.Asked;
import dev.roundtable.tracker.http.Bounds;
import dev.roundtable.tracker.http.Reach;
import dev.roundtable.tracker.http.Secret;
import tools.jackson.databind.JsonNode;

/** Dora, who works in GitLab, and the forum's account there. */
final class GitLabPeople implements TheirSide {

	static final String HOOK = "the-secret-of-the-hook";

	static final int ROBOT = 1;

	static final int DORA = 2;

	static final Map<Field, List<String>> LABELS = Map.of(Field.KIND, List.of("bug", "enhancement"), Field.SEVERITY,
			List.of("severity: high", "severity: low"), Field.COMPONENT, List.of("audio"));

	private static final Bounds BOUNDS = new Bounds(Duration.ofSeconds(10), Duration.ofSeconds(30),
			Duration.ofSeconds(60), 8 * 1024 * 1024, 1, Duration.ofMillis(50));

	private final GitLabDouble gitlab;

	private final GitLabTracker tracker;

	GitLabPeople(GitLabDouble gitlab) {
		this.gitlab = gitlab;
		this.tracker = connected(gitlab.base(), "robot-token", GitLabDouble.PROJECT);
	}

	static GitLabTracker connected(URI base, String token, String path) {
		return connected(base, token, path, BOUNDS);
	}

	static GitLabTracker connected(URI base, String token, String path, Bounds bounds) {
		return new GitLabTracker(new GitLabProject(base, path, new Secret(token), new Secret(HOOK), LABELS), bounds,
				Reach.with(List.of("127.0.0.0/8")), Asked.Audit.NOBODY, Clock.systemUTC(), 5);
	}

	@Override
	public GitLabTracker tracker() {
		return this.tracker;
	}

	@Override
	public Tracker strangersTracker() {
		return connected(this.gitlab.base(), "nobodys-token", GitLabDouble.PROJECT);
	}

	@Override
	public Tracker trackerOfAnotherProject() {
		return connected(this.gitlab.base(), "robot-token", "paul/hidden");
	}

	@Override
	public String project() {
		return GitLabDouble.PROJECT;
	}

	static RemoteId id(JsonNode issue) {
		return new RemoteId(GitLabDouble.PROJECT, issue.path("iid").asString());
	}

	@Override
	public RemoteId opens(String title) {
		return id(this.gitlab.open(DORA, title, ""));
	}

	@Override
	public void edits(RemoteId issue, Field field, String value) {
		this.gitlab.edit(issue.issue(), switch (field) {
			case TITLE -> "title";
			case DESCRIPTION -> "description";
			case STATUS -> "state";
			case KIND, SEVERITY, COMPONENT, ASSIGNEE, RELEASE ->
				throw new IllegalArgumentException("nobody edits the " + field);
		}, value);
	}

	@Override
	public String closed() {
		return "closed";
	}

	/** There is no other that is open. */
	@Override
	public String begun() {
		return "opened";
	}

	@Override
	public String says(RemoteId issue, String text) {
		return this.gitlab.note(issue.issue(), DORA, text, false, false).path("id").asString();
	}

	@Override
	public String whispers(RemoteId issue, String text) {
		return this.gitlab.note(issue.issue(), DORA, text, true, false).path("id").asString();
	}

	@Override
	public void hides(RemoteId issue) {
		this.gitlab.edit(issue.issue(), "confidential", true);
	}

	@Override
	public void deletes(RemoteId issue) {
		this.gitlab.delete(issue.issue());
	}

	@Override
	public RemoteId copies(RemoteId issue) {
		JsonNode original = this.gitlab.issue(issue.issue());
		return id(this.gitlab.open(DORA, original.path("title").asString(), original.path("description").asString()));
	}

	@Override
	public void letsTimePass() {
		this.gitlab.pass(Duration.ofSeconds(2));
	}

}
