package dev.roundtable.tokens;

import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.roundtable.http.KeyRefused;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.ReadOnlyToken;
import dev.roundtable.http.Secret;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.people.ViewerFacts;
import dev.roundtable.people.Viewers;
import dev.roundtable.site.Audience;
import dev.roundtable.writing.Text;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.stereotype.Component;

/** Bearer tokens of the API: shown once, kept as digests. */
@Component
public class ApiTokens implements AuthenticationProvider {

	/** UTF-16 units of a token's name. */
	static final int NAME = 100;

	private static final String PREFIX = "rt_";

	/** So that a token itself, with its digest, says that it only reads. */
	private static final String READ_PREFIX = "rtr_";

	private final JdbcClient jdbc;

	private final Viewers viewers;

	/** Tokens whose use was written down within the last minute. */
	private final Cache<String, Boolean> noted = Caffeine.newBuilder()
		.maximumSize(10_000)
		.expireAfterWrite(Duration.ofMinutes(1))
		.build();

	private final Once once;

	private final Limits limits;

	private final Journal journal;

	private final Clock clock;

	ApiTokens(JdbcClient jdbc, Viewers viewers, Once once, Limits limits, Journal journal, Clock clock) {
		this.jdbc = jdbc;
		this.viewers = viewers;
		this.once = once;
		this.limits = limits;
		this.journal = journal;
		this.clock = clock;
	}

	/**
	 * @param expires null for never
	 */
	public record Made(long id, String token, @Nullable Instant expires) {
	}

	/**
	 * With which token somebody came, beside who she is.
	 *
	 * @param hash its digest
	 */
	public record Bearer(String hash) {
	}

	private record Maker(long id, @Nullable OffsetDateTime expiresAt) {

		/** What is made with a token ends when that one ends, or before. */
		@Nullable Instant cut(@Nullable Instant wanted) {
			if (this.expiresAt == null) {
				return wanted;
			}
			Instant end = this.expiresAt.toInstant();
			return (wanted == null || end.isBefore(wanted)) ? end : wanted;
		}

	}

	/**
	 * @param expires null for never
	 */
	public record TokenRow(long id, String name, When createdAt, @Nullable When lastUsed, TokenTerms.Scope scope,
			@Nullable When expires, boolean expired) {
	}

	/**
	 * @param by the token that it is made with, null for a page or a password. What is
	 * made ends with it, and is gone when it is revoked.
	 * @throws KeyRefused when it was made with this key before: its secret is told once
	 */
	public Made make(Viewer viewer, OnceKey key, @Nullable String name, TokenTerms terms, @Nullable Bearer by) {
		viewer.require(Capability.POST);
		this.limits.spend(viewer, Act.TOKEN);
		String checked = Text.line("name", name, NAME);
		return this.once.write(key.asking("token", checked, terms), () -> insert(viewer, checked, terms, by), Made::id,
				(_) -> {
					throw new KeyRefused(KeyRefused.Why.ALREADY_DONE);
				});
	}

	private @Nullable Maker maker(@Nullable Bearer by) {
		if (by == null) {
			return null;
		}
		return this.jdbc.sql("select id, expires_at from api_tokens where token_hash = :hash for update")
			.param("hash", by.hash())
			.query(Maker.class)
			.optional()
			.orElseThrow(() -> new NotFound("the token it is made with"));
	}

	private Made insert(Viewer viewer, String name, TokenTerms terms, @Nullable Bearer by) {
		Maker maker = maker(by);
		String token = ((terms.scope() == TokenTerms.Scope.READ) ? READ_PREFIX : PREFIX) + Secret.random();
		Instant now = this.clock.instant();
		Instant wanted = terms.lifetime().end(now);
		Instant end = (maker != null) ? maker.cut(wanted) : wanted;
		GeneratedKeyHolder id = new GeneratedKeyHolder();
		this.jdbc.sql("""
				insert into api_tokens (account_id, token_hash, name, scope, created_at, expires_at, made_by)
				values (:account, :hash, :name, :scope, :now, :expires, :maker)""")
			.param("account", viewer.id().value())
			.param("hash", Secret.digest(token))
			.param("name", name)
			.param("scope", terms.scope().name())
			.param("now", now.atOffset(ZoneOffset.UTC))
			.param("expires", (end != null) ? end.atOffset(ZoneOffset.UTC) : null, Types.TIMESTAMP_WITH_TIMEZONE)
			.param("maker", (maker != null) ? maker.id() : null, Types.BIGINT)
			.update(id, "id");
		record(viewer, "token made", name);
		return new Made(Objects.requireNonNull(id.getKeyAs(Long.class)), token, end);
	}

