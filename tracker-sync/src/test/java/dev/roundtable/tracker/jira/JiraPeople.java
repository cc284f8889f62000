package dev.roundtable.tracker.jira;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.TheirSide;
import dev.roundtable.tracker.Tracker;
import dev.roundtable.tracker.http.Asked;
import dev.roundtable.tracker.http.Bounds;
import dev.roundtable.tracker.http.Reach;
import dev.roundtable.tracker.http.Secret;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Dora, who works in Jira, and the forum's account there. */
final class JiraPeople implements TheirSide {

	static final String HOOK = "the-secret-of-the-hook";

	private static final Bounds BOUNDS = new Bounds(Duration.ofSeconds(10), Duration.ofSeconds(30),
			Duration.ofSeconds(60), 8 * 1024 * 1024, 1, Duration.ofMillis(50));

	private final JiraDouble jira;

	private final JiraTracker tracker;

	JiraPeople(JiraDouble jira) {
		this.jira = jira;
		this.tracker = connected(jira.base(), jira.token("robot"), JiraDouble.PROJECT);
	}

	static JiraTracker connected(URI base, String token, String key) {
		return new JiraTracker(new JiraProject(base, key, new Secret(token), new Secret(HOOK)), BOUNDS,
				Reach.with(java.util.List.of("127.0.0.0/8")), Asked.Audit.NOBODY, Clock.systemUTC(), 5);
	}

	@Override
	public JiraTracker tracker() {
		return this.tracker;
	}

	@Override
	public Tracker strangersTracker() {
		return connected(this.jira.base(), this.jira.token("nobody"), JiraDouble.PROJECT);
	}

	@Override
	public Tracker trackerOfAnotherProject() {
		return connected(this.jira.base(), this.jira.token("robot"), "HIDDEN");
	}

	@Override
	public String project() {
		return JiraDouble.PROJECT;
	}

	static RemoteId id(JsonNode issue) {
		return new RemoteId(JiraDouble.PROJECT, issue.path("id").asString());
	}

	@Override
	public RemoteId opens(String title) {
		return id(this.jira.open("dora", title));
	}

	@Override
	public void edits(RemoteId issue, Field field, String value) {
		switch (field) {
			case TITLE -> this.jira.edit(issue.issue(), "summary", StringNode.valueOf(value));
			case DESCRIPTION -> this.jira.edit(issue.issue(), "description", StringNode.valueOf(value));
			case STATUS -> this.jira.status(issue.issue(), value);
			case KIND, SEVERITY, COMPONENT, ASSIGNEE, RELEASE ->
				throw new IllegalArgumentException("nobody edits the " + field);
		}
	}

	@Override
	public String closed() {
		return "Done";
	}

	@Override
	public String begun() {
		return "In Progress";
	}

	@Override
	public String says(RemoteId issue, String text) {
		return this.jira.comment(issue.issue(), "dora", text).path("id").asString();
	}

	@Override
	public String whispers(RemoteId issue, String text) {
		ObjectNode comment = this.jira.comment(issue.issue(), "dora", text);
		comment.putObject("visibility").put("type", "role").put("value", "Administrators");
		return comment.path("id").asString();
	}

	@Override
	public void hides(RemoteId issue) {
		this.jira.edit(issue.issue(), "security", JsonMapper.shared().createObjectNode().put("name", "Team"));
	}

	@Override
	public void deletes(RemoteId issue) {
		this.jira.delete(issue.issue());
	}

	/** With its labels, as Jira clones. */
	@Override
	public RemoteId copies(RemoteId issue) {
		JsonNode original = this.jira.issue(issue.issue()).path("fields");
		ObjectNode copy = this.jira.open("robot", original.path("summary").asString());
		this.jira.edit(copy.path("id").asString(), "labels", original.path("labels").deepCopy());
		return id(copy);
	}

	/** Its searches know minutes. */
	@Override
	public void letsTimePass() {
		this.jira.pass(Duration.ofSeconds(61));
	}

}
