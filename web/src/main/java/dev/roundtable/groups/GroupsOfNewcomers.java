package dev.roundtable.groups;

import java.time.Clock;
import java.time.OffsetDateTime;

import dev.roundtable.people.AccountId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts new people into a group, as somebody who may do so said beforehand. */
@Component
public class GroupsOfNewcomers {

	private final JdbcClient jdbc;

	private final Clock clock;

	GroupsOfNewcomers(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * In the transaction that makes her account. A group that is gone meanwhile takes
	 * nobody in.
	 * @param by who said so
	 */
	public void put(String group, AccountId newcomer, AccountId by) {
		this.jdbc.sql("""
				insert into group_members (group_id, account_id, standing, set_by, set_at, reason)
				select g.id, :person, 'HAND', :by, :now, '' from member_groups g where g.name = :group
				""")
			.param("person", newcomer.value())
			.param("by", by.value())
			.param("now", OffsetDateTime.now(this.clock))
			.param("group", group)
			.update();
	}

}
