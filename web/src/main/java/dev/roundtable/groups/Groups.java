package dev.roundtable.groups;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.roundtable.people.AccountId;
import dev.roundtable.people.Memberships;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The groups there are, and who is in them. Everybody may know that there are. */
@Component
public class Groups implements Memberships {

	private static final String SELECT = """
			select g.id, g.name, g.title, g.about, g.with_team as withTeam, g.rule_posts as posts, g.rule_days as days,
			       g.rule_reports as reports, g.rule_answers as answers, g.rule_level as level, g.version,
			       (select count(*) from group_members m where m.group_id = g.id and m.standing <> 'OUT') as members
			from member_groups g
			""";

	private final JdbcClient jdbc;

	Groups(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public Map<AccountId, Set<String>> of(Collection<AccountId> accounts) {
		Map<AccountId, Set<String>> groups = new HashMap<>();
		this.jdbc.sql("""
				select m.account_id, g.name from group_members m join member_groups g on g.id = m.group_id
				where m.account_id = any(:ids) and m.standing <> 'OUT'
				union all
				select p.account_id, g.name from people_names p join member_groups g on g.with_team
				where p.account_id = any(:ids) and p.role <> 'FAN'
				""").param("ids", accounts.stream().map(AccountId::value).toArray(Long[]::new)).query((row) -> {
			groups.computeIfAbsent(AccountId.of(row.getLong("account_id")), (_) -> new HashSet<>())
				.add(row.getString("name"));
		});
		return groups;
	}

	List<Group> all() {
		return this.jdbc.sql(SELECT + "order by g.title, g.id").query(Group.class).list();
	}

	Optional<Group> named(String name) {
		return this.jdbc.sql(SELECT + "where g.name = :name").param("name", name).query(Group.class).optional();
	}

	/** Titles by name, for who offers a choice of them. */
	public Map<String, String> titles() {
		Map<String, String> titles = new LinkedHashMap<>();
		this.jdbc.sql("select name, title from member_groups order by title, id").query((row) -> {
			titles.put(row.getString("name"), row.getString("title"));
		});
		return titles;
	}

	public boolean exists(String name) {
		return named(name).isPresent();
	}

	/** The titles of those that somebody was put into, for her page. */
	List<String> titlesOf(AccountId account) {
		return this.jdbc.sql("""
				select g.title from group_members m join member_groups g on g.id = m.group_id
				where m.account_id = :id and m.standing <> 'OUT' order by g.title
				""").param("id", account.value()).query(String.class).list();
	}

}
