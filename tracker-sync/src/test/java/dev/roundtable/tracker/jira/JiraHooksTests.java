package dev.roundtable.tracker.jira;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.roundtable.tracker.Delivery;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.http.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JiraHooksTests {

	private static final String BODY = """
			{"timestamp":1700000000000,"webhookEvent":"jira:issue_updated","issue":{"id":"10007","key":"BUG-7"}}""";

	private final Hooks hooks = new Hooks(new JiraProject(URI.create("https://lumen.atlassian.net"), "BUG",
			new Secret("token"), new Secret(JiraPeople.HOOK)));

	private static String signature(String body) throws Exception {
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(JiraPeople.HOOK.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
		return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
	}

	private Delivery.Hints read(Map<String, String> headers, String body) {
		return this.hooks.read(new Delivery(headers, body.getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void a_delivery_says_which_issue_to_look_at_and_has_its_number() throws Exception {
		Delivery.Hints hints = read(
				Map.of("x-hub-signature", signature(BODY), "x-atlassian-webhook-identifier", "72d3162e"), BODY);
		assertThat(hints.id()).isEqualTo("72d3162e");
		assertThat(hints.issues()).containsExactly(new RemoteId("BUG", "10007"));
	}

	@Test
	void one_without_a_number_is_known_again_by_what_it_says_and_when() throws Exception {
		Map<String, String> headers = Map.of("x-hub-signature", signature(BODY));
		assertThat(read(headers, BODY).id()).isEqualTo(read(headers, BODY).id()).contains("1700000000000", "10007");
	}

	@Test
	void a_delivery_that_somebody_else_signed_or_changed_or_nobody_signed_is_forged() throws Exception {
		String right = signature(BODY);
		assertThatExceptionOfType(Delivery.Forged.class)
			.isThrownBy(() -> read(Map.of("x-hub-signature", right), BODY.replace('7', '8')));
		assertThatExceptionOfType(Delivery.Forged.class)
			.isThrownBy(() -> read(Map.of("x-hub-signature", right.replace("sha256=", "")), BODY));
		assertThatExceptionOfType(Delivery.Forged.class).isThrownBy(() -> read(Map.of(), BODY));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{\"issue\":7}", "{\"issue\":{\"id\":\"10007\",\"key\":\"BUGS-7\"}}",
			"{\"issue\":{\"id\":\"../7\",\"key\":\"BUG-7\"}}" })
	void what_is_about_nothing_of_ours_says_nothing(String body) throws Exception {
		assertThat(read(Map.of("x-hub-signature", signature(body)), body).issues()).isEmpty();
	}

}
