package dev.roundtable.audit;

import java.util.Map;
import java.util.Objects;

import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.JournalHistory;
import dev.roundtable.journal.JournalHistory.Filter;
import dev.roundtable.journal.Subject;
import dev.roundtable.site.Audience;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** The journal as administrators read it. */
class AuditTests extends RoundtableTest {

	@Autowired
	private Journal journal;

	@Autowired
	private JournalHistory history;

	@Test
	void an_administrator_finds_who_did_what_to_what_and_a_fan_finds_nothing() {
		Browser fan = registered("audited_fan");
		assertThat(fan.open("/admin/journal").statusCode()).isEqualTo(403);
		assertThat(browser().open("/admin/journal").statusCode()).isIn(302, 303);
		long id = account("audited_fan");
		this.journal.record(id, "tested", Subject.of("topic", 987_654), Audience.TEAM,
				Map.of("reason", "<b>canaryaudit"));
		this.journal.record(id, "blocked", Subject.of("account", id), Audience.person(id), Map.of("note", "hersalone"));
		Browser ada = admin();
		assertThat(ada.open("/admin/journal?who=audited_fan").body())
			.contains("&lt;b&gt;canaryaudit", "href=\"/t/987654\"")
			.doesNotContain("hersalone");
		assertThat(ada.open("/admin/journal?subject=topic-987654").body()).contains("canaryaudit");
		assertThat(ada.open("/admin/journal?who=audited_fan&action=untested").body()).doesNotContain("canaryaudit");
		assertThat(ada.open("/admin/journal?who=nobody_of_that_name").body()).doesNotContain("canaryaudit");
		assertThat(ada.open("/admin/journal?who=" + "x".repeat(61)).statusCode()).isEqualTo(404);
		assertThat(ada.open("/admin/journal?before=nonsense").statusCode()).isEqualTo(400);
		assertThat(ada.open("/admin/journal?before=-9223372036854775808").statusCode()).isEqualTo(200);
	}

	@Test
	void what_was_done_is_told_and_looked_for_in_the_words_of_the_reader() {
		registered("worded_fan");
		long id = account("worded_fan");
		Subject group = Subject.of("group", 987_656);
		this.journal.record(id, "reset link made", Subject.of("account", id), Audience.TEAM, Map.of());
		this.journal.record(id, "removed", group, Audience.TEAM, Map.of());
		this.journal.record(id, "of-a-later-version", group, Audience.TEAM, Map.of());
		Browser ada = admin();
		String page = ada.open("/admin/journal?who=worded_fan").body();
		assertThat(page)
			.contains(">link for a new password made</b>", ">taken out of a group</b>", ">of-a-later-version</b>",
					"value=\"reset link made\">link for a new password made</option>",
					">all removed / taken out of a group</option>")
			.contains("title=\"account-" + id + "\">worded_fan</a>")
			.doesNotContain("value=\"of-a-later-version\"", "value=\"messaged\"");
		assertThat(ada.open("/admin/journal?who=worded_fan&action=reset+link+made").body())
			.contains(">link for a new password made</b>", "value=\"reset link made\" selected")
			.doesNotContain(">taken out of a group</b>");
		assertThat(ada.open("/admin/journal?action=of-a-later-version").body())
			.contains("value=\"of-a-later-version\" selected", "data-action=\"of-a-later-version\"");
		assertThat(ada.with("Accept-Language", "zh-CN").open("/admin/journal?who=worded_fan").body())
			.contains(">生成密码重设链接</b>", ">移出用户组</b>", ">清除账号 / 移出用户组</option>");
	}

