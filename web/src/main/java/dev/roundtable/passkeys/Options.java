package dev.roundtable.passkeys;

import java.util.List;

/** What a browser is given, in the words of WebAuthn; bytes are base64url. */
final class Options {

	private static final String KEY = "public-key";

	/** Ed25519, ES256, RS256: between them every authenticator has one. */
	static final List<Parameter> ALGORITHMS = List.of(new Parameter(KEY, -8), new Parameter(KEY, -7),
			new Parameter(KEY, -257));

	private Options() {
	}

	record Parameter(String type, int alg) {
	}

	record Site(String id, String name) {
	}

	record User(String id, String name, String displayName) {
	}

	record Known(String type, String id) {

		static Known of(String credential) {
			return new Known(KEY, credential);
		}

	}

	record Selection(String residentKey, boolean requireResidentKey, String userVerification) {
	}

	record Create(String challenge, Site rp, User user, List<Parameter> pubKeyCredParams, long timeout,
			List<Known> excludeCredentials, Selection authenticatorSelection, String attestation) {
	}

	/** Of no passkey in particular: the device knows which belong to this site. */
	record Get(String challenge, String rpId, long timeout, String userVerification) {
	}

}
