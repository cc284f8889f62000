package dev.roundtable.factors;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.KeyRefused;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Secret;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who signs in with a code beside the password, and whether a code is right. */
@Component
@EnableConfigurationProperties(FactorSettings.class)
public class SecondFactors {

	/** UTF-16 units of what is looked at as a code. */
	public static final int CODE = 40;

	private static final int RECOVERY_CODES = 10;

	private static final int RECOVERY_LENGTH = 10;

	private final JdbcClient jdbc;

	private final Journal journal;

	private final Once once;

	private final FactorSettings settings;

	private final ObjectProvider<OtherFactor> others;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	SecondFactors(JdbcClient jdbc, Journal journal, Once once, FactorSettings settings,
			ObjectProvider<OtherFactor> others, ApplicationEventPublisher events, Clock clock) {
		this.others = others;
		this.events = events;
		this.jdbc = jdbc;
		this.journal = journal;
		this.once = once;
		this.settings = settings;
		this.clock = clock;
	}

	private record Factor(String secret, long lastStep) {
	}

	/** Whether she signs in with codes. */
	public boolean isOn(AccountId account) {
		return this.jdbc.sql("select count(*) from second_factors where account_id = :account")
			.param("account", account.value())
			.query(Long.class)
			.single() > 0;
	}

	/** Whether she has codes, or anything else that is a second step. */
	public boolean hasAny(AccountId account) {
		return isOn(account) || this.others.stream().anyMatch((other) -> other.has(account));
	}

	/** Whether a password alone lets her in no further. */
	public boolean stopsPassword(Viewer viewer) {
		return isOn(viewer.id()) || (isRequired(viewer.role()) && hasAny(viewer.id()));
	}

	/** Whether a role does nothing without one. */
	public boolean isRequired(Role role) {
		return this.settings.requiredFor().contains(role);
	}

	/** How many recovery codes are left. */
	public long left(AccountId account) {
		return this.jdbc.sql("select count(*) from recovery_codes where account_id = :account")
			.param("account", account.value())
			.query(Long.class)
			.single();
	}

	/**
	 * Turns it on with a secret that an app has by now: a code proves it.
	 * @return recovery codes, told once
	 * @throws BadInput {@code code.wrong} on {@code code}, {@code factor.on} where one is
	 * on
	 * @throws KeyRefused when it was turned on with this key before
	 */
	public List<String> turnOn(Viewer viewer, OnceKey key, String secret, String typed) {
		OptionalLong step = Totp.isSecret(secret) ? Totp.step(secret, bare(typed), this.clock.instant())
				: OptionalLong.empty();
		if (step.isEmpty()) {
			throw new BadInput("code", "code.wrong");
		}
		List<String> codes = Stream.generate(() -> Totp.random(RECOVERY_LENGTH)).limit(RECOVERY_CODES).toList();
		return this.once.write(key.asking("second factor on", secret), () -> {
			if (isOn(viewer.id())) {
				// Who takes over a browser must not put her own in its place.
				throw new BadInput("code", "factor.on");
			}
			this.jdbc.sql("""
					insert into second_factors (account_id, secret, last_step, since)
					values (:account, :secret, :step, :now)""")
				.param("account", viewer.id().value())
				.param("secret", secret)
				.param("step", step.getAsLong())
				.param("now", OffsetDateTime.now(this.clock))
				.update();
			codes.forEach((code) -> this.jdbc
				.sql("insert into recovery_codes (account_id, code_hash) values (:account, :hash)")
				.param("account", viewer.id().value())
				.param("hash", Secret.digest(code))
				.update());
			record(viewer, viewer.id(), "second factor on");
			return codes.stream().map((code) -> code.substring(0, 5) + "-" + code.substring(5)).toList();
		}, (_) -> 1L, (_) -> {
			throw new KeyRefused(KeyRefused.Why.ALREADY_DONE);
		});
	}

	/** She turns it off; the caller has seen a code. */
	public void turnOff(Viewer viewer, OnceKey key) {
		this.once.write(key.asking("second factor off"), () -> {
			delete(viewer.id());
			record(viewer, viewer.id(), "second factor off");
		});
	}

	/** For somebody who lost both her app and her recovery codes. */
	public void turnOff(Viewer administrator, OnceKey key, AccountId account) {
		administrator.require(Capability.ADMINISTER);
		this.once.write(key.asking("second factor off", account), () -> {
			delete(account);
			this.events.publishEvent(new FactorsTakenOff(account));
			record(administrator, account, "second factor off");
		});
	}

	/** Whether a code is right. It is used up by that. */
	public boolean accepts(AccountId account, String typed) {
		String code = bare(typed);
		Instant now = this.clock.instant();
		boolean[] right = new boolean[1];
		this.once.write(OnceKey.NONE, () -> right[0] = isOfApp(account, code, now) || isRecovery(account, code));
		return right[0];
	}

	private boolean isOfApp(AccountId account, String code, Instant now) {
		Factor factor = this.jdbc
			.sql("select secret, last_step from second_factors where account_id = :account for update")
			.param("account", account.value())
			.query(Factor.class)
			.optional()
			.orElse(null);
		OptionalLong step = (factor != null) ? Totp.step(factor.secret(), code, now) : OptionalLong.empty();
		if (factor == null || step.isEmpty() || step.getAsLong() <= factor.lastStep()) {
			return false;
		}
		this.jdbc.sql("update second_factors set last_step = :step where account_id = :account")
			.param("step", step.getAsLong())
			.param("account", account.value())
			.update();
		return true;
	}

	private boolean isRecovery(AccountId account, String code) {
		return this.jdbc.sql("delete from recovery_codes where account_id = :account and code_hash = :hash")
			.param("account", account.value())
			.param("hash", Secret.digest(code))
			.update() == 1;
	}

	private void delete(AccountId account) {
		for (String table : List.of("second_factors", "recovery_codes")) {
			this.jdbc.sql("delete from " + table + " where account_id = :account")
				.param("account", account.value())
				.update();
		}
	}

	private void record(Viewer by, AccountId account, String action) {
		boolean herself = by.id().equals(account);
		this.journal.record(by.id().value(), action, Subject.of("account", account.value()),
				herself ? Audience.person(account.value()) : Audience.TEAM, Map.of());
	}

	private static String bare(String typed) {
		String cut = typed.substring(0, Math.min(typed.length(), CODE));
		return cut.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
	}

}
