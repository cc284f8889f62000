package dev.roundtable.indexing.admin;

import java.net.http.HttpResponse;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.Callable;

import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** On a site without an engine, where nobody works the queue off. */
class SearchAdminTests extends RoundtableTest {

	private static final String BROKEN = "topic-4711000";

	private static final String OTHER = "task-4711000";

	@AfterEach
	void leave_nothing_behind() {
		this.jdbc.sql("delete from index_refusals").update();
		this.jdbc.sql("delete from index_rebuilds").update();
		this.jdbc.sql("delete from index_queue where document like '%-4711000'").update();
	}

	private void refused(String document, String reason) {
		this.jdbc.sql("insert into index_refusals (document, reason, refused_at) values (:document, :reason, :now)")
			.param("document", document)
			.param("reason", reason)
			.param("now", OffsetDateTime.now())
			.update();
	}

	@Test
	void an_administrator_sees_what_was_refused_and_why_and_queues_it_again_once() throws InterruptedException {
		refused(BROKEN, "the <number> is too large");
		refused(OTHER, "too long");
		Browser ada = admin();
		assertThat(ada.open("/admin").body()).contains("href=\"/admin/search\"");
		assertThat(ada.open("/admin/search").body()).contains("Search is not set up", BROKEN, "href=\"/t/4711000\"",
				"the &lt;number&gt; is too large", "2 texts cannot be found");
		Callable<HttpResponse<String>> click = () -> ada.submit("/admin/search/again", "document", BROKEN, "_once",
				"search-again-1");
		assertThat(World.atOnce(2, List.of(click, click))).allMatch((answer) -> answer.statusCode() == 302);
		assertThat(queued(BROKEN)).isOne();
		assertThat(queued(OTHER)).isZero();
		assertThat(ada.open("/admin/search").body()).doesNotContain(BROKEN).contains(OTHER);
		ada.submit("/admin/search/again");
		assertThat(queued(BROKEN)).isOne();
		assertThat(queued(OTHER)).isOne();
		assertThat(ada.open("/admin/search").body()).contains("Everything could be taken in", "The oldest has waited");
		assertThat(journaled("search tried again")).isEqualTo(2);
	}

	@Test
	void an_administrator_has_the_index_made_anew_once_and_sees_how_far_it_is() {
		long before = journaled("search made anew");
		Browser ada = admin();
		ada.open("/admin/search");
		assertThat(ada.submit("/admin/search/anew").statusCode()).isEqualTo(302);
		this.jdbc.sql("update index_rebuilds set done = 120, total = 480").update();
		assertThat(ada.open("/admin/search").body()).contains("120 of 480 texts are read", "value=\"25\"")
			.doesNotContain("action=\"/admin/search/anew\"");
		ada.submit("/admin/search/anew");
		assertThat(this.jdbc.sql("select count(*) from index_rebuilds").query(Long.class).single()).isOne();
		assertThat(journaled("search made anew")).isEqualTo(before + 1);
	}

	@Test
	void nobody_else_sees_it_or_does_it() {
		refused(BROKEN, "too long");
		Browser fan = registered("curious_about_search");
		fan.open("/settings");
		assertThat(fan.open("/admin/search").statusCode()).isEqualTo(403);
		assertThat(fan.submit("/admin/search/again", "document", BROKEN).statusCode()).isEqualTo(403);
		assertThat(fan.submit("/admin/search/anew").statusCode()).isEqualTo(403);
		assertThat(browser().open("/admin/search").statusCode()).isEqualTo(303);
		assertThat(queued(BROKEN)).isZero();
		assertThat(this.jdbc.sql("select count(*) from index_rebuilds").query(Long.class).single()).isZero();
	}

	private long queued(String document) {
		return this.jdbc.sql("select count(*) from index_queue where document = :document")
			.param("document", document)
			.query(Long.class)
			.single();
	}

	private long journaled(String action) {
		return this.jdbc.sql("select count(*) from journal where action = :action")
			.param("action", action)
			.query(Long.class)
			.single();
	}

}
