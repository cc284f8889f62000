package dev.roundtable.signin;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Viewer;
import dev.roundtable.people.Viewers;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * A new password, which puts out whoever else holds a cookie or a token of the account.
 * Everything is hashed before the one short transaction in which it changes.
 */
@Component
class PasswordChange {

	private final PasswordCheck check;

	private final Passwords passwords;

	private final Accounts accounts;

	private final PuttingOut puttingOut;

	private final PasswordLetters letters;

	private final Viewers viewers;

	private final Once once;

	PasswordChange(PasswordCheck check, Passwords passwords, Accounts accounts, PuttingOut puttingOut,
			PasswordLetters letters, Viewers viewers, Once once) {
		this.check = check;
		this.passwords = passwords;
		this.accounts = accounts;
		this.puttingOut = puttingOut;
		this.letters = letters;
		this.viewers = viewers;
		this.once = once;
	}

	/**
	 * The caller signs this browser in again.
	 * @throws WrongPassword when the current one is not
	 * @throws dev.roundtable.http.TooManyAttempts when that came too soon after failures
	 * @throws BadInput when the new one is refused
	 */
	void change(Viewer viewer, OnceKey key, String current, String password, String address,
			@Nullable String knownBrowser) {
		this.check.check(viewer.name(), current, address, knownBrowser);
		// The hash that goes says which change is meant: the same form sent later is
		// another one.
		String before = this.accounts.credentials(viewer.name()).map(Accounts.Credentials::passwordHash).orElse("");
		String hash = this.passwords.hashNew(viewer.name(), password);
		this.once.write(key.asking("password", before), () -> {
			this.accounts.changePassword(viewer, hash);
			this.puttingOut.everybody(viewer.id());
			this.letters.mailChanged(viewer.id(), viewer.name());
		});
		this.viewers.forget(viewer.id());
	}

}
