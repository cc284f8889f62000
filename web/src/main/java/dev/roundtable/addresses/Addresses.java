package dev.roundtable.addresses;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.roundtable.addresses.OneTimeLinks.Purpose;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Secret;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.mail.Mail;
import dev.roundtable.mail.MailAddress;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Addresses that people proved to be theirs, by a link that was mailed there. What was
 * only typed proves nothing and is nobody's. Nobody is told whether an address has an
 * account: whoever asks for one gets the same answer, and the truth goes into its box.
 */
@Component
@EnableConfigurationProperties(AddressSettings.class)
public class Addresses {

	private static final Duration CONFIRMABLE = Duration.ofDays(1);

	private static final Duration UNDOABLE = Duration.ofDays(7);

	private final JdbcClient jdbc;

	private final OneTimeLinks links;

	private final AddressLetters letters;

	private final Mail mail;

	private final Accounts accounts;

	private final Limits limits;

	private final Journal journal;

	private final Once once;

	private final ApplicationEventPublisher events;

	private final AddressChoice choice;

	private final AddressSettings settings;

	private final Clock clock;

	Addresses(JdbcClient jdbc, OneTimeLinks links, AddressLetters letters, Mail mail, Accounts accounts, Limits limits,
			Journal journal, Once once, ApplicationEventPublisher events, AddressChoice choice,
			AddressSettings settings, Clock clock) {
		this.choice = choice;
		this.jdbc = jdbc;
		this.links = links;
		this.letters = letters;
		this.mail = mail;
		this.accounts = accounts;
		this.limits = limits;
		this.journal = journal;
		this.once = once;
		this.events = events;
		this.settings = settings;
		this.clock = clock;
	}

	/** How a link was used. */
	enum Used {

		DONE, NOT_OPEN, TAKEN

	}

	/** Whether accounts may have an address here: there is a mail server, too. */
	public boolean offered() {
		return this.mail.configured() && rule() != AddressRule.OFF;
	}

	/** Whether a new account needs one. */
	public boolean required() {
		return this.mail.configured() && rule() == AddressRule.REQUIRED;
	}

	private AddressRule rule() {
		return Objects.requireNonNullElse(this.choice.chosen(), this.settings.address());
	}

	/** What holds where nobody chose: as the configuration says. */
	public AddressRule configured() {
		return this.settings.address();
	}

	public Optional<MailAddress> of(AccountId account) {
		return this.jdbc.sql("select address from addresses where account_id = :account")
			.param("account", account.value())
			.query(String.class)
			.optional()
			.map(MailAddress::new);
	}

	/** The address that she asked for and has not confirmed. */
	public Optional<MailAddress> waitingFor(AccountId account) {
		return this.links.latestOpen(account, Purpose.CONFIRM).map(MailAddress::new);
	}

	public Optional<AccountId> accountOf(MailAddress address) {
		return this.jdbc.sql("select account_id from addresses where address_key = :key")
			.param("key", address.key())
			.query(Long.class)
			.optional()
			.map(AccountId::of);
	}

	/** Whether nobody may sign in to it before an address is confirmed. */
	public boolean isHeld(AccountId account) {
		return this.jdbc.sql("select count(*) from address_waits where account_id = :account")
			.param("account", account.value())
			.query(Long.class)
			.single() > 0;
	}

	/** Mails another link for a held account, unless one is on its way. */
	public void remind(AccountId account, String name) {
		this.once.write(OnceKey.NONE,
				() -> this.jdbc.sql("""
						select detail from one_time_links
						where account_id = :account and purpose = 'CONFIRM' order by created_at desc limit 1""")
					.param("account", account.value())
					.query(String.class)
					.optional()
					.ifPresent((address) -> mailLink(account, name, new MailAddress(address))));
	}

	/** For an account that is being made, in the caller's transaction. */
	public void giveTo(AccountId account, String name, MailAddress address) {
		if (required()) {
			this.jdbc.sql("insert into address_waits (account_id, since) values (:account, :now)")
				.param("account", account.value())
				.param("now", OffsetDateTime.now(this.clock))
				.update();
		}
		mailLink(account, name, address);
	}

	/**
	 * Mails a link with which it becomes hers.
	 * @throws BadInput {@code address.same} on {@code address}, or {@code address.off}
	 */
	public void ask(Viewer viewer, OnceKey key, MailAddress address) {
		if (!offered()) {
			throw new BadInput("address", "address.off");
		}
		if (of(viewer.id()).filter((own) -> own.key().equals(address.key())).isPresent()) {
			throw new BadInput("address", "address.same");
		}
		this.limits.spend(viewer, Act.LINK);
		this.once.write(key.asking("address", address), () -> mailLink(viewer.id(), viewer.name(), address));
	}

