package dev.roundtable.people;

import java.sql.DatabaseMetaData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

import dev.roundtable.http.NotFound;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Component;

/**
 * Who acts on accounts, one after the other: each of these holds what it names until the
 * caller's transaction is over.
 * <p>
 * PostgreSQL locks an account as a key whenever a row that refers to it is written, in
 * whatever order the writer names people, and {@code for update} waits for those: with
 * two accounts it ended in a deadlock with the notifications. {@code for no key update}
 * stands beside them; H2 does not know it, and locks no keys.
 */
@Component
class AccountLocks {

	private final JdbcClient jdbc;

	private final String lock;

	AccountLocks(JdbcClient jdbc, DataSource dataSource) throws MetaDataAccessException {
		this.jdbc = jdbc;
		String product = JdbcUtils.extractDatabaseMetaData(dataSource, DatabaseMetaData::getDatabaseProductName);
		this.lock = "PostgreSQL".equals(product) ? " for no key update" : " for update";
	}

	/** Who administers, in the order of their ids. */
	List<Long> administrators() {
		return this.jdbc.sql("select id from accounts where role = 'ADMINISTRATOR' order by id" + this.lock)
			.query(Long.class)
			.list();
	}

	/** The roles of those of two, who may be one, that there are. */
	Map<AccountId, Role> roles(AccountId one, AccountId other) {
		Map<AccountId, Role> roles = new HashMap<>();
		this.jdbc.sql("select id, role from accounts where id = :one or id = :other order by id" + this.lock)
			.param("one", one.value())
			.param("other", other.value())
			.query((row) -> {
				roles.put(AccountId.of(row.getLong("id")), Role.valueOf(row.getString("role")));
			});
		return roles;
	}

	/**
	 * @throws NotFound when there is no such account
	 */
	Role role(AccountId account) {
		return Optional.ofNullable(roles(account, account).get(account))
			.orElseThrow(() -> new NotFound("account " + account.value()));
	}

	/**
	 * Whether she can sign in with a password; false too where there is no such account.
	 */
	boolean hasPassword(AccountId account) {
		return this.jdbc.sql("select password_hash from accounts where id = :id" + this.lock)
			.param("id", account.value())
			.query((row, _) -> row.getString("password_hash") != null)
			.optional()
			.orElse(false);
	}

}
