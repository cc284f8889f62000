package dev.roundtable.tracker.github;

import java.util.List;
import java.util.Optional;

import dev.roundtable.tracker.Delivery;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.forge.Signature;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a repository's webhook delivers. */
record Hooks(GitHubRepository repository) {

	/** Whether somebody wrote an issue, about one, or moved one, there is an issue. */
	Delivery.Hints read(Delivery delivery) {
		if (this.repository.hook() == null) {
			throw new Delivery.Forged("nobody set up a webhook");
		}
		new Signature(this.repository.hook(), "X-Hub-Signature-256").require(delivery);
		String id = Optional.ofNullable(delivery.header("X-GitHub-Delivery"))
			.filter((given) -> !given.isBlank())
			.orElseThrow(() -> new Delivery.Forged("it has no number"));
		return new Delivery.Hints(id, issue(delivery.body()).map(List::of).orElse(List.of()));
	}

	private Optional<RemoteId> issue(byte[] body) {
		JsonNode payload;
		try {
			payload = JsonMapper.shared().readTree(body);
		}
		catch (JacksonException ex) {
			return Optional.empty();
		}
		JsonNode issue = payload.path("issue");
		boolean ours = payload.path("repository")
			.path("full_name")
			.asString("")
			.equalsIgnoreCase(this.repository.name());
		return (ours && issue.path("number").isIntegralNumber() && !issue.has("pull_request"))
				? Optional.of(new RemoteId(this.repository.name(), issue.path("number").asString())) : Optional.empty();
	}

}
