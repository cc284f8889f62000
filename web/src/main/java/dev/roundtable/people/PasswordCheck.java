package dev.roundtable.people;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
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

	private final Attempts attempts;

	PasswordCheck(Accounts accounts, Passwords passwords, Attempts attempts) {
		this.accounts = accounts;
		this.passwords = passwords;
		this.attempts = attempts;
	}

	/**
	 * @throws dev.roundtable.http.TooManyAttempts after too many failures
	 * @throws BadCredentialsException for anything else
	 */
	Viewer check(String name, String password, String address) {
		this.attempts.beforeSignIn(name, address);
		Accounts.Credentials found = this.accounts.credentials(name).orElse(null);
		boolean matches = this.passwords.matches(password, (found != null) ? found.passwordHash() : null);
		// Asked again: many guesses may have been let in while the first were hashed.
		this.attempts.beforeSignIn(name, address);
		if (found == null || !matches) {
			this.attempts.failedSignIn(name, address);
			throw new BadCredentialsException("name or password is wrong");
		}
		this.attempts.signedIn(name);
		return found.viewer();
	}

	@Override
	public Authentication authenticate(Authentication given) {
		String address = (given.getDetails() instanceof WebAuthenticationDetails details)
				? String.valueOf(details.getRemoteAddress()) : "unknown";
		return SignIns.authentication(check(given.getName(), String.valueOf(given.getCredentials()), address));
	}

	@Override
	public boolean supports(Class<?> type) {
		return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
	}

}
