package dev.roundtable.moderation;

import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whom nobody knows yet: too few of her posts were left standing. */
@Component
public class Newcomers {

	/** With so many posts that everybody reads one is not new any more. */
	public static final int UNTIL = 3;

	private final JdbcClient jdbc;

	Newcomers(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Who works here never is. */
	public boolean include(Viewer person) {
		return !person.may(Capability.READ_TEAM) && this.jdbc.sql("""
				select count(*) from (select 1 from post_facts p where p.author_id = :author and p.held = false
				    limit :most) shown
				""").param("author", person.id().value()).param("most", UNTIL).query(Integer.class).single() < UNTIL;
	}

}
