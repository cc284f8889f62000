package dev.roundtable.tracker.redmine;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
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

/** Dora, who works in Redmine, and the forum's account there. */
final class RedminePeople implements TheirSide {

	static final String PROJECT = "buglist";

	/** Small, so that a handful of issues are several pages. */
	private static final int PAGE = 5;

	private static final Bounds BOUNDS = new Bounds(Duration.ofSeconds(20), Duration.ofSeconds(60),
			Duration.ofSeconds(90), 8 * 1024 * 1024, 1, Duration.ofMillis(50));

	private final RedmineServer server;

	private final RedmineTracker tracker;

	RedminePeople(RedmineServer server) {
		this.server = server;
		this.tracker = connected(server.key("robot"), PROJECT, server.number("field"), PAGE);
	}

	RedmineTracker connected(String key, String project, int field, int page) {
		return new RedmineTracker(
				new RedmineProject(URI.create(this.server.base() + "/"), project, new Secret(key), field,
						new Textile()),
				BOUNDS, Reach.with(List.of("127.0.0.0/8")), Asked.Audit.NOBODY, Clock.systemUTC(), page);
	}

	@Override
	public RedmineTracker tracker() {
		return this.tracker;
	}

	@Override
	public Tracker strangersTracker() {
		return connected("0123456789012345678901234567890123456789", PROJECT, this.server.number("field"), PAGE);
	}

	@Override
	public Tracker trackerOfAnotherProject() {
		return connected(this.server.key("rita"), "hidden", this.server.number("field"), PAGE);
	}

	@Override
	public String project() {
		return PROJECT;
	}

	@Override
	public RemoteId opens(String title) {
		return created(Map.of("project_id", PROJECT, "subject", title));
	}

	private RemoteId created(Map<String, Object> issue) {
		JsonNode made = this.server.ask("dora", "POST", "/issues.json", Map.of("issue", issue)).done().json();
		return new RemoteId(PROJECT, made.path("issue").path("id").asString());
	}

	void writes(RemoteId issue, Map<String, Object> values) {
		this.server.ask("dora", "PUT", path(issue, ""), Map.of("issue", values)).done();
	}

	static String path(RemoteId issue, String query) {
		return "/issues/" + issue.issue() + ".json" + query;
	}

	@Override
	public void edits(RemoteId issue, Field field, String value) {
		writes(issue, switch (field) {
			case TITLE -> Map.of("subject", value);
			case DESCRIPTION -> Map.of("description", value);
			case STATUS -> Map.of("status_id",
					List.of("New", "In Progress", "Resolved", "Feedback", "Closed", "Rejected").indexOf(value) + 1);
			case KIND, SEVERITY, COMPONENT, ASSIGNEE, RELEASE ->
				throw new IllegalArgumentException("nobody edits the " + field);
		});
	}

	@Override
	public String closed() {
		return "Closed";
	}

	@Override
	public String begun() {
		return "In Progress";
	}

	@Override
	public String says(RemoteId issue, String text) {
		return noted(issue, Map.of("notes", text));
	}

	@Override
	public String whispers(RemoteId issue, String text) {
		return noted(issue, Map.of("notes", text, "private_notes", true));
	}

	private String noted(RemoteId issue, Map<String, Object> note) {
		writes(issue, note);
		JsonNode journals = this.server.ask("dora", "GET", path(issue, "?include=journals"), null)
			.done()
			.json()
			.path("issue")
			.path("journals");
		return journals.get(journals.size() - 1).path("id").asString();
	}

	@Override
	public void hides(RemoteId issue) {
		writes(issue, Map.of("is_private", true));
	}

	@Override
	public void deletes(RemoteId issue) {
		this.server.ask("robot", "DELETE", path(issue, ""), null).done();
	}

	/** As the page for copying does it, which the API lacks. */
	@Override
	public RemoteId copies(RemoteId issue) {
		JsonNode original = this.server.ask("dora", "GET", path(issue, ""), null).done().json().path("issue");
		Map<String, Object> copy = new HashMap<>();
		copy.put("project_id", PROJECT);
		copy.put("subject", original.path("subject").asString());
		copy.put("description", original.path("description").asString(""));
		copy.put("custom_fields", List.of(Map.of("id", this.server.number("field"), "value", externalId(original))));
		return created(copy);
	}

	private String externalId(JsonNode issue) {
		return issue.path("custom_fields")
			.valueStream()
			.filter((field) -> field.path("id").asInt() == this.server.number("field"))
			.map((field) -> field.path("value").asString(""))
			.findFirst()
			.orElse("");
	}

	/** Its clock and ours are one, and it counts seconds. */
	@Override
	public void letsTimePass() {
		long millis = System.currentTimeMillis();
		RedmineServer.pause(Duration.ofMillis(1005 - millis % 1000));
	}

}
