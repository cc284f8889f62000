package dev.roundtable.tracker.github;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.sun.net.httpserver.HttpServer;
import dev.roundtable.tracker.Delivery;
import dev.roundtable.tracker.RemoteId;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Deliveries as others make them: emulate's, and those that people recorded. */
class GitHubHooksIT {

	@Test
	void what_happens_there_is_delivered_with_a_signature_that_we_believe() throws Exception {
		GitHubDouble github = GitHubDouble.running();
		GitHubPeople people = new GitHubPeople(github);
		BlockingQueue<Delivery> delivered = new LinkedBlockingQueue<>();
		HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
		receiver.createContext("/hook", (exchange) -> {
			Map<String, String> headers = new HashMap<>();
			exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
			delivered.add(new Delivery(headers, exchange.getRequestBody().readAllBytes()));
			exchange.sendResponseHeaders(202, -1);
			exchange.close();
		});
		receiver.start();
		try {
			github.ask("dora", "POST", "/repos/" + GitHubPeople.REPOSITORY + "/hooks",
					Map.of("name", "web", "active", true, "events", List.of("issues", "issue_comment"), "config",
							Map.of("url", "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook",
									"content_type", "json", "secret", GitHubPeople.HOOK)));
			RemoteId issue = people.opens("told at once");
			Delivery opened = delivered.poll(30, TimeUnit.SECONDS);
			assertThat(opened).isNotNull();
			assertThat(people.tracker().hints(opened).issues()).containsExactly(issue);
			people.says(issue, "and this");
			Delivery said = delivered.poll(30, TimeUnit.SECONDS);
			assertThat(said).isNotNull();
			assertThat(people.tracker().hints(said).issues()).containsExactly(issue);
		}
		finally {
			receiver.stop(0);
		}
	}

	@Test
	void every_payload_that_was_recorded_is_read_and_issues_are_found_in_those_about_issues() throws Exception {
		JsonNode recorded = JsonMapper.shared()
			.readTree(NpmPackage.EXAMPLES.path("api.github.com/index.json").toFile());
		int about = 0;
		for (JsonNode event : recorded) {
			for (JsonNode payload : event.path("examples")) {
				String repository = payload.path("repository").path("full_name").asString("");
				Hooks hooks = new Hooks(GitHubHooksTests
					.repository(GitHubRepository.isName(repository) ? repository : "Codertocat/Hello-World"));
				List<RemoteId> found = hooks.read(signed(event.path("name").asString(), payload)).issues();
				boolean issue = payload.has("issue") && !payload.path("issue").has("pull_request");
				assertThat(found).hasSize(issue ? 1 : 0);
				if (issue) {
					about++;
					assertThat(found.getFirst())
						.isEqualTo(new RemoteId(repository, payload.path("issue").path("number").asString()));
				}
			}
		}
		assertThat(about).isGreaterThan(30);
	}

	private static Delivery signed(String event, JsonNode payload) throws Exception {
		byte[] body = JsonMapper.shared().writeValueAsBytes(payload);
		return new Delivery(Map.of("X-GitHub-Event", event, "X-GitHub-Delivery", "7", "X-Hub-Signature-256",
				"sha256=" + signature(body)), body);
	}

	static String signature(byte[] body) throws Exception {
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(GitHubPeople.HOOK.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
		return HexFormat.of().formatHex(mac.doFinal(body));
	}

}
