package dev.roundtable.trust;

import java.net.http.HttpResponse;
import java.util.List;

import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

class TrustPagesTests extends RoundtableTest {

	@Autowired
	private Reading reading;

	@Autowired
	private Recount recount;

	@Autowired
	private Due due;

	private String body(Browser browser, String page) {
		HttpResponse<String> answer = browser.open(page);
		assertThat(answer.statusCode()).as(page).isEqualTo(200);
		return answer.body();
	}

	@Test
	void everybody_reads_what_a_level_takes_and_allows_in_her_language() {
		Browser browser = browser();
		assertThat(body(browser.with("Accept-Language", "en"), "/trust")).contains("open 5 topics", "read 30 posts",
				"Up to 2 links in a post", "Regular");
		assertThat(body(browser().with("Accept-Language", "zh-CN"), "/trust")).contains("看过 5 个话题");
		assertThat(body(browser().with("Accept-Language", "zh-TW"), "/trust")).contains("看過 5 個話題");
	}

	@Test
	void a_fan_who_reads_a_page_sees_how_far_she_is_and_nobody_else_does() {
		Browser admin = admin();
		admin.open("/admin/boards");
		admin.submit("/admin/boards", "slug", "trust-pages", "name", "Trust pages", "description", "");
		admin.open("/new");
		String topic = admin
			.submit("/new", "board", "trust-pages", "kind", "DISCUSSION", "title", "To be read", "body", "Text")
			.headers()
			.firstValue("Location")
			.orElseThrow();
		Browser fan = registered("trust_reader").with("Accept-Language", "en");
		body(fan, topic);
		body(fan, topic);
		this.reading.write();
		this.recount.count();
		assertThat(body(fan, "/trust")).contains("Opened 1 of 5 topics", "Read 1 of 30 posts");
		assertThat(body(fan, "/u/trust_reader")).contains("Opened 1 of 5 topics");
		assertThat(body(registered("trust_other").with("Accept-Language", "en"), "/u/trust_reader")).contains("New")
			.doesNotContain("Opened 1");
	}

	@Test
	void who_may_not_write_first_is_told_the_level_and_the_way_there() {
		Browser fan = registered("trust_shy").with("Accept-Language", "en");
		registered("trust_addressee");
		fan.open("/messages/new");
		HttpResponse<String> refused = fan.submit("/messages/new", "to", "trust_addressee", "body", "Hello");
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(refused.body()).contains("“Basic”: open 5 topics, read 30 posts, be here on 2 days");
	}

	@Test
	void a_moderator_sets_a_level_and_the_person_is_told_where_it_leads() {
		Browser fan = registered("trust_helper").with("Accept-Language", "en");
		Browser admin = admin().with("Accept-Language", "en");
		assertThat(fan.open("/u/trust_helper/trust").statusCode()).isEqualTo(403);
		admin.open("/u/trust_helper/trust");
		assertThat(admin.submit("/u/trust_helper/trust", "level", "MEMBER", "reason", " ").statusCode()).isEqualTo(422);
		assertThat(admin.submit("/u/trust_helper/trust", "level", "MEMBER", "reason", "Helps everybody").statusCode())
			.isEqualTo(302);
		assertThat(body(admin, "/u/trust_helper/trust")).contains("Helps everybody");
		Awaitility.await()
			.untilAsserted(() -> assertThat(body(fan, "/notifications")).contains("A moderator set your level of trust",
					"href=\"/trust\"", "Member"));
		assertThat(admin.submit("/u/trust_helper/trust/release").statusCode()).isEqualTo(302);
		assertThat(body(admin, "/u/trust_helper/trust")).doesNotContain("Helps everybody");
	}

	@Test
	void who_falls_on_the_ladder_is_told_and_led_to_it() {
		Browser fan = registered("trust_fallen").with("Accept-Language", "en");
		long id = this.jdbc.sql("select id from accounts where name = 'trust_fallen'").query(Long.class).single();
		this.jdbc.sql("insert into trust_people (account_id, earned, counted_at) values (?, 3, current_timestamp)")
			.param(id)
			.update();
		this.due.mark(List.of(id));
		this.recount.count();
		Awaitility.await()
			.untilAsserted(() -> assertThat(body(fan, "/notifications"))
				.contains("You have fallen on the ladder of trust", "href=\"/trust\"", "Member"));
	}

	@Test
	void whoever_is_given_a_medal_or_a_group_is_told() {
		Browser fan = registered("trust_honoured").with("Accept-Language", "en");
		Browser admin = admin();
		admin.open("/admin/groups");
		admin.submit("/u/trust_honoured/medals", "medal", "First hunter", "reason", "The crash");
		admin.submit("/admin/groups", "name", "trust-group", "title", "The inner circle");
		admin.submit("/admin/groups/trust-group/members", "person", "trust_honoured");
		Awaitility.await()
			.untilAsserted(() -> assertThat(body(fan, "/notifications")).contains("gave you a medal", "First hunter",
					"href=\"/u/trust_honoured\"", "You now belong to the group", "The inner circle",
					"href=\"/groups\""));
		assertThat(body(fan, "/settings/notifications")).contains("Medal or level", "Group");
	}

	@Test
	void a_number_that_cannot_be_is_shown_again_with_what_was_typed() {
		Browser admin = admin().with("Accept-Language", "en");
		String page = body(admin, "/admin/trust");
		assertThat(page).contains("name=\"BASIC.TOPICS\"", "name=\"PERIOD\"");
		String version = page.replaceAll("(?s).*name=\"version\" value=\"(\\d+)\".*", "$1");
		HttpResponse<String> refused = admin.submit("/admin/trust", "version", version, "PERIOD", "101");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("value=\"101\"", "from 10 to 100");
		assertThat(admin.submit("/admin/trust", "version", "0", "PERIOD", "90").statusCode()).isEqualTo(409);
		assertThat(registered("trust_curious").open("/admin/trust").statusCode()).isEqualTo(403);
		for (String rate : List.of("250", "300")) {
			String now = body(admin, "/admin/trust").replaceAll("(?s).*name=\"version\" value=\"(\\d+)\".*", "$1");
			assertThat(admin.submit("/admin/trust", "version", now, "RATE.LEADER", rate).statusCode()).isEqualTo(302);
		}
	}

}
