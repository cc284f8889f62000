package dev.roundtable.addresses;

import java.util.List;

import dev.roundtable.mail.Mail;
import dev.roundtable.mail.MailAddress;
import dev.roundtable.people.Erasure;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The address of a person who is erased, those she only asked for, and the letters that
 * are on their way there.
 */
@Component
class ErasedAddresses implements Erasure {

	private final JdbcClient jdbc;

	private final Mail mail;

	ErasedAddresses(JdbcClient jdbc, Mail mail) {
		this.jdbc = jdbc;
		this.mail = mail;
	}

	@Override
	public String step() {
		return "addresses";
	}

	@Override
	public Turn turn() {
		return Turn.ACCESS;
	}

	/** Of an address that was somebody else's all the time, nothing goes. */
	@Override
	public long erase(Who person, long from) {
		long id = person.id().value();
		List<String> keys = this.jdbc.sql("""
				select address_key from addresses where account_id = :id
				union
				select lower(l.detail) from one_time_links l where l.account_id = :id and l.detail like '%@%'
				    and not exists (select 1 from addresses a where a.address_key = lower(l.detail))
				""").param("id", id).query(String.class).list();
		keys.forEach((key) -> this.mail.forget(new MailAddress(key)));
		for (String sql : List.of("delete from one_time_links where account_id = :id or lower(detail) = any(:keys)",
				"delete from address_waits where account_id = :id", "delete from addresses where account_id = :id")) {
			this.jdbc.sql(sql).param("id", id).param("keys", keys.toArray(String[]::new)).update();
		}
		return DONE;
	}

}
