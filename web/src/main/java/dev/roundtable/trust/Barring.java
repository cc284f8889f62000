package dev.roundtable.trust;

import java.time.ZoneOffset;
import java.util.List;

import dev.roundtable.journal.Entry;
import dev.roundtable.journal.JournalFollower;
import dev.roundtable.journal.Subject;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Remembers when somebody was silenced or suspended, as long as that was not taken back.
 */
@Component
class Barring implements JournalFollower {

	private final JdbcClient jdbc;

	private final Due due;

	Barring(JdbcClient jdbc, Due due) {
		this.jdbc = jdbc;
		this.due = due;
	}

	@Override
	public String name() {
		return "trust";
	}

	@Override
	public boolean wants(String action, Subject subject) {
		return subject.type().equals("account") && switch (action) {
			case "silenced", "suspended", "unsilenced", "unsuspended" -> true;
			default -> false;
		};
	}

	@Override
	public void deliver(List<Entry> entries) {
		for (Entry entry : entries) {
			long person = entry.subject().id();
			if (entry.action().startsWith("un")) {
				this.jdbc.sql("""
						delete from trust_bars where account_id = :person
						and id = (select max(b.id) from trust_bars b where b.account_id = :person)
						""").param("person", person).update();
			}
			else {
				this.jdbc.sql("""
						insert into trust_bars (account_id, since)
						select p.account_id, :at from living_people p where p.account_id = :person
						""").param("person", person).param("at", entry.at().atOffset(ZoneOffset.UTC)).update();
			}
			this.due.mark(List.of(person));
		}
	}

}
