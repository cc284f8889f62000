package dev.roundtable.honours;

import java.net.http.HttpResponse;

import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import dev.roundtable.files.Photos;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HonourPagesTests extends RoundtableTest {

	@Test
	void a_fan_checks_in_and_is_given_a_medal_that_everybody_sees() {
		Browser fan = registered("honoured_fan");
		assertThat(fan.open("/u/honoured_fan").body()).contains("Level 1", ">Check in<").doesNotContain("Give a medal");
		assertThat(fan.submit("/me/check-in").statusCode()).isEqualTo(302);
		assertThat(fan.open("/u/honoured_fan").body()).contains("Checked in today", "Checked in on 1 day");
		assertThat(fan.submit("/u/honoured_fan/medals", "medal", "Mine", "reason", "Me").statusCode()).isEqualTo(403);
		Browser admin = admin();
		admin.open("/u/honoured_fan");
		assertThat(admin
			.submit("/u/honoured_fan/medals", "medal", "Bug hunter", "emoji", "🐛", "reason", "Found it", "_once",
					"one")
			.statusCode()).isEqualTo(302);
		assertThat(browser().open("/u/honoured_fan").body()).contains("Bug hunter", "🐛", "Found it")
			.doesNotContain("Mine", ">Check in<", "Take back");
	}

	@Test
	void a_medal_has_a_picture_that_goes_when_it_is_taken_back() {
		registered("pictured_fan");
		Browser admin = admin();
		admin.open("/u/pictured_fan");
		assertThat(admin
			.upload("/u/pictured_fan/medals", "picture", "none.png", new byte[0], "medal", "Plain", "reason", "Without",
					"_once", "plain")
			.statusCode()).isEqualTo(302);
		HttpResponse<String> refused = admin.upload("/u/pictured_fan/medals", "picture", "text.png",
				"A text".getBytes(java.nio.charset.StandardCharsets.UTF_8), "medal", "Broken", "reason", "It is none",
				"_once", "broken");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("id=\"picture-error\"", "value=\"Broken\"");
		for (int i = 0; i < 2; i++) {
			assertThat(admin
				.upload("/u/pictured_fan/medals", "picture", "star.png", Photos.glass(200, 100), "medal", "Star",
						"reason", "It shines", "_once", "star")
				.statusCode()).isEqualTo(302);
		}
		assertThat(browser().open("/u/pictured_fan").body()).containsOnlyOnce("It shines")
			.containsPattern("<img class=\"sign\" src=\"/files/[0-9a-f]{32}-128.png\" alt=\"\"");
		long medal = this.jdbc.sql("select id from medals where name = 'Star'").query(Long.class).single();
		assertThat(uses(medal)).isOne();
		admin.open("/u/pictured_fan");
		admin.submit("/u/pictured_fan/medals/" + medal + "/take");
		assertThat(uses(medal)).isZero();
		assertThat(browser().open("/u/pictured_fan").body()).contains("Plain").doesNotContain("It shines");
	}

	private long uses(long medal) {
		return this.jdbc.sql("select count(*) from picture_uses where holder = ?")
			.param("medal-" + medal)
			.query(Long.class)
			.single();
	}

	@Test
	void a_medal_that_is_refused_shows_its_form_again_with_what_was_typed() {
		registered("unhonoured_fan");
		Browser admin = admin();
		admin.open("/u/unhonoured_fan");
		HttpResponse<String> refused = admin.submit("/u/unhonoured_fan/medals", "medal", "Early <b>bird", "emoji",
				"🐦".repeat(20), "reason", "Up first", "_once", "refused");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("id=\"emoji-error\"", "value=\"Early &lt;b&gt;bird\"", "value=\"Up first\"",
				"action=\"/u/unhonoured_fan/medals\"");
		assertThat(browser().open("/u/unhonoured_fan").body()).doesNotContain("Early");
	}

}
