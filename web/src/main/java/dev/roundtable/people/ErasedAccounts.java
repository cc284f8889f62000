package dev.roundtable.people;

import java.util.List;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/**
 * Whose account may be erased, and the first thing that goes: its role, its password.
 */
@Component
public class ErasedAccounts implements Erasure {

	private final JdbcClient jdbc;

	private final AccountLocks locks;

	ErasedAccounts(JdbcClient jdbc, AccountLocks locks) {
		this.jdbc = jdbc;
		this.locks = locks;
	}

	/**
	 * In the caller's transaction, which from now on decides alone who administers.
	 * @throws AccessDeniedException when it is somebody else's, and she does not
	 * administer, or no longer
	 * @throws BadInput {@code erase.last} on {@code form} when nobody would administer
	 * any more
	 * @throws NotFound when there is no such account, or none any more
	 */
	public void require(Viewer asking, AccountId account) {
		List<Long> administrators = this.locks.administrators();
		if (!asking.id().equals(account) && !administrators.contains(asking.id().value())) {
			throw new AccessDeniedException("needs " + Capability.ADMINISTER);
		}
		nameOf(account);
		requireOthers(administrators, account);
	}

	/**
	 * @throws NotFound when there is no such account, or none any more
	 */
	public String nameOf(AccountId account) {
		return this.jdbc.sql("select name from accounts where id = :id and erased_at is null")
			.param("id", account.value())
			.query(String.class)
			.optional()
			.orElseThrow(() -> new NotFound("account " + account.value()));
	}

	private static void requireOthers(List<Long> administrators, AccountId account) {
		if (administrators.equals(List.of(account.value()))) {
			throw new BadInput("form", "erase.last");
		}
	}

	@Override
	public String step() {
		return "account";
	}

	@Override
	public Turn turn() {
		return Turn.ACCESS;
	}

	/** She may be the last administrator by now, who waits until there is another. */
	@Override
	public long erase(Who person, long from) {
		requireOthers(this.locks.administrators(), person.id());
		for (String sql : List.of(
				"update accounts set role = 'FAN', password_hash = null, version = version + 1 where id = :id",
				"delete from sanctions where account_id = :id", "delete from picture_removals where account_id = :id",
				"update accounts set picture = null where id = :id")) {
			this.jdbc.sql(sql).param("id", person.id().value()).update();
		}
		return DONE;
	}

}
