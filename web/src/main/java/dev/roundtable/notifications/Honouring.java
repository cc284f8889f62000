package dev.roundtable.notifications;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

import dev.roundtable.journal.Entry;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells people what they were given: a medal, a level of trust, a group to belong to. */
@Component
class Honouring {

	/** What is done to an account that its person is told. */
	static final Set<String> ACTS = Set.of("gave medal", "trust rose", "trust fell", "fixed trust");

	/** Told at once. */
	private static final int MEMBERS = 500;

	private final JdbcClient jdbc;

	private final Telling telling;

	Honouring(JdbcClient jdbc, Telling telling) {
		this.jdbc = jdbc;
		this.telling = telling;
	}

	void given(Entry entry) {
		boolean medal = entry.action().equals("gave medal");
		// Each medal is one of its own, of levels the last one counts.
		String subject = medal ? "medal-" + entry.id() : entry.subject().toString();
		this.telling.tell(told(Kind.HONOUR, subject, entry, entry.fact(medal ? "medal" : "to")),
				List.of(entry.subject().id()));
	}

	/** Somebody who was added by hand, or all whom a rule put into it at that moment. */
	void joined(Entry entry) {
		boolean byHand = entry.action().equals("added");
		if (!byHand && entry.fact("at").isEmpty()) {
			return;
		}
		long first = byHand ? Long.parseLong(entry.fact("account")) : 1;
		long last = byHand ? first : Long.MAX_VALUE;
		List<Member> members;
		do {
			members = members(entry, byHand, first, last);
			if (!members.isEmpty()) {
				this.telling.tell(told(Kind.GROUP, entry.subject().toString(), entry, members.getFirst().title()),
						members.stream().map(Member::account).toList());
				first = members.getLast().account() + 1;
			}
		}
		while (members.size() == MEMBERS);
	}

	private List<Member> members(Entry entry, boolean byHand, long first, long last) {
		OffsetDateTime at = byHand ? entry.at().atOffset(ZoneOffset.UTC) : OffsetDateTime.parse(entry.fact("at"));
		return this.jdbc.sql("""
				select m.account_id as account, m.title from group_member_facts m
				where m.group_id = :group and m.account_id between :first and :last
				and ((:byHand and m.standing = 'HAND') or (m.standing = 'RULE' and m.set_at = :at))
				and not exists (select 1 from imported_people i where i.account_id = m.account_id)
				order by m.account_id limit :most
				""")
			.param("group", entry.subject().id())
			.param("first", first)
			.param("last", last)
			.param("byHand", byHand)
			.param("at", at)
			.param("most", MEMBERS)
			.query(Member.class)
			.list();
	}

	private static Told told(Kind kind, String subject, Entry entry, String detail) {
		return new Told(kind, subject, null, null, null, entry.actor(), entry.action(), detail,
				entry.at().atOffset(ZoneOffset.UTC));
	}

	private record Member(long account, String title) {
	}

}
