package dev.roundtable.signin;

import java.time.Clock;
import java.time.OffsetDateTime;

import dev.roundtable.credentials.Passwords;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Secret;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.AccountName;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * The first administrator: from the environment, or through a link that is printed in the
 * log and works once. Until there is one, every page leads to the set-up.
 */
@Component
class Setup implements HandlerInterceptor {

	private static final Logger log = LoggerFactory.getLogger(Setup.class);

	private static final long NOBODY = 0;

	private final JdbcClient jdbc;

	private final Accounts accounts;

	private final Registration registration;

	private final Passwords passwords;

	private final Once once;

	private final Clock clock;

	private final Environment environment;

	private final String adminName;

	private final String adminPassword;

	private volatile boolean done;

	Setup(JdbcClient jdbc, Accounts accounts, Registration registration, Passwords passwords, Once once, Clock clock,
			Environment environment, @Value("${ROUNDTABLE_ADMIN_NAME:}") String adminName,
			@Value("${ROUNDTABLE_ADMIN_PASSWORD:}") String adminPassword) {
		this.jdbc = jdbc;
		this.accounts = accounts;
		this.registration = registration;
		this.passwords = passwords;
		this.once = once;
		this.clock = clock;
		this.environment = environment;
		this.adminName = adminName;
		this.adminPassword = adminPassword;
	}

	@EventListener
	void started(ApplicationReadyEvent event) {
		if (!(event.getApplicationContext() instanceof WebApplicationContext)) {
			// An import, which nobody can visit.
			return;
		}
		if (!this.adminName.isBlank() && !this.adminPassword.isBlank()) {
			makeFromEnvironment();
		}
		if (!isDone()) {
			String token = Secret.random();
			this.jdbc.sql("insert into setup_tokens (token_hash, created_at) values (:hash, :now)")
				.param("hash", Secret.digest(token))
				.param("now", OffsetDateTime.now(this.clock))
				.update();
			log.warn("""

					Roundtable has no administrator yet. Open this link once to become it:

					    http://localhost:{}/setup?token={}
					""", this.environment.getProperty("local.server.port", "8080"), token);
		}
	}

	private void makeFromEnvironment() {
		if (this.accounts.byName(this.adminName).isPresent()) {
			return;
		}
		try {
			this.registration.create(this.adminName, this.adminPassword, Role.ADMINISTRATOR);
			log.info("Made the administrator {} that the environment names", this.adminName);
		}
		catch (BadInput ex) {
			log.error("The administrator that the environment names could not be made: {} is refused ({})", ex.field(),
					ex.code());
		}
	}

	boolean isDone() {
		if (!this.done && this.accounts.hasAdministrator()) {
			this.done = true;
		}
		return this.done;
	}

	/**
	 * Whether the link with this token still works. The digest is compared, so its time
	 * tells nothing.
	 */
	boolean knows(@Nullable String token) {
		return token != null && !isDone()
				&& this.jdbc.sql("select count(*) from setup_tokens where token_hash = :hash")
					.param("hash", Secret.digest(token))
					.query(Long.class)
					.single() > 0;
	}

	/**
	 * Makes the first administrator and ends the set-up, for all nodes.
	 * @return null when the token no longer works
	 * @throws BadInput when name or password is refused; the token works on
	 */
	@Nullable AccountId finish(OnceKey key, String token, String name, String password) {
		String checked = AccountName.check(name);
		String hash = this.passwords.hashNew(checked, password);
		String digest = Secret.digest(token);
		long id = this.once.write(key.asking("setup", digest, checked), () -> {
			int mine = this.jdbc.sql("delete from setup_tokens where token_hash = :hash")
				.param("hash", digest)
				.update();
			if (mine == 0 || this.accounts.hasAdministrator()) {
				return NOBODY;
			}
			this.jdbc.sql("delete from setup_tokens").update();
			return this.accounts.join(checked, hash, Role.ADMINISTRATOR).value();
		}, Long::longValue, (_) -> NOBODY);
		return (id != NOBODY) ? AccountId.of(id) : null;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (isDone()) {
			return true;
		}
		response.setStatus(HttpServletResponse.SC_SEE_OTHER);
		response.setHeader("Location", "/setup");
		return false;
	}

}
