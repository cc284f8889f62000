package dev.roundtable.mail;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.Callable;

import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** A site without a mail server. */
class MailPagesTests extends RoundtableTest {

	@Autowired
	private Mail mail;

	@Test
	void a_site_without_a_mail_server_says_so_and_queues_nothing() {
		assertThat(this.mail.configured()).isFalse();
		assertThat(this.mail.queue(new Letter("none", Letter.Kind.ACCOUNT, new MailAddress("mei@example.org"),
				"Subject", "Text", null, Instant.MAX)))
			.isFalse();
		assertThat(this.jdbc.sql("select count(*) from mails").query(Long.class).single()).isZero();
		Browser ada = admin();
		assertThat(ada.open("/admin").body()).contains("No mail server is set up", "href=\"/admin/mail\"");
		assertThat(ada.open("/admin/mail").body()).contains("spring.mail.host").doesNotContain("/admin/mail/test");
		assertThat(browser().open("/actuator/health").body()).contains("\"OFF\"");
	}

	@Test
	void an_administrator_lets_mail_go_to_a_stopped_address_again_once() throws InterruptedException {
		this.jdbc.sql("insert into mail_stops (address_key, reason, stopped_at) values (:key, :reason, :now)")
			.param("key", "gone@example.org")
			.param("reason", "550 no <such> user")
			.param("now", OffsetDateTime.now())
			.update();
		long id = this.jdbc.sql("select id from mail_stops where address_key = 'gone@example.org'")
			.query(Long.class)
			.single();
		Browser fan = registered("curious_about_mail");
		fan.open("/settings");
		assertThat(fan.open("/admin/mail").statusCode()).isEqualTo(403);
		assertThat(fan.submit("/admin/mail/stops/" + id + "/end").statusCode()).isEqualTo(403);
		assertThat(fan.submit("/admin/mail/test", "to", "x@example.org").statusCode()).isEqualTo(403);
		assertThat(this.mail.isStopped(new MailAddress("Gone@example.org"))).isTrue();
		Browser ada = admin();
		assertThat(ada.open("/admin/mail").body()).contains("gone@example.org", "550 no &lt;such&gt; user");
		Callable<HttpResponse<String>> click = () -> ada.submit("/admin/mail/stops/" + id + "/end", "_once", "end-1");
		assertThat(World.atOnce(2, List.of(click, click))).allMatch((answer) -> answer.statusCode() == 302);
		assertThat(this.mail.isStopped(new MailAddress("gone@example.org"))).isFalse();
		assertThat(ada.open("/admin/mail").body()).doesNotContain("gone@example.org");
		assertThat(ada.submit("/admin/mail/stops/" + id + "/end", "_once", "end-2").statusCode()).isEqualTo(404);
	}

	@Test
	void a_test_to_what_is_no_address_is_refused_beside_the_field() {
		Browser ada = admin();
		ada.open("/admin/mail");
		HttpResponse<String> answer = ada.submit("/admin/mail/test", "to", "nobody");
		assertThat(answer.statusCode()).isEqualTo(422);
	}

}
