package dev.roundtable.profiles;

import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProfilePagesTests extends RoundtableTest {

	@Test
	void a_fan_fills_in_her_profile_and_a_stale_form_loses_nothing() {
		Browser fan = registered("profiled_fan");
		assertThat(fan.open("/settings/profile").body()).contains("Model 1")
			.doesNotContain("Model 2", "name=\"badge\"");
		assertThat(fan
			.submit("/settings/profile", "version", "0", "about", "I **test**", "model", "Lumen One", "build", "4.1",
					"model", "", "build", "", "_once", "first")
			.statusCode()).isEqualTo(302);
		assertThat(browser().open("/u/profiled_fan").body()).contains("<strong>test</strong>", "Lumen One", "4.1");
		String stale = fan.submit("/settings/profile", "version", "0", "about", "My other words", "_once", "second")
			.body();
		assertThat(stale).contains("My other words", "I **test**", "changed meanwhile");
		assertThat(fan.open("/settings/profile").body()).contains("I **test**", "value=\"Lumen One\"", "Model 2")
			.doesNotContain("Model 3");
		assertThat(browser().open("/settings/profile").statusCode()).isEqualTo(303);
	}

}
