package dev.roundtable.invitations;

import java.net.http.HttpResponse;

import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import dev.roundtable.signin.MailedSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/** Joining a site that sends mail. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailedJoiningTests {

	private static final String PASSWORD = RoundtableTest.PASSWORD;

	private final MailedSite site = new MailedSite("--roundtable.limits.enabled=false");

	@AfterAll
	void stop() {
		this.site.close();
	}

	private Browser ruled(String entry, String address) {
		Browser ada = this.site.browser();
		ada.open("/sign-in");
		ada.submit("/sign-in", "name", RoundtableTest.ADMIN, "password", PASSWORD);
		ada.open("/admin/registration");
		HttpResponse<String> saved = ada.submit("/admin/registration", "entry", entry, "address", address, "ownUses",
				"0", "version", String.valueOf(this.site.bean(JoiningRules.class).now().version()));
		assertThat(saved.statusCode()).as(saved.body()).isEqualTo(302);
		return ada;
	}

	@Test
	void what_administrators_say_about_addresses_holds_over_the_configuration() {
		ruled("OPEN", "OFF");
		assertThat(this.site.browser().open("/register").body()).doesNotContain("name=\"address\"");
		ruled("OPEN", "REQUIRED");
		assertThat(this.site.browser().open("/register").body()).containsPattern("name=\"address\"[^>]*required");
		Browser without = this.site.browser();
		without.open("/register");
		assertThat(without.submit("/register", "name", "noaddress", "password", PASSWORD).statusCode()).isEqualTo(422);
		ruled("OPEN", "");
		assertThat(this.site.registered("noaddress", "")).isNotNull();
	}

	@Test
	void who_gave_an_address_is_told_in_her_language_what_was_decided() {
		Browser ada = ruled("APPROVED", "");
		Browser her = this.site.browser().with("Accept-Language", "zh-CN");
		her.open("/register");
		assertThat(her
			.submit("/register", "name", "xiaoyu", "password", PASSWORD, "address", "yu@example.org", "statement",
					"我有一台")
			.body()).contains("申请已提交");
		String confirm = this.site.link("yu@example.org", 0);
		her.open(confirm);
		her.submit("/address/confirm", "token", confirm.substring(confirm.indexOf('=') + 1));
		long id = this.site.jdbc().sql("select account_id from join_requests").query(Long.class).single();
		ada.open("/moderation/joining/" + id);
		ada.submit("/moderation/joining/" + id, "decision", "DECLINED", "reason", "请多写一点");
		assertThat(MailedSite.text(this.site.mails("yu@example.org", 2).get(1))).contains("您的加入申请", "请多写一点");
		ada.submit("/moderation/joining/" + id, "decision", "APPROVED");
		assertThat(MailedSite.text(this.site.mails("yu@example.org", 3).get(2))).contains("您的申请已通过",
				"https://forum.example/sign-in");
	}

}
