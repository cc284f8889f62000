package dev.roundtable.credentials;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.roundtable.http.Secret;
import dev.roundtable.http.SiteCookie;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Viewer;
import dev.roundtable.people.ViewerFacts;
import dev.roundtable.people.Viewers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Component;

/**
 * Browsers that are signed in: a random token in a cookie, its digest in the database. A
 * token is made at each sign-in and never before, so none can be planted.
 */
@Component
public class SignIns implements SecurityContextRepository {

	private static final Duration LIFETIME = Duration.ofDays(30);

	private final JdbcClient jdbc;

	private final Viewers viewers;

	private final KnownBrowsers browsers;

	private final SignedInBrowsers signedIn;

	private final CsrfTokenRepository csrf;

	private final Clock clock;

	SignIns(JdbcClient jdbc, Viewers viewers, KnownBrowsers browsers, SignedInBrowsers signedIn,
			CsrfTokenRepository csrf, Clock clock) {
		this.signedIn = signedIn;
		this.jdbc = jdbc;
		this.viewers = viewers;
		this.browsers = browsers;
		this.csrf = csrf;
		this.clock = clock;
	}

	public void start(AccountId account, HttpServletRequest request, HttpServletResponse response) {
		String old = token(request);
		if (old != null) {
			revoke(Secret.digest(old));
		}
		String token = Secret.random();
		OffsetDateTime now = OffsetDateTime.now(this.clock);
		Device device = Device.of(request.getHeader(HttpHeaders.USER_AGENT));
		this.signedIn.started(Secret.digest(token));
		this.jdbc.sql("""
				insert into sign_ins (token_hash, account_id, created_at, expires_at, browser, system, network,
				    last_seen_at)
				values (:hash, :account, :now, :expires, :browser, :system, :network, :now)""")
			.param("browser", device.browser())
			.param("system", device.system())
			.param("network", Place.of(request.getRemoteAddr()))
			.param("hash", Secret.digest(token))
			.param("account", account.value())
			.param("now", now)
			.param("expires", now.plus(LIFETIME))
			.update();
		this.browsers.remember(account, request, response);
		Cookies.set(SiteCookie.SESSION, token, LIFETIME, request, response);
		// A form token that someone planted before does not outlive the sign-in; the page
		// that answers gets a new one.
		new CsrfAuthenticationStrategy(this.csrf)
			.onAuthentication(UsernamePasswordAuthenticationToken.unauthenticated(account, null), request, response);
	}

	public void end(HttpServletRequest request, HttpServletResponse response) {
		String token = token(request);
		if (token != null) {
			revoke(Secret.digest(token));
		}
		this.csrf.saveToken(null, request, response);
		Cookies.set(SiteCookie.SESSION, "", Duration.ZERO, request, response);
		// What the back button would still show is gone as well.
		response.setHeader("Clear-Site-Data", "\"cache\"");
	}

	/**
	 * Signs an account out everywhere, in the caller's transaction; after it, the caller
	 * tells {@link Viewers}.
	 */
	void endAll(AccountId account) {
		this.jdbc.sql("delete from sign_ins where account_id = :account").param("account", account.value()).update();
		this.browsers.forgetAll(account);
	}

	private void revoke(String hash) {
		this.jdbc.sql("delete from sign_ins where token_hash = :hash").param("hash", hash).update();
		this.viewers.forget(Viewers.Kind.COOKIE, hash);
	}

	private Optional<Viewer> lookup(String hash) {
		return this.jdbc.sql("select " + ViewerFacts.COLUMNS + """
				 from sign_ins s join viewer_facts v on v.account_id = s.account_id
				where s.token_hash = :hash and s.expires_at > :now""")
			.param("hash", hash)
			.param("now", OffsetDateTime.now(this.clock))
			.query(ViewerFacts.VIEWER)
			.optional();
	}

	/** As who an account is signed in. */
	public Viewer viewer(AccountId account) {
		return Objects.requireNonNull(this.viewers.all(List.of(account.value())).get(account.value()));
	}

	private SecurityContext load(HttpServletRequest request) {
		String token = token(request);
		String hash = (token != null) ? Secret.digest(token) : "";
		Viewer viewer = (token != null) ? this.viewers.find(Viewers.Kind.COOKIE, hash, this::lookup) : null;
		if (viewer == null) {
			return new SecurityContextImpl();
		}
		this.signedIn.seen(hash, request);
		return new SecurityContextImpl(Viewers.authentication(viewer));
	}

	@Override
	public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
		return new DeferredSecurityContext() {
			private @Nullable SecurityContext context;

			@Override
			public SecurityContext get() {
				if (this.context == null) {
					this.context = load(request);
				}
				return this.context;
			}

			@Override
			public boolean isGenerated() {
				return get().getAuthentication() == null;
			}
		};
	}

	@Override
	@Deprecated
	public SecurityContext loadContext(HttpRequestResponseHolder holder) {
		return load(holder.getRequest());
	}

	@Override
	public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
		// only start() signs anyone in
	}

	@Override
	public boolean containsContext(HttpServletRequest request) {
		return token(request) != null;
	}

	private static @Nullable String token(HttpServletRequest request) {
		return SiteCookie.SESSION.valueIn(request);
	}

	@Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT7M")
	void forgetExpired() {
		this.jdbc.sql("delete from sign_ins where expires_at < :now")
			.param("now", OffsetDateTime.now(this.clock))
			.update();
	}

}
