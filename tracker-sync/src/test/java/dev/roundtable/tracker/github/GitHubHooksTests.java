package dev.roundtable.tracker.github;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import dev.roundtable.tracker.Delivery;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.forge.Signature;
import dev.roundtable.tracker.http.Secret;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class GitHubHooksTests {

	private static final String REPOSITORY = "lumen/buglist";

	private static final String BODY = "{\"issue\":{\"number\":7},\"repository\":{\"full_name\":\"Lumen/Buglist\"}}";

	static GitHubRepository repository(String name) {
		return new GitHubRepository(URI.create("https://api.github.com"), name, new Secret("token"),
				new Secret(GitHubPeople.HOOK), Map.of());
	}

	private final Hooks hooks = new Hooks(repository(REPOSITORY));

	private static Delivery signed(String body) throws Exception {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		return delivery(body, "sha256=" + GitHubHooksIT.signature(bytes));
	}

	private static Delivery delivery(String body, String signature) {
		return new Delivery(Map.of("x-github-delivery", "72d3162e", "x-hub-signature-256", signature),
				body.getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void a_delivery_says_which_issue_to_look_at_and_has_its_number() throws Exception {
		Delivery.Hints hints = this.hooks.read(signed(BODY));
		assertThat(hints.id()).isEqualTo("72d3162e");
		assertThat(hints.issues()).containsExactly(new RemoteId(REPOSITORY, "7"));
	}

	/** The example of GitHub's own page on validating deliveries. */
	@Test
	void a_signature_is_made_as_github_describes_it() {
		Signature signature = new Signature(new Secret("It's a Secret to Everybody"), "X-Hub-Signature-256");
		signature.require(
				delivery("Hello, World!", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"));
		assertThatExceptionOfType(Delivery.Forged.class).isThrownBy(() -> signature.require(
				delivery("Hello, World?", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")));
	}

	@Test
	void a_delivery_that_somebody_else_signed_or_changed_is_forged() throws Exception {
		String right = "sha256=" + GitHubHooksIT.signature(BODY.getBytes(StandardCharsets.UTF_8));
		for (String wrong : new String[] { "", "sha256=", right.substring(7), right.substring(0, 70), right + "0",
				right.replace("sha256", "sha1"), "sha256=" + "0".repeat(64) }) {
			assertThatExceptionOfType(Delivery.Forged.class).isThrownBy(() -> this.hooks.read(delivery(BODY, wrong)));
		}
		assertThatExceptionOfType(Delivery.Forged.class)
			.isThrownBy(() -> this.hooks.read(delivery(BODY.replace('7', '8'), right)));
	}

	@Test
	void a_delivery_without_a_signature_or_for_nobody_is_forged() throws Exception {
		Map<String, String> unsigned = new HashMap<>(Map.of("X-GitHub-Delivery", "1"));
		assertThatExceptionOfType(Delivery.Forged.class)
			.isThrownBy(() -> this.hooks.read(new Delivery(unsigned, BODY.getBytes(StandardCharsets.UTF_8))));
		Hooks none = new Hooks(new GitHubRepository(URI.create("https://api.github.com"), REPOSITORY,
				new Secret("token"), null, Map.of()));
		Delivery delivery = signed(BODY);
		assertThatExceptionOfType(Delivery.Forged.class).isThrownBy(() -> none.read(delivery));
	}

	@Test
	void what_is_about_nothing_of_ours_says_nothing() throws Exception {
		for (String body : new String[] { "", "[]", "\"x\"", "{\"zen\":\"Keep it logically awesome.\"}", "{\"issue\":7",
				BODY.replace("Buglist", "Other"), BODY.replace("\"number\":7", "\"number\":\"../7\""),
				BODY.replace("\"number\":7", "\"number\":7,\"pull_request\":{}") }) {
			assertThat(this.hooks.read(signed(body)).issues()).isEmpty();
		}
	}

}
