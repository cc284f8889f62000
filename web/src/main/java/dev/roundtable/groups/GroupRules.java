package dev.roundtable.groups;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;

import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.site.Audience;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts people into groups by their rules, and takes them out again. */
@Component
class GroupRules {

	private final JdbcClient jdbc;

	private final Journal journal;

	private final Clock clock;

	GroupRules(JdbcClient jdbc, Journal journal, Clock clock) {
		this.jdbc = jdbc;
		this.journal = journal;
		this.clock = clock;
	}

	/** How many belong to a group of that rule now. */
	long matching(GroupRule rule) {
		return bound(rule, "select count(*)" + GroupRule.MATCHES).query(Long.class).single();
	}

	long everybody() {
		return this.jdbc.sql("select count(*) from people_since").query(Long.class).single();
	}

	/**
	 * In the caller's transaction. Whoever was added or taken out by hand stays as she
	 * is. One row of the journal tells how many came and went.
	 */
	void apply(Group group) {
		GroupRule rule = group.rule();
		// As exact as it is stored: who is told is found by it.
		OffsetDateTime now = OffsetDateTime.now(this.clock).truncatedTo(ChronoUnit.MICROS);
		int left = rule.isNone()
				? this.jdbc.sql("delete from group_members where group_id = :group and standing = 'RULE'")
					.param("group", group.id())
					.update()
				: bound(rule, """
						delete from group_members where group_id = :group and standing = 'RULE'
						and account_id not in (select s.account_id
						""" + GroupRule.MATCHES + ")").param("group", group.id()).update();
		int joined = rule.isNone() ? 0 : bound(rule, """
				insert into group_members (group_id, account_id, standing, set_at)
				select cast(:group as bigint), s.account_id, 'RULE', :now
				""" + GroupRule.MATCHES + """
				and not exists (select 1 from group_members m where m.group_id = :group and m.account_id = s.account_id)
				on conflict do nothing
				""").param("group", group.id()).param("now", now).update();
		if (left + joined > 0) {
			this.journal.record(null, "applied rule", Subject.of("group", group.id()), Audience.TEAM,
					Map.of("name", group.name(), "joined", String.valueOf(joined), "left", String.valueOf(left), "at",
							(joined > 0) ? now.toString() : ""));
		}
	}

	private JdbcClient.StatementSpec bound(GroupRule rule, String sql) {
		return this.jdbc.sql(sql)
			.param("posts", Objects.requireNonNullElse(rule.posts(), 0))
			.param("reports", Objects.requireNonNullElse(rule.reports(), 0))
			.param("answers", Objects.requireNonNullElse(rule.answers(), 0))
			.param("level", Objects.requireNonNullElse(rule.level(), 0))
			.param("before", OffsetDateTime.now(this.clock)
				.minus(Duration.ofDays(Math.min(Objects.requireNonNullElse(rule.days(), 0), 500_000))));
	}

}