	@Test
	void facts_are_told_in_the_words_of_the_reader_with_dates_as_elsewhere_and_people_by_their_names() {
		registered("facts_fan");
		long id = account("facts_fan");
		Subject her = Subject.of("account", id);
		Subject board = Subject.of("board", 987_657);
		this.journal.record(id, "role changed", her, Audience.TEAM, Map.of("from", "FAN", "to", "MODERATOR"));
		this.journal.record(id, "appealed", her, Audience.TEAM, Map.of("against", "SILENCED"));
		this.journal.record(id, "suspended", her, Audience.TEAM,
				Map.of("until", "2031-02-03T04:05:06.789Z", "reason", "SILENCED"));
		this.journal.record(id, "added", Subject.of("group", 987_657), Audience.TEAM,
				Map.of("account", String.valueOf(id), "reason", ""));
		this.journal.record(id, "merged", Subject.of("task", 987_657), Audience.TEAM,
				Map.of("from", "NEW", "to", "DUPLICATE", "into", "987658"));
		this.journal.record(id, "opened for readers", board, Audience.TEAM,
				Map.of("from", "everyone", "to", "group:core"));
		this.journal.record(id, "changed", board, Audience.TEAM,
				Map.of("rule", "GroupRule[posts=1, days=null, reports=null, answers=null, level=null]"));
		this.journal.record(id, "changed limits", board, Audience.TEAM, Map.of("from", "", "to", "TOPIC 3 10 3000"));
		this.journal.record(id, "changed trust", board, Audience.TEAM,
				Map.of("from", "RATE.NEW=90", "to", "BASIC.TOPICS=6"));
		this.journal.record(id, "translated", board, Audience.TEAM, Map.of("from", "{}", "to", "{en=Sound}"));
		this.journal.record(id, "languages of the site changed", her, Audience.TEAM,
				Map.of("from", "en", "to", "zh-Hans (first), en"));
		this.journal.record(id, "renamed", board, Audience.TEAM, Map.of("of-later", "<i>later"));
		Browser ada = admin();
		assertThat(ada.open("/admin/journal?who=facts_fan").body())
			.contains("<b>From</b> <span>Fan</span>", "<b>To</b> <span>Moderator</span>",
					"<b>Against</b> <span>Silence</span>",
					"<b>Until</b> <time datetime=\"2031-02-03T04:05:06Z\">2031-02-03 04:05 UTC</time>",
					"<b>Reason</b> <span>SILENCED</span>", "<b>Person</b> <a href=\"/u/facts_fan\">facts_fan</a>",
					"<b>Into</b> <a href=\"/tasks/987658\">#987658</a>", "<span>Everyone</span>",
					"<span>Group: core</span>", "<b>Rule</b> <span>1 post</span>",
					"<span>Topics: new people 3, everybody else 10, one network 3000</span>", "<span>nothing</span>",
					"<span>New, Rate, in %: 90</span>", "<span>Basic, Topics opened: 6</span>",
					"<span>English: Sound</span>", ">Board 987657</span>",
					"<span>Simplified Chinese (first), English</span>", "<b>of-later</b> <span>&lt;i&gt;later</span>")
			.doesNotContain("MODERATOR", "GroupRule");
		assertThat(ada.with("Accept-Language", "zh-CN").open("/admin/journal?who=facts_fan").body())
			.contains("<b>原来</b> <span>用户</span>", "<b>截止</b> <time", "<b>规则</b>", ">版块 987657</span>");
	}

	@Test
	void older_entries_are_reached_page_by_page_without_a_gap_or_a_double() {
		Subject subject = Subject.of("topic", 987_655);
		for (int i = 0; i < 5; i++) {
			this.journal.record(null, "counted", subject, Audience.TEAM, Map.of("n", String.valueOf(i)));
		}
		Filter filter = new Filter(null, "counted", subject.toString());
		JournalHistory.Found first = this.history.before(Long.MAX_VALUE, filter, 3);
		assertThat(first.entries()).extracting((entry) -> entry.fact("n")).containsExactly("4", "3", "2");
		long before = Objects.requireNonNull(first.before());
		assertThat(this.history.before(before, filter, 3).entries()).extracting((entry) -> entry.fact("n"))
			.containsExactly("1", "0");
	}

	private long account(String name) {
		return this.jdbc.sql("select id from accounts where name = ?").param(name).query(Long.class).single();
	}

}
