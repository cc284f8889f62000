package dev.roundtable.signin;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;

import dev.roundtable.addresses.Addresses;
import dev.roundtable.credentials.Passwords;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.mail.MailAddress;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.AccountName;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.people.WordList;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Accounts that somebody can sign in to. A password is hashed before any transaction. */
@Component
public class Registration {

	private final Accounts accounts;

	private final Passwords passwords;

	private final Addresses addresses;

	private final Admission admission;

	private final WordList words;

	private final Once once;

	Registration(Accounts accounts, Passwords passwords, Addresses addresses, Admission admission, WordList words,
			Once once) {
		this.words = words;
		this.admission = admission;
		this.accounts = accounts;
		this.passwords = passwords;
		this.addresses = addresses;
		this.once = once;
	}

	/**
	 * Makes an account for the system itself: the set-up, the demo. Asks nobody's rights.
	 * @throws BadInput on {@code name} or {@code password}; {@code name.taken}
	 */
	public AccountId create(String name, String password, Role role) {
		return write(OnceKey.NONE, name, password, role, (_) -> {
		}, AccountId::of);
	}

	/**
	 * Makes an account for somebody else.
	 * @throws BadInput on {@code name} or {@code password}; {@code name.taken}
	 */
	AccountId create(Viewer viewer, OnceKey key, String name, String password, Role role) {
		viewer.require(Capability.ADMINISTER);
		return write(key, name, password, role, (_) -> {
		}, AccountId::of);
	}

	/**
	 * Makes an account for somebody who asks for one.
	 * @param address to which a link is mailed, null for an account without one
	 * @param shown what lets her in
	 * @param key with which asking again makes none: {@code again} is then told which it
	 * was, and has to see that it is the same person
	 * @throws BadInput on {@code name} or {@code password}; {@code name.taken};
	 * {@code name.word}; what {@link Admission} refuses
	 */
	AccountId register(OnceKey key, String name, String password, @Nullable MailAddress address, Admission.Shown shown,
			LongFunction<AccountId> again) {
		this.words.refuseName(AccountName.check(name));
		return write(key, name, password, Role.FAN, (made) -> {
			this.admission.admit(made, shown);
			if (address != null) {
				this.addresses.giveTo(made, AccountName.check(name), address);
			}
		}, again);
	}

	/** What a glance tells is wrong with them, each field by itself. */
	List<BadInput> faults(String name, String password) {
		List<BadInput> faults = new ArrayList<>();
		for (Runnable check : List.<Runnable>of(() -> this.words.refuseName(AccountName.check(name)),
				() -> this.passwords.check(name, password))) {
			try {
				check.run();
			}
			catch (BadInput fault) {
				faults.add(fault);
			}
		}
		return faults;
	}

	/**
	 * @param more what else is written of it, in the same transaction
	 */
	private AccountId write(OnceKey key, String name, String password, Role role, Consumer<AccountId> more,
			LongFunction<AccountId> again) {
		String checked = AccountName.check(name);
		String hash = this.passwords.hashNew(checked, password);
		return this.once.write(key.asking("register", checked, role), () -> {
			AccountId made = this.accounts.join(checked, hash, role);
			more.accept(made);
			return made;
		}, AccountId::value, again);
	}

}
