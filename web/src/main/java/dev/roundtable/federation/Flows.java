package dev.roundtable.federation;

import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;

import dev.roundtable.http.SameSitePath;
import dev.roundtable.http.Secret;
import dev.roundtable.people.AccountId;
import dev.roundtable.site.SiteUrl;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Browsers on their way to another site, and people who came from one and have no name
 * here yet. Each row belongs to one browser, by a cookie: nobody is signed in to an
 * account by a link that somebody else made.
 */
@Component
class Flows {

	static final Duration VALID = Duration.ofMinutes(15);

	private final JdbcClient jdbc;

	private final SiteUrl site;

	private final Clock clock;

	Flows(JdbcClient jdbc, SiteUrl site, Clock clock) {
		this.jdbc = jdbc;
		this.site = site;
		this.clock = clock;
	}

	/** Who came from another site, and is nobody here yet. */
	record Arrival(String provider, Identity identity, String next) {
	}

	/** Where a site sends back to. */
	String redirect(Provider provider) {
		return this.site.of("/sign-in/from/" + provider.id());
	}

	Flow begin(Provider provider, String browser, @Nullable AccountId link, @Nullable String next) {
		Flow flow = Flow.begin(redirect(provider), link, SameSitePath.orHome(next));
		this.jdbc
			.sql("""
					insert into federation_flows (state, browser, provider, nonce, verifier, account_id, next_path, expires_at)
					values (:state, :browser, :provider, :nonce, :verifier, :account, :next, :end)""")
			.param("state", Secret.digest(flow.state()))
			.param("browser", Secret.digest(browser))
			.param("provider", provider.id())
			.param("nonce", flow.nonce())
			.param("verifier", flow.verifier())
			.param("account", (link != null) ? link.value() : null, Types.BIGINT)
			.param("next", flow.next())
			.param("end", end())
			.update();
		return flow;
	}

	/** The one that came back; it comes back once, and in the browser that went. */
	Optional<Flow> back(Provider provider, String browser, String state) {
		Optional<Flow> found = this.jdbc.sql("""
				select nonce, verifier, account_id, next_path from federation_flows
				where state = :state and browser = :browser and provider = :provider and expires_at > :now""")
			.param("state", Secret.digest(state))
			.param("browser", Secret.digest(browser))
			.param("provider", provider.id())
			.param("now", OffsetDateTime.now(this.clock))
			.query((row, _) -> {
				long account = row.getLong("account_id");
				return new Flow(state, row.getString("nonce"), row.getString("verifier"), redirect(provider),
						(account != 0) ? AccountId.of(account) : null, row.getString("next_path"));
			})
			.optional();
		return found.filter((_) -> this.jdbc.sql("delete from federation_flows where state = :state")
			.param("state", Secret.digest(state))
			.update() == 1);
	}

	/** The token of an arrival, for the form that asks for a name. */
	String arrived(Provider provider, String browser, Identity identity, String next) {
		String token = Secret.random();
		this.jdbc
			.sql("""
					insert into federation_arrivals (token, browser, provider, authority, subject, label, address, next_path,
					    expires_at)
					values (:token, :browser, :provider, :authority, :subject, :label, :address, :next, :end)""")
			.param("token", Secret.digest(token))
			.param("browser", Secret.digest(browser))
			.param("provider", provider.id())
			.param("authority", identity.authority())
			.param("subject", identity.subject())
			.param("label", identity.label())
			.param("address", identity.address())
			.param("next", next)
			.param("end", end())
			.update();
		return token;
	}

	Optional<Arrival> arrival(String token, String browser) {
		return this.jdbc.sql("""
				select provider, authority, subject, label, address, next_path from federation_arrivals
				where token = :token and browser = :browser and expires_at > :now""")
			.param("token", Secret.digest(token))
			.param("browser", Secret.digest(browser))
			.param("now", OffsetDateTime.now(this.clock))
			.query((row, _) -> new Arrival(row.getString("provider"),
					new Identity(row.getString("authority"), row.getString("subject"), row.getString("label"),
							row.getString("address")),
					row.getString("next_path")))
			.optional();
	}

	private OffsetDateTime end() {
		return OffsetDateTime.now(this.clock).plus(VALID);
	}

	@Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT7M")
	void forgetOld() {
		for (String table : new String[] { "federation_flows", "federation_arrivals" }) {
			this.jdbc.sql("delete from " + table + " where expires_at < :now")
				.param("now", OffsetDateTime.now(this.clock))
				.update();
		}
	}

}
