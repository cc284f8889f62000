package dev.roundtable.signin;

import java.time.Duration;

import dev.roundtable.credentials.KnownBrowsers;
import dev.roundtable.credentials.SignedInBrowsers;
import dev.roundtable.factors.SecondFactors;
import dev.roundtable.http.BadInput;
import dev.roundtable.limits.Guesses;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Viewer;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

/**
 * Makes sure that whoever changes what an account is opened with is the one whose it is:
 * by the password, or, where there is none, by a sign-in of a moment ago.
 */
@Component
public class PasswordAgain {

	private static final Duration FRESH = Duration.ofMinutes(15);

	private final PasswordCheck check;

	private final Accounts accounts;

	private final SecondFactors factors;

	private final SignedInBrowsers signedIn;

	private final KnownBrowsers browsers;

	private final Guesses guesses;

	PasswordAgain(PasswordCheck check, Accounts accounts, SecondFactors factors, SignedInBrowsers signedIn,
			KnownBrowsers browsers, Guesses guesses) {
		this.check = check;
		this.accounts = accounts;
		this.factors = factors;
		this.signedIn = signedIn;
		this.browsers = browsers;
		this.guesses = guesses;
	}

	/** For pages: whether there is a password to ask for. */
	public boolean hasPassword(AccountId account) {
		return this.accounts.hasPassword(account);
	}

	/**
	 * Holds no connection while it hashes.
	 * @throws BadInput on {@code current}: {@code password.current}, {@code sign-in.old}
	 * @throws dev.roundtable.http.TooManyAttempts when it came too soon after wrong ones
	 */
	public void confirm(Viewer viewer, String current, HttpServletRequest request) {
		if (!hasPassword(viewer.id())) {
			if (!this.signedIn.isFresh(request, FRESH)) {
				throw new BadInput("current", "sign-in.old", FRESH.toMinutes());
			}
			return;
		}
		try {
			this.check.check(viewer.name(), current, request.getRemoteAddr(), this.browsers.of(viewer.id(), request));
		}
		catch (WrongPassword ex) {
			throw new BadInput("current", "password.current");
		}
	}

	/**
	 * The same, and a code from whoever signs in with one.
	 * @throws BadInput as above, and {@code code.wrong} on {@code code}
	 */
	public void confirmBoth(Viewer viewer, String current, String code, HttpServletRequest request) {
		confirm(viewer, current, request);
		if (this.factors.isOn(viewer.id())) {
			Guesses.Guess guess = this.guesses.beginCode(viewer.id(), request.getRemoteAddr(),
					this.browsers.of(viewer.id(), request));
			if (!this.factors.accepts(viewer.id(), code)) {
				throw new BadInput("code", "code.wrong");
			}
			this.guesses.right(guess);
		}
	}

}
