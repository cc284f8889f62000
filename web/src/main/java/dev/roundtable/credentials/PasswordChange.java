package dev.roundtable.credentials;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Viewer;
import dev.roundtable.people.Viewers;

import org.springframework.stereotype.Component;

/**
 * A new password, which puts out whoever else holds a cookie or a token of the account.
 * Everything is hashed before the one short transaction in which it changes.
 */
@Component
public class PasswordChange {

	private final Passwords passwords;

	private final Accounts accounts;

	private final PuttingOut puttingOut;

	private final PasswordLetters letters;

	private final Viewers viewers;

	private final Once once;

	PasswordChange(Passwords passwords, Accounts accounts, PuttingOut puttingOut, PasswordLetters letters,
			Viewers viewers, Once once) {
		this.passwords = passwords;
		this.accounts = accounts;
		this.puttingOut = puttingOut;
		this.letters = letters;
		this.viewers = viewers;
		this.once = once;
	}

	/**
	 * The caller has seen that it is she, and signs this browser in again.
	 * @throws BadInput when the new one is refused
	 */
	public void change(Viewer viewer, OnceKey key, String password) {
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
