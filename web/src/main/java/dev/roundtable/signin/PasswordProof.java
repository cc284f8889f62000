package dev.roundtable.signin;

import dev.roundtable.credentials.KnownBrowsers;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.TooManyAttempts;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Viewer;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

/**
 * Asks a person who is signed in for her password again, before what cannot be undone.
 */
@Component
public class PasswordProof {

	private final PasswordCheck check;

	private final KnownBrowsers browsers;

	private final Accounts accounts;

	PasswordProof(PasswordCheck check, KnownBrowsers browsers, Accounts accounts) {
		this.accounts = accounts;
		this.check = check;
		this.browsers = browsers;
	}

	/** Whether she has one: who comes by a passkey or another site may have none. */
	public boolean isPossible(Viewer viewer) {
		return this.accounts.hasPassword(viewer.id());
	}

	/**
	 * Holds no connection while it hashes.
	 * @throws BadInput {@code password.current} on {@code current} when it is wrong
	 * @throws TooManyAttempts when it came too soon after failures
	 */
	public void require(Viewer viewer, String password, HttpServletRequest request) {
		try {
			this.check.check(viewer.name(), password, request.getRemoteAddr(),
					this.browsers.of(viewer.name(), request));
		}
		catch (WrongPassword ex) {
			throw new BadInput("current", "password.current");
		}
	}

}
