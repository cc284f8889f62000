package dev.roundtable.groups;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.people.Viewers;
import dev.roundtable.site.Audience;
import dev.roundtable.writing.Text;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes and changes groups. Administrators' work. */
@Component
class GroupKeeping {

	static final int REASON = 400;

	/** Members on a page of the administration. */
	static final int SHOWN = 200;

	private final JdbcClient jdbc;

	private final Groups groups;

	private final GroupRules rules;

	private final Accounts accounts;

	private final Viewers viewers;

	private final ObjectProvider<GroupUses> uses;

	private final Once once;

	private final Journal journal;

	private final Clock clock;

	GroupKeeping(JdbcClient jdbc, Groups groups, GroupRules rules, Accounts accounts, Viewers viewers,
			ObjectProvider<GroupUses> uses, Once once, Journal journal, Clock clock) {
		this.jdbc = jdbc;
		this.groups = groups;
		this.rules = rules;
		this.accounts = accounts;
		this.viewers = viewers;
		this.uses = uses;
		this.once = once;
		this.journal = journal;
		this.clock = clock;
	}

	List<Group> all(Viewer viewer) {
		viewer.require(Capability.ADMINISTER);
		return this.groups.all();
	}

	/**
	 * @throws NotFound when there is no such group
	 */
	Group named(Viewer viewer, String name) {
		viewer.require(Capability.ADMINISTER);
		return this.groups.named(name).orElseThrow(() -> new NotFound("group " + name));
	}

	/**
	 * @return its name
	 * @throws BadInput when a field is wrong, {@code group.taken}, or
	 * {@code group.everybody} while it is not confirmed that everybody is meant
	 */
	String make(Viewer viewer, OnceKey key, GroupEdit edit) {
		viewer.require(Capability.ADMINISTER);
		String name = edit.checkedName();
		String title = edit.checkedTitle();
		String about = edit.checkedAbout();
		requireMeant(edit);
		this.once.write(key.asking("make group", edit), () -> {
			int made = this.jdbc.sql("""
					insert into member_groups (name, title, about, with_team, made_at)
					values (:name, '', '', :team, :now) on conflict do nothing
					""")
				.param("name", name)
				.param("team", edit.hasTeam())
				.param("now", OffsetDateTime.now(this.clock))
				.update();
			if (made == 0) {
				throw new BadInput("name", "group.taken", name);
			}
			Group group = this.groups.named(name).orElseThrow();
			save(group, title, about, edit);
			record(viewer, "made", group, Map.of("name", name, "title", title));
		});
		return name;
	}

	/**
	 * Changes all but the name.
	 * @throws BadInput as {@link #make}
	 * @throws NotFound when there is no such group
	 */
	void change(Viewer viewer, OnceKey key, String name, GroupEdit edit) {
		Group before = named(viewer, name);
		String title = edit.checkedTitle();
		String about = edit.checkedAbout();
		requireMeant(edit);
		this.once.write(key.asking("change group " + before.id(), edit), () -> {
			save(before, title, about, edit);
			record(viewer, "changed", before,
					Map.of("name", name, "title", title, "from", before.title(), "rule", String.valueOf(edit.rule())));
		});
	}

	private void requireMeant(GroupEdit edit) {
		GroupRule rule = edit.rule();
		if (!rule.isNone() && !edit.isConfirmed()) {
			long matching = this.rules.matching(rule);
			if (matching >= this.rules.everybody()) {
				throw new BadInput("confirm", "group.everybody", matching);
			}
		}
	}

	private void save(Group group, String title, String about, GroupEdit edit) {
		GroupRule rule = edit.rule();
		this.jdbc.sql("""
				update member_groups set title = :title, about = :about, with_team = :team, rule_posts = :posts,
				    rule_days = :days, rule_reports = :reports, rule_answers = :answers,
				    rule_level = :level, version = version + 1
				where id = :id
				""")
			.param("title", title)
			.param("about", about)
			.param("team", edit.hasTeam())
			.param("posts", rule.posts())
			.param("days", rule.days())
			.param("reports", rule.reports())
			.param("answers", rule.answers())
			.param("level", rule.level())
			.param("id", group.id())
			.update();
		this.groups.named(group.name()).ifPresent(this.rules::apply);
	}

