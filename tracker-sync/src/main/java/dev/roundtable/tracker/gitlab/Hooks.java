package dev.roundtable.tracker.gitlab;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.roundtable.tracker.Delivery;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.http.Secret;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what a project's webhook delivers. A secret token is sent as it is, and says who
 * sends but nothing of what is sent; a signing token signs it, and how old it is. Which
 * of the two it is can be seen by its beginning.
 */
record Hooks(GitLabProject project, Clock clock) {

	Delivery.Hints read(Delivery delivery) {
		Secret secret = this.project.hook();
		if (secret == null) {
			throw new Delivery.Forged("nobody set up a webhook");
		}
		if (StandardSignature.isFor(secret)) {
			new StandardSignature(secret, this.clock).require(delivery);
		}
		else {
			requireToken(secret, delivery);
		}
		String id = Stream.of("webhook-id", "Idempotency-Key", "X-Gitlab-Event-UUID")
			.map((name) -> Optional.ofNullable(delivery.header(name)).orElse(""))
			.filter((given) -> !given.isBlank())
			.findFirst()
			.orElseThrow(() -> new Delivery.Forged("it has no number"));
		return new Delivery.Hints(id, issue(delivery.body()).map(List::of).orElse(List.of()));
	}

	/** Takes as long for a wrong token as for one that is nearly right. */
	private static void requireToken(Secret secret, Delivery delivery) {
		String given = Optional.ofNullable(delivery.header("X-Gitlab-Token")).orElse("");
		if (!MessageDigest.isEqual(secret.value().getBytes(StandardCharsets.UTF_8),
				given.getBytes(StandardCharsets.UTF_8))) {
			throw new Delivery.Forged("it has another token");
		}
	}

	private Optional<RemoteId> issue(byte[] body) {
		JsonNode payload;
		try {
			payload = JsonMapper.shared().readTree(body);
		}
		catch (JacksonException ex) {
			return Optional.empty();
		}
		boolean ours = payload.path("project")
			.path("path_with_namespace")
			.asString("")
			.equalsIgnoreCase(this.project.path());
		JsonNode number = switch (payload.path("object_kind").asString("")) {
			case "issue", "work_item" -> payload.path("object_attributes").path("iid");
			case "note" -> payload.path("issue").path("iid");
			default -> payload.path("none");
		};
		return (ours && number.isIntegralNumber()) ? Optional.of(new RemoteId(this.project.path(), number.asString()))
				: Optional.empty();
	}

}
