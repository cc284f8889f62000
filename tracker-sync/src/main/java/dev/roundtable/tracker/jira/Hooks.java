package dev.roundtable.tracker.jira;

import java.util.List;
import java.util.Optional;

import dev.roundtable.tracker.Delivery;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.forge.Signature;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a webhook delivers, which may be one for all projects. */
record Hooks(JiraProject project) {

	Delivery.Hints read(Delivery delivery) {
		if (this.project.hook() == null) {
			throw new Delivery.Forged("nobody set up a webhook");
		}
		new Signature(this.project.hook(), "X-Hub-Signature").require(delivery);
		JsonNode payload = payload(delivery.body());
		// Older ones have no number of their own.
		String id = Optional.ofNullable(delivery.header("X-Atlassian-Webhook-Identifier"))
			.filter((given) -> !given.isBlank())
			.orElseGet(() -> payload.path("timestamp").asString("0") + "-" + payload.path("webhookEvent").asString("")
					+ "-" + payload.path("issue").path("id").asString(""));
		return new Delivery.Hints(id, issue(payload).map(List::of).orElse(List.of()));
	}

	private static JsonNode payload(byte[] body) {
		try {
			return JsonMapper.shared().readTree(body);
		}
		catch (JacksonException ex) {
			return JsonMapper.shared().createObjectNode();
		}
	}

	private Optional<RemoteId> issue(JsonNode payload) {
		JsonNode issue = payload.path("issue");
		String id = issue.path("id").asString("");
		return (issue.path("key").asString("").startsWith(this.project.key() + "-") && id.matches("[0-9]{1,18}"))
				? Optional.of(new RemoteId(this.project.key(), id)) : Optional.empty();
	}

}
