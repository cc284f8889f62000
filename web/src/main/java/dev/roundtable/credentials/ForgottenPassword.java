package dev.roundtable.credentials;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.roundtable.addresses.Addresses;
import dev.roundtable.addresses.OneTimeLinks;
import dev.roundtable.addresses.OneTimeLinks.Purpose;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.KeyRefused;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Secret;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.mail.MailAddress;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.AccountName;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.people.Viewers;
import dev.roundtable.site.Audience;
import dev.roundtable.writing.Text;

import org.springframework.stereotype.Component;

/**
 * Back into an account without its password: by a link that is mailed to its confirmed
 * address, or one that an administrator hands out. A link works once, for a day.
 */
@Component
class ForgottenPassword {

	static final Duration VALID = Duration.ofDays(1);

	private static final long DONE = 1;

	private final Accounts accounts;

	private final Addresses addresses;

	private final OneTimeLinks links;

	private final Passwords passwords;

	private final PuttingOut puttingOut;

	private final PasswordLetters letters;

	private final Viewers viewers;

	private final Journal journal;

	private final Once once;

	ForgottenPassword(Accounts accounts, Addresses addresses, OneTimeLinks links, Passwords passwords,
			PuttingOut puttingOut, PasswordLetters letters, Viewers viewers, Journal journal, Once once) {
		this.accounts = accounts;
		this.addresses = addresses;
		this.links = links;
		this.passwords = passwords;
		this.puttingOut = puttingOut;
		this.letters = letters;
		this.viewers = viewers;
		this.journal = journal;
		this.once = once;
	}

	/**
	 * Mails a link, if there is such an account with a confirmed address. Says to nobody
	 * whether there is.
	 * @param who a name or an address
	 * @throws BadInput on {@code who} when it can be neither
	 */
	void ask(OnceKey key, String who) {
		Optional<AccountId> account = (who.indexOf('@') >= 0) ? this.addresses.accountOf(MailAddress.of("who", who))
				: this.accounts.byName(Text.line("who", who, AccountName.MAX_UNITS));
		this.once.write(key.asking("forgot", who), () -> account.ifPresent(this::mailLink));
	}

	private void mailLink(AccountId account) {
		MailAddress address = this.addresses.of(account).orElse(null);
		if (address != null && !this.links.isEnough(account, Purpose.RESET, address.key())) {
			String token = this.links.make(account, Purpose.RESET, address.key(), VALID);
			this.letters.mailLink(name(account), address, token, VALID);
		}
	}

	/**
	 * Makes a link for an administrator to hand out.
	 * @throws KeyRefused when it was made with this key before: it is told once
	 * @throws NotFound when there is no such account
	 */
	String hand(Viewer viewer, OnceKey key, AccountId account) {
		viewer.require(Capability.ADMINISTER);
		name(account);
		return this.once.write(key.asking("reset link", account), () -> {
			this.journal.record(viewer.id().value(), "reset link made", Subject.of("account", account.value()),
					Audience.TEAM, Map.of());
			return this.links.make(account, Purpose.RESET, "", VALID);
		}, (_) -> DONE, (_) -> {
			throw new KeyRefused(KeyRefused.Why.ALREADY_DONE);
		});
	}

	/**
	 * Sets a password by a link, and puts out whoever was in.
	 * @return false when the link does not work (any more)
	 * @throws BadInput when the password is refused; the link works on
	 */
	boolean reset(OnceKey key, String token, String password) {
		OneTimeLinks.Link link = this.links.find(token, Purpose.RESET).orElse(null);
		if (link == null) {
			return false;
		}
		AccountId account = link.account();
		String name = name(account);
		String hash = link.isOpen() ? this.passwords.hashNew(name, password) : "";
		long done = this.once.write(key.asking("reset", Secret.digest(token)), () -> {
			if (hash.isEmpty() || !this.links.use(token, Purpose.RESET)) {
				return 0L;
			}
			this.accounts.resetPassword(account, hash);
			this.links.endAll(account, Purpose.RESET);
			this.puttingOut.everybody(account);
			this.letters.mailChanged(account, name);
			return DONE;
		}, Long::longValue, (made) -> made);
		this.viewers.forget(account);
		return done == DONE;
	}

	/**
	 * @throws NotFound when there is no such account
	 */
	String name(AccountId account) {
		String name = this.accounts.names(List.of(account)).get(account);
		if (name == null) {
			throw new NotFound("account " + account.value());
		}
		return name;
	}

}
