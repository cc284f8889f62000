package dev.roundtable.tracker.gitlab;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.roundtable.tracker.Delivery;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.http.Secret;
import dev.roundtable.tracker.memory.ManualClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class GitLabHooksTests {

	private static final String ISSUE = """
			{"object_kind":"issue","project":{"path_with_namespace":"Lumen/Buglist"},"object_attributes":{"iid":7}}""";

	private static final String NOTE = """
			{"object_kind":"note","project":{"path_with_namespace":"lumen/buglist"},"object_attributes":{"id":1},
			"issue":{"iid":7}}""";

	private static final byte[] KEY = "thirty-two bytes of a signing key".getBytes(StandardCharsets.UTF_8);

	private final ManualClock clock = new ManualClock();

	private Delivery.Hints read(@Nullable String secret, Map<String, String> headers, String body) {
		return new Hooks(new GitLabProject(URI.create("https://gitlab.com"), "lumen/buglist", new Secret("token"),
				(secret != null) ? new Secret(secret) : null, Map.of()), this.clock)
			.read(new Delivery(headers, body.getBytes(StandardCharsets.UTF_8)));
	}

	private static Map<String, String> token(String token) {
		return Map.of("x-gitlab-token", token, "x-gitlab-event-uuid", "72d3162e");
	}

	@ParameterizedTest
	@ValueSource(strings = { ISSUE, NOTE })
	void a_delivery_says_which_issue_to_look_at_and_has_its_number(String body) {
		Delivery.Hints hints = read(GitLabPeople.HOOK, token(GitLabPeople.HOOK), body);
		assertThat(hints.id()).isEqualTo("72d3162e");
		assertThat(hints.issues()).containsExactly(new RemoteId("lumen/buglist", "7"));
	}

	@Test
	void what_is_sent_again_has_the_number_that_it_had() {
		Map<String, String> headers = new HashMap<>(token(GitLabPeople.HOOK));
		headers.put("Idempotency-Key", "f5e57ebe");
		assertThat(read(GitLabPeople.HOOK, headers, ISSUE).id()).isEqualTo("f5e57ebe");
	}

	@Test
	void a_delivery_with_another_token_without_one_or_for_nobody_is_forged() {
		for (String wrong : new String[] { "", "the-secret-of-the-hoo", GitLabPeople.HOOK + "x", "THE" }) {
			assertThatExceptionOfType(Delivery.Forged.class)
				.isThrownBy(() -> read(GitLabPeople.HOOK, token(wrong), ISSUE));
		}
		assertThatExceptionOfType(Delivery.Forged.class)
			.isThrownBy(() -> read(GitLabPeople.HOOK, Map.of("x-gitlab-event-uuid", "1"), ISSUE));
		assertThatExceptionOfType(Delivery.Forged.class).isThrownBy(() -> read(null, token(""), ISSUE));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "\"x\"", "{\"object_kind\":\"push\"}", "{\"object_kind\":\"issue\"", """
			{"object_kind":"issue","project":{"path_with_namespace":"lumen/other"},"object_attributes":{"iid":7}}""",
			"""
					{"object_kind":"note","project":{"path_with_namespace":"lumen/buglist"},"merge_request":{"iid":7}}""",
			"""
					{"object_kind":"issue","project":{"path_with_namespace":"lumen/buglist"},"object_attributes":{"iid":"../7"}}""" })
	void what_is_about_nothing_of_ours_says_nothing(String body) {
		assertThat(read(GitLabPeople.HOOK, token(GitLabPeople.HOOK), body).issues()).isEmpty();
	}

	// Signing tokens

	private Map<String, String> signed(String body) throws Exception {
		String time = String.valueOf(this.clock.instant().getEpochSecond());
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
		byte[] signature = mac.doFinal(("f5e57ebe." + time + "." + body).getBytes(StandardCharsets.UTF_8));
		return Map.of("webhook-id", "f5e57ebe", "webhook-timestamp", time, "webhook-signature",
				"v1,AAAA v1," + Base64.getEncoder().encodeToString(signature));
	}

	private static String signingToken() {
		return "whsec_" + Base64.getEncoder().encodeToString(KEY);
	}

	@Test
	void a_signature_is_believed_for_five_minutes_and_for_what_was_signed() throws Exception {
		Map<String, String> headers = signed(ISSUE);
		assertThat(read(signingToken(), headers, ISSUE).issues()).hasSize(1);
		assertThatExceptionOfType(Delivery.Forged.class)
			.isThrownBy(() -> read(signingToken(), headers, ISSUE.replace('7', '8')));
		Map<String, String> another = new HashMap<>(headers);
		another.put("webhook-id", "another");
		assertThatExceptionOfType(Delivery.Forged.class).isThrownBy(() -> read(signingToken(), another, ISSUE));
		this.clock.pass(Duration.ofSeconds(301));
		assertThatExceptionOfType(Delivery.Forged.class).isThrownBy(() -> read(signingToken(), headers, ISSUE))
			.withMessageContaining("another time");
	}

	@Test
	void who_has_a_signing_token_does_not_believe_the_token_in_its_place() {
		assertThatExceptionOfType(Delivery.Forged.class)
			.isThrownBy(() -> read(signingToken(), token(signingToken()), ISSUE));
	}

}
