package dev.roundtable.admin;

import java.net.http.HttpResponse;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.site.Audience;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class DeliveriesTests extends RoundtableTest {

	@Autowired
	private Journal journal;

	@Autowired
	private PlatformTransactionManager transactions;

	/** Something that the audit log could not be told. */
	private long failed(Subject subject, String reason) {
		new TransactionTemplate(this.transactions)
			.executeWithoutResult((_) -> this.journal.record(null, "wrote", subject, Audience.TEAM, Map.of()));
		long entry = this.jdbc.sql("select max(id) from journal where subject = :subject")
			.param("subject", subject.toString())
			.query(Long.class)
			.single();
		this.jdbc.sql("""
				insert into journal_failures (follower, entry, attempts, reason, failed_at)
				values ('audit', :entry, 7, :reason, :now)""")
			.param("entry", entry)
			.param("reason", reason)
			.param("now", OffsetDateTime.now())
			.update();
		return entry;
	}

	@Test
	void an_administrator_sees_what_was_not_delivered_and_sends_it_on_its_way() throws InterruptedException {
		Browser ada = admin();
		assertThat(ada.open("/admin").body()).contains("was told to all parts");
		assertThat(ada.open("/admin/deliveries").body()).contains("Everything was delivered");
		long entry = failed(Subject.of("comet", 4711), "the <disk> is full");
		assertThat(ada.open("/admin").body()).contains("One delivery failed", "href=\"/admin/deliveries\"");
		assertThat(ada.open("/admin/deliveries").body()).contains("comet-4711", "audit", "the &lt;disk&gt; is full",
				"after 7 tries");
		Callable<HttpResponse<String>> click = () -> ada.submit("/admin/deliveries/again", "follower", "audit", "entry",
				Long.toString(entry), "_once", "again-1");
		assertThat(World.atOnce(2, List.of(click, click))).allMatch((answer) -> answer.statusCode() == 302)
			.allMatch((answer) -> answer.headers().firstValue("Location").orElseThrow().equals("/admin/deliveries"));
		assertThat(ada.open("/admin/deliveries").body()).doesNotContain("comet-4711");
		await().until(() -> waiting(entry) == 0);
		assertThat(ada.open("/admin").body()).contains("was told to all parts");
	}

	@Test
	void nobody_else_sees_it_or_sends_it() {
		long entry = failed(Subject.of("comet", 4712), "away");
		Browser fan = registered("curious_about_deliveries");
		fan.open("/settings");
		assertThat(fan.open("/admin/deliveries").statusCode()).isEqualTo(403);
		assertThat(
				fan.submit("/admin/deliveries/again", "follower", "audit", "entry", Long.toString(entry)).statusCode())
			.isEqualTo(403);
		assertThat(browser().open("/admin/deliveries").statusCode()).isEqualTo(303);
		assertThat(this.jdbc.sql("delete from journal_failures where entry = :entry").param("entry", entry).update())
			.as("it still waits for an administrator")
			.isEqualTo(1);
	}

	private long waiting(long entry) {
		return this.jdbc.sql("select count(*) from journal_queue where entry = :entry")
			.param("entry", entry)
			.query(Long.class)
			.single();
	}

}
