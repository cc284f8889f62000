package dev.roundtable.signin;

import dev.roundtable.people.Viewer;

import org.springframework.security.authentication.BadCredentialsException;

/**
 * Name and password are right, but nobody signs in to a new account of this site before
 * its mail address is confirmed.
 */
final class AddressUnconfirmed extends BadCredentialsException {

	private static final long serialVersionUID = 1L;

	private final transient Viewer viewer;

	AddressUnconfirmed(Viewer viewer) {
		super("the address is not confirmed");
		this.viewer = viewer;
	}

	Viewer viewer() {
		return this.viewer;
	}

}
