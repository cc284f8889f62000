package dev.roundtable.tracker.github;

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
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;

/** Dora, who works on GitHub, and the forum's account there. */
final class GitHubPeople implements TheirSide {

	static final String REPOSITORY = "lumen/buglist";

	static final String HOOK = "the-secret-of-the-hook";

	static final Map<Field, List<String>> LABELS = Map.of(Field.KIND, List.of("bug", "enhancement"), Field.SEVERITY,
			List.of("severity: high", "severity: low"), Field.COMPONENT, List.of("audio"));

	static final Bounds BOUNDS = new Bounds(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60),
			8 * 1024 * 1024, 1, Duration.ofMillis(50));

	private static final int PAGE = 5;

	private final GitHubDouble github;

	private final GitHubTracker tracker;

	GitHubPeople(GitHubDouble github) {
		this.github = github;
		this.tracker = connected("robot-token", REPOSITORY);
	}

	private GitHubTracker connected(String token, String name) {
		return new GitHubTracker(
				new GitHubRepository(this.github.base(), name, new Secret(token), new Secret(HOOK), LABELS), BOUNDS,
				Reach.with(List.of("127.0.0.0/8")), Asked.Audit.NOBODY, Clock.systemUTC(), PAGE);
	}

	@Override
	public GitHubTracker tracker() {
		return this.tracker;
	}

	@Override
	public Tracker strangersTracker() {
		return connected("nobodys-token", REPOSITORY);
	}

	@Override
	public Tracker trackerOfAnotherProject() {
		return connected("robot-token", "paul/hidden");
	}

	@Override
	public String project() {
		return REPOSITORY;
	}

	@Override
	public RemoteId opens(String title) {
		return made(Map.of("title", title));
	}

	private RemoteId made(Map<String, Object> issue) {
		JsonNode made = this.github.ask("dora", "POST", "/repos/" + REPOSITORY + "/issues", issue);
		return new RemoteId(REPOSITORY, made.path("number").asString());
	}

	JsonNode writes(RemoteId issue, Map<String, Object> values) {
		return this.github.ask("dora", "PATCH", path(issue), values);
	}

	static String path(RemoteId issue) {
		return "/repos/" + REPOSITORY + "/issues/" + issue.issue();
	}

	@Override
	public void edits(RemoteId issue, Field field, String value) {
		writes(issue, switch (field) {
			case TITLE -> Map.of("title", value);
			case DESCRIPTION -> Map.of("body", value);
			case STATUS ->
				Fields.OPEN.equals(value) ? Map.of("state", "open") : Map.of("state", "closed", "state_reason", value);
			case KIND, SEVERITY, COMPONENT, ASSIGNEE, RELEASE ->
				throw new IllegalArgumentException("nobody edits the " + field);
		});
	}

	@Override
	public String closed() {
		return "not_planned";
	}

	/** There is no other that is open. */
	@Override
	public String begun() {
		return Fields.OPEN;
	}

	@Override
	public String says(RemoteId issue, String text) {
		return this.github.ask("dora", "POST", path(issue) + "/comments", Map.of("body", text)).path("id").asString();
	}

	@Override
	public String whispers(RemoteId issue, String text) {
		throw new TestAbortedException("whoever sees an issue of GitHub sees its comments");
	}

	@Override
	public void hides(RemoteId issue) {
		throw new TestAbortedException("whoever sees a repository of GitHub sees its issues");
	}

	@Override
	public void deletes(RemoteId issue) {
		this.github.delete(REPOSITORY, issue.issue());
	}

	@Override
	public RemoteId copies(RemoteId issue) {
		JsonNode original = this.github.ask("dora", "GET", path(issue), null);
		return made(Map.of("title", original.path("title").asString(), "body", original.path("body").asString("")));
	}

	/** Its clock and ours are one; it counts seconds, or smaller steps. */
	@Override
	public void letsTimePass() {
		try {
			Thread.sleep(1005 - System.currentTimeMillis() % 1000);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
