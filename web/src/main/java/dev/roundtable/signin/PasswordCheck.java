package dev.roundtable.signin;

import dev.roundtable.addresses.Addresses;
import dev.roundtable.credentials.KnownBrowsers;
import dev.roundtable.credentials.Passwords;
import dev.roundtable.factors.SecondFactors;
import dev.roundtable.limits.Guesses;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Viewer;
import dev.roundtable.people.Viewers;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Name and password, at the sign-in page or by HTTP Basic: one check, one limit. An
 * unknown name costs the same time and gets the same answer as a wrong password.
 */
@Component
class PasswordCheck implements AuthenticationProvider {

	private final Accounts accounts;

	private final Passwords passwords;

	private final Guesses guesses;

	private final Addresses addresses;

	private final SecondFactors factors;

	private final Admission admission;

	PasswordCheck(Accounts accounts, Passwords passwords, Guesses guesses, Addresses addresses, SecondFactors factors,
			Admission admission) {
		this.admission = admission;
		this.factors = factors;
		this.accounts = accounts;
		this.addresses = addresses;
		this.passwords = passwords;
		this.guesses = guesses;
	}

	/**
	 * Holds no connection while it hashes.
	 * @param knownBrowser see {@link KnownBrowsers#of}
	 * @throws dev.roundtable.http.TooManyAttempts when it came too soon after failures
	 * @throws AddressUnconfirmed when it is right, and the account waits for its address
	 * @throws Admission.Waiting when it is right, and nobody has let her in yet
	 * @throws WrongPassword for anything else
	 */
	Viewer check(String name, String password, String address, @Nullable String knownBrowser) {
		Guesses.Guess guess = this.guesses.begin(name, address, knownBrowser);
		Accounts.Credentials found = this.accounts.credentials(name).orElse(null);
		String hash = (found != null) ? found.passwordHash() : null;
		boolean matches = this.passwords.matches(password, hash);
		if (found == null || hash == null || !matches) {
			throw new WrongPassword();
		}
		this.guesses.right(guess);
		if (this.passwords.isOutdated(hash)) {
			this.accounts.renewHash(found.viewer().id(), hash, this.passwords.hash(password));
		}
		if (this.addresses.required() && this.addresses.isHeld(found.viewer().id())) {
			throw new AddressUnconfirmed(found.viewer());
		}
		Admission.Standing standing = this.admission.standing(found.viewer().id());
		if (standing != null) {
			throw new Admission.Waiting(found.viewer(), standing);
		}
		return found.viewer();
	}

	@Override
	public Authentication authenticate(Authentication given) {
		String address = (given.getDetails() instanceof WebAuthenticationDetails details)
				? String.valueOf(details.getRemoteAddress()) : "unknown";
		Viewer viewer = check(given.getName(), String.valueOf(given.getCredentials()), address, null);
		if (this.factors.stopsPassword(viewer)) {
			// A password alone opens nothing of hers; tokens are made on her settings
			// page.
			throw new WrongPassword();
		}
		return Viewers.authentication(viewer);
	}

	@Override
	public boolean supports(Class<?> type) {
		return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
	}

}
