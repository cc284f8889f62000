package dev.roundtable.signin;

import org.springframework.security.authentication.BadCredentialsException;

/** Name and password do not belong together, or there is no such name. */
final class WrongPassword extends BadCredentialsException {

	private static final long serialVersionUID = 1L;

	WrongPassword() {
		super("name or password is wrong");
	}

}
