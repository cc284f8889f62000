package dev.roundtable.signin;

import dev.roundtable.http.NotAllowed;

/** Her role does nothing without a second step of signing in. */
final class FactorNeeded extends NotAllowed {

	private static final long serialVersionUID = 1L;

	FactorNeeded() {
		super("error.factor.needed");
	}

}