	/**
	 * @throws NotFound when it is not hers
	 */
	public void revoke(Viewer viewer, OnceKey key, long id) {
		this.once.write(key.asking("revoke " + id), () -> {
			String name = this.jdbc
				.sql("select name from api_tokens where id = :id and account_id = :account for update")
				.param("id", id)
				.param("account", viewer.id().value())
				.query(String.class)
				.optional()
				.orElseThrow(() -> new NotFound("token " + id));
			this.jdbc.sql("delete from api_tokens where id = :id").param("id", id).update();
			record(viewer, "token revoked", name);
		});
		this.viewers.forget(viewer.id());
	}

	/** In the caller's transaction; after it, the caller tells {@link Viewers}. */
	public void revokeAll(AccountId account) {
		this.jdbc.sql("delete from api_tokens where account_id = :account").param("account", account.value()).update();
	}

	private void record(Viewer viewer, String action, String name) {
		this.journal.record(viewer.id().value(), action, Subject.of("account", viewer.id().value()),
				Audience.person(viewer.id().value()), Map.of("name", name));
	}

	public List<TokenRow> of(AccountId account) {
		Instant now = this.clock.instant();
		return this.jdbc.sql("""
				select id, name, created_at, last_used_at, scope, expires_at from api_tokens
				where account_id = :account order by id desc""").param("account", account.value()).query((row, _) -> {
			OffsetDateTime used = row.getObject("last_used_at", OffsetDateTime.class);
			OffsetDateTime end = row.getObject("expires_at", OffsetDateTime.class);
			return new TokenRow(row.getLong("id"), row.getString("name"),
					When.of(row.getObject("created_at", OffsetDateTime.class).toInstant()),
					(used != null) ? When.of(used.toInstant()) : null, TokenTerms.Scope.valueOf(row.getString("scope")),
					(end != null) ? When.of(end.toInstant()) : null, end != null && !end.toInstant().isAfter(now));
		}).list();
	}

	private Optional<Viewer> lookup(String hash) {
		return this.jdbc.sql("select " + ViewerFacts.COLUMNS + """
				 from api_tokens t join viewer_facts v on v.account_id = t.account_id
				where t.token_hash = :hash and (t.expires_at is null or t.expires_at > :now)""")
			.param("hash", hash)
			.param("now", OffsetDateTime.now(this.clock))
			.query(ViewerFacts.VIEWER)
			.optional();
	}

	@Override
	public Authentication authenticate(Authentication given) {
		String hash = Secret.digest(given.getName());
		Viewer viewer = this.viewers.find(Viewers.Kind.TOKEN, hash, this::lookup);
		if (viewer == null) {
			throw new BadCredentialsException("unknown token");
		}
		if (this.noted.asMap().putIfAbsent(hash, true) == null) {
			this.jdbc.sql("update api_tokens set last_used_at = :now where token_hash = :hash")
				.param("now", OffsetDateTime.now(this.clock))
				.param("hash", hash)
				.update();
		}
		UsernamePasswordAuthenticationToken who = given.getName().startsWith(READ_PREFIX)
				? Viewers.authentication(viewer, ReadOnlyToken.AUTHORITY) : Viewers.authentication(viewer);
		who.setDetails(new Bearer(hash));
		return who;
	}

	@Override
	public boolean supports(Class<?> type) {
		return PreAuthenticatedAuthenticationToken.class.isAssignableFrom(type);
	}

}