	private void mailLink(AccountId account, String name, MailAddress address) {
		if (this.links.isEnough(account, Purpose.CONFIRM, address.key())) {
			return;
		}
		this.links.endAll(account, Purpose.CONFIRM);
		String token = this.links.make(account, Purpose.CONFIRM, address.key(), CONFIRMABLE);
		AccountId owner = accountOf(address).orElse(account);
		if (owner.equals(account)) {
			this.mail.queue(this.letters.confirm(name, address, token, CONFIRMABLE));
		}
		else {
			// Her name is told to the one who reads her mail.
			String known = this.accounts.names(java.util.List.of(owner)).getOrDefault(owner, "");
			this.mail.queue(this.letters.known(known, address, token, CONFIRMABLE));
		}
	}

	/** Takes her address away. Its box is told, and can undo it. */
	public void remove(Viewer viewer, OnceKey key) {
		this.once.write(key.asking("no address"), () -> {
			Optional<MailAddress> old = of(viewer.id());
			this.links.endAll(viewer.id(), Purpose.CONFIRM);
			if (old.isPresent()) {
				delete(viewer.id());
				record(viewer.id(), "address removed");
				tellOld(viewer.id(), viewer.name(), old.get());
			}
		});
	}

	Used confirm(OnceKey key, String token) {
		return used(key.asking("confirm", Secret.digest(token)), () -> {
			OneTimeLinks.Link link = this.links.find(token, Purpose.CONFIRM).orElse(null);
			if (link == null || !this.links.use(token, Purpose.CONFIRM)) {
				return Used.NOT_OPEN;
			}
			MailAddress address = new MailAddress(link.detail());
			if (accountOf(address).filter((owner) -> !owner.equals(link.account())).isPresent()) {
				return Used.TAKEN;
			}
			Optional<MailAddress> old = of(link.account());
			set(link.account(), address);
			record(link.account(), "address confirmed");
			old.filter((before) -> !before.key().equals(address.key()))
				.ifPresent((before) -> tellOld(link.account(), nameOf(link.account()), before));
			return Used.DONE;
		});
	}

	/** Gives an account the address back that it had before a change. */
	Used undo(OnceKey key, String token) {
		return used(key.asking("undo", Secret.digest(token)), () -> {
			OneTimeLinks.Link link = this.links.find(token, Purpose.UNDO).orElse(null);
			if (link == null || !this.links.use(token, Purpose.UNDO)) {
				return Used.NOT_OPEN;
			}
			MailAddress address = new MailAddress(link.detail());
			if (accountOf(address).filter((owner) -> !owner.equals(link.account())).isPresent()) {
				return Used.TAKEN;
			}
			// Whoever changed it again has no say; whoever had it before keeps hers.
			this.links.endAllSince(link.account(), Purpose.UNDO, link.created());
			this.links.endAll(link.account(), Purpose.CONFIRM);
			this.links.endAll(link.account(), Purpose.RESET);
			set(link.account(), address);
			record(link.account(), "address restored");
			this.events.publishEvent(new AddressRestored(link.account()));
			return Used.DONE;
		});
	}

	private Used used(OnceKey key, java.util.function.Supplier<Used> write) {
		try {
			return this.once.write(key, write, Used::ordinal, (made) -> Used.values()[(int) made]);
		}
		catch (DuplicateKeyException somebodyElseJustNow) {
			return Used.TAKEN;
		}
	}

	private void set(AccountId account, MailAddress address) {
		delete(account);
		this.jdbc.sql("""
				insert into addresses (account_id, address, address_key, confirmed_at)
				values (:account, :address, :key, :now)""")
			.param("account", account.value())
			.param("address", address.value())
			.param("key", address.key())
			.param("now", OffsetDateTime.now(this.clock))
			.update();
		this.jdbc.sql("delete from address_waits where account_id = :account")
			.param("account", account.value())
			.update();
	}

	private void delete(AccountId account) {
		this.jdbc.sql("delete from addresses where account_id = :account").param("account", account.value()).update();
	}

	private void tellOld(AccountId account, String name, MailAddress old) {
		String token = this.links.make(account, Purpose.UNDO, old.value(), UNDOABLE);
		this.mail.queue(this.letters.changed(name, old, token, UNDOABLE));
	}

	/** Not which: the journal is for good, an address can be erased. */
	private void record(AccountId account, String action) {
		this.journal.record(account.value(), action, Subject.of("account", account.value()),
				Audience.person(account.value()), Map.of());
	}

	String nameOf(AccountId account) {
		return Objects.requireNonNullElse(this.accounts.names(java.util.List.of(account)).get(account), "");
	}

}
