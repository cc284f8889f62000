package dev.roundtable.signin;

import java.net.http.HttpResponse;
import java.util.List;

import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HeldFormTests extends RoundtableTest {

	private static final String TEXT = "A long story about a phone that fell into a lake.\n\nAnd <b>came back</b> & \"rang\".";

	/** A browser that had a form open when its sign-in ended. */
	private Browser expired(String name) {
		Browser browser = registered(name);
		browser.open("/settings");
		browser.cookies().remove("rt_session");
		return browser;
	}

	@Test
	void what_was_typed_while_the_sign_in_ended_is_there_after_signing_in_again() {
		Browser browser = expired("slow_writer");
		HttpResponse<String> refused = browser.submit("/t/1/replies", "body", TEXT, "_once", "k-1");
		assertThat(refused.statusCode()).isEqualTo(401);
		assertThat(refused.body()).contains("name=\"held.body\"", "What you wrote is kept",
				"came back&lt;/b&gt; &amp; &quot;rang&quot;");
		HttpResponse<String> wrong = browser.submit("/sign-in", "name", "slow_writer", "password", "wrong-one-7",
				"held-path", "/t/1/replies", "held.body", TEXT, "held._once", "k-1");
		assertThat(wrong.statusCode()).isEqualTo(422);
		assertThat(wrong.body()).contains("name=\"held.body\"");
		HttpResponse<String> resumed = browser.submit("/sign-in", "name", "slow_writer", "password", PASSWORD,
				"held-path", "/t/1/replies", "held.body", TEXT, "held._once", "k-1");
		assertThat(resumed.statusCode()).isEqualTo(200);
		assertThat(resumed.headers().firstValue("Cache-Control")).hasValue("no-store");
		assertThat(resumed.body()).contains("action=\"/t/1/replies\"", "<textarea", "A long story", "value=\"k-1\"",
				"slow_writer");
		HttpResponse<String> sent = browser.submit("/settings/tokens", "name", "after all");
		assertThat(sent.statusCode()).as("the page has a token of its own that works").isEqualTo(200);
	}

	@Test
	void a_form_kept_over_the_sign_in_never_leads_elsewhere() {
		registered("led_writer");
		for (String evil : new String[] { "//evil.example/x", "https://evil.example", "/\\evil.example", "" }) {
			Browser browser = browser();
			browser.open("/sign-in");
			HttpResponse<String> answer = browser.submit("/sign-in", "name", "led_writer", "password", PASSWORD,
					"held-path", evil, "held.body", "x");
			assertThat(answer.statusCode()).isEqualTo(303);
			assertThat(answer.headers().firstValue("Location")).hasValue("/");
		}
	}

	@Test
	void a_password_that_was_typed_is_not_kept() {
		Browser browser = expired("secret_writer");
		for (String path : List.of("/settings/password", "/s%65ttings/password")) {
			HttpResponse<String> refused = browser.submit(path, "current", PASSWORD, "password", "p-q-r-s-9");
			assertThat(refused.statusCode()).isEqualTo(303);
			assertThat(refused.headers().firstValue("Location"))
				.hasValueSatisfying((location) -> assertThat(location).startsWith("/sign-in"));
		}
	}

	@Test
	void a_form_of_another_site_is_not_kept() {
		Browser browser = expired("forged_writer");
		HttpResponse<String> forged = browser.post("/t/1/replies", "application/x-www-form-urlencoded", "body=evil");
		assertThat(forged.statusCode()).isEqualTo(403);
		assertThat(forged.body()).doesNotContain("held");
	}

	@Test
	void a_short_text_is_shown_before_it_is_sent_after_all() {
		Browser browser = expired("brief_writer");
		HttpResponse<String> resumed = browser.submit("/sign-in", "name", "brief_writer", "password", PASSWORD,
				"held-path", "/new", "held.title", "Ouch", "held.body", "It fell.", "held.kind", "BUG");
		assertThat(resumed.body()).contains("name=\"body\">It fell.</textarea>", "name=\"title\" value=\"Ouch\"",
				"<input type=\"hidden\" name=\"kind\" value=\"BUG\">");
	}

	@Test
	void a_vote_after_the_sign_in_ended_leads_back_to_its_page() {
		Browser browser = expired("slow_voter");
		browser.with("HX-Request", "true");
		browser.with("HX-Current-URL", "http://localhost/t/1/a-topic?page=2");
		assertThat(browser.submit("/t/1/vote").headers().firstValue("HX-Redirect"))
			.hasValue("/sign-in?next=%2Ft%2F1%2Fa-topic%3Fpage%3D2");
		browser.with("HX-Current-URL", "http://localhost//evil.example");
		assertThat(browser.submit("/t/1/vote").headers().firstValue("HX-Redirect")).hasValue("/sign-in?next=%2F");
	}

}
