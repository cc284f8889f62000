package dev.roundtable.people;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Secret;
import dev.roundtable.writing.Text;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.stereotype.Component;

/** Bearer tokens of the API: shown once, kept as digests. */
@Component
class ApiTokens implements AuthenticationProvider {

	private static final String PREFIX = "rt_";

	private final JdbcClient jdbc;

	private final Viewers viewers;

	/** Tokens whose use was written down within the last minute. */
	private final Cache<String, Boolean> noted = Caffeine.newBuilder()
		.maximumSize(10_000)
		.expireAfterWrite(Duration.ofMinutes(1))
		.build();

	ApiTokens(JdbcClient jdbc, Viewers viewers) {
		this.jdbc = jdbc;
		this.viewers = viewers;
	}

	record Made(long id, String token) {
	}

	record TokenRow(long id, String name, When createdAt, @Nullable When lastUsed) {
	}

	Made make(AccountId account, @Nullable String name) {
		String token = PREFIX + Secret.random();
		GeneratedKeyHolder id = new GeneratedKeyHolder();
		this.jdbc.sql("""
				insert into api_tokens (account_id, token_hash, name, created_at)
				values (:account, :hash, :name, :now)""")
			.param("account", account.value())
			.param("hash", Secret.digest(token))
			.param("name", Text.line("name", name, 100))
			.param("now", Instant.now().atOffset(ZoneOffset.UTC))
			.update(id, "id");
		return new Made(Objects.requireNonNull(id.getKeyAs(Long.class)), token);
	}

	/**
	 * @throws NotFound when it is not this account's
	 */
	void revoke(AccountId account, long id) {
		int gone = this.jdbc.sql("delete from api_tokens where id = :id and account_id = :account")
			.param("id", id)
			.param("account", account.value())
			.update();
		if (gone == 0) {
			throw new NotFound("token " + id);
		}
		this.viewers.forget(account);
	}

	void revokeAll(AccountId account) {
		this.jdbc.sql("delete from api_tokens where account_id = :account").param("account", account.value()).update();
		this.viewers.forget(account);
	}

	List<TokenRow> of(AccountId account) {
		return this.jdbc.sql("""
				select id, name, created_at, last_used_at from api_tokens
				where account_id = :account order by id desc""").param("account", account.value()).query((row, _) -> {
			OffsetDateTime used = row.getObject("last_used_at", OffsetDateTime.class);
			return new TokenRow(row.getLong("id"), row.getString("name"),
					When.of(row.getObject("created_at", OffsetDateTime.class).toInstant()),
					(used != null) ? When.of(used.toInstant()) : null);
		}).list();
	}

	private Optional<Viewer> lookup(String hash) {
		return this.jdbc.sql("""
				select a.id, a.name, a.role from api_tokens t join accounts a on a.id = t.account_id
				where t.token_hash = :hash""")
			.param("hash", hash)
			.query((row, _) -> new Viewer(AccountId.of(row.getLong("id")), row.getString("name"),
					Role.valueOf(row.getString("role"))))
			.optional();
	}

	@Override
	public Authentication authenticate(Authentication given) {
		String hash = Secret.digest(given.getName());
		Viewer viewer = this.viewers.find(hash, this::lookup);
		if (viewer == null) {
			throw new BadCredentialsException("unknown token");
		}
		if (this.noted.asMap().putIfAbsent(hash, true) == null) {
			this.jdbc.sql("update api_tokens set last_used_at = :now where token_hash = :hash")
				.param("now", Instant.now().atOffset(ZoneOffset.UTC))
				.param("hash", hash)
				.update();
		}
		return SignIns.authentication(viewer);
	}

	@Override
	public boolean supports(Class<?> type) {
		return PreAuthenticatedAuthenticationToken.class.isAssignableFrom(type);
	}

}