	/**
	 * Ends a group that opens nothing any more.
	 * @throws BadInput {@code group.used}
	 */
	void dissolve(Viewer viewer, OnceKey key, String name) {
		Group group = named(viewer, name);
		if (this.uses.stream().anyMatch((room) -> room.uses(name))) {
			throw new BadInput("form", "group.used", group.title());
		}
		this.once.write(key.asking("dissolve group " + group.id()), () -> {
			int gone = this.jdbc.sql("delete from member_groups where id = :id").param("id", group.id()).update();
			if (gone > 0) {
				record(viewer, "dissolved", group, Map.of("name", name, "members", String.valueOf(group.members())));
			}
		});
	}

	/**
	 * Adds somebody by hand; she stays whatever the rule says.
	 * @throws BadInput {@code person.unknown} on {@code person}, or on {@code reason}
	 */
	void add(Viewer viewer, OnceKey key, String name, String person, @Nullable String reason) {
		put(viewer, key, name, account(person), "HAND", reason);
	}

	/** Takes somebody out; no rule brings her back. */
	void remove(Viewer viewer, OnceKey key, String name, String person, @Nullable String reason) {
		put(viewer, key, name, account(person), "OUT", reason);
	}

	private AccountId account(String person) {
		return this.accounts.byName(person).orElseThrow(() -> new BadInput("person", "person.unknown", person));
	}

	private void put(Viewer viewer, OnceKey key, String name, AccountId person, String standing,
			@Nullable String reason) {
		Group group = named(viewer, name);
		String why = (reason == null || reason.isBlank()) ? "" : Text.line("reason", reason, REASON);
		this.once.write(key.asking("group " + group.id() + " " + standing, person.value(), why), () -> {
			if (write(viewer, group, person, standing, why)) {
				record(viewer, standing.equals("OUT") ? "removed" : "added", group,
						Map.of("name", name, "account", String.valueOf(person.value()), "reason", why));
			}
		});
		this.viewers.forget(person);
	}

	/** Whether it was otherwise. */
	private boolean write(Viewer viewer, Group group, AccountId person, String standing, String why) {
		JdbcClient.StatementSpec insert = bound(viewer, group, person, standing, why, """
				insert into group_members (group_id, account_id, standing, set_by, set_at, reason)
				values (:group, :person, :standing, :by, :now, :why) on conflict do nothing
				""");
		return insert.update() > 0 || bound(viewer, group, person, standing, why, """
				update group_members set standing = :standing, set_by = :by, set_at = :now, reason = :why
				where group_id = :group and account_id = :person and standing <> :standing
				""").update() > 0;
	}

	private JdbcClient.StatementSpec bound(Viewer viewer, Group group, AccountId person, String standing, String why,
			String sql) {
		return this.jdbc.sql(sql)
			.param("group", group.id())
			.param("person", person.value())
			.param("standing", standing)
			.param("by", viewer.id().value())
			.param("now", OffsetDateTime.now(this.clock))
			.param("why", why);
	}

	private void record(Viewer viewer, String action, Group group, Map<String, String> facts) {
		this.journal.record(viewer.id().value(), action, Subject.of("group", group.id()), Audience.TEAM, facts);
	}

	/**
	 * Who is in it, or was taken out, the latest first.
	 * @param q the beginning of a name
	 */
	List<Member> members(Viewer viewer, Group group, String q) {
		viewer.require(Capability.ADMINISTER);
		return this.jdbc.sql("""
				select p.name, m.standing, m.reason, b.name as setBy
				from group_members m join people_names p on p.account_id = m.account_id
				left join people_names b on b.account_id = m.set_by
				where m.group_id = :group and lower(p.name) like :q escape '\\'
				order by m.set_at desc, m.account_id desc limit :most
				""")
			.param("group", group.id())
			.param("q",
					Objects.requireNonNullElse(q, "").toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%")
			.param("most", SHOWN)
			.query(Member.class)
			.list();
	}

	/**
	 * @param standing {@code HAND}, {@code RULE} or {@code OUT}
	 */
	record Member(String name, String standing, String reason, @Nullable String setBy) {
	}

}
