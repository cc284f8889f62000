package dev.roundtable.federation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import dev.roundtable.http.Secret;
import dev.roundtable.people.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * One way to another site and back.
 *
 * @param state comes back with the browser
 * @param nonce comes back in what the site signs
 * @param verifier proves that who fetches is who sent (PKCE)
 * @param redirect where the site sends back to
 * @param link whose account it is linked to, null for a sign-in
 */
record Flow(String state, String nonce, String verifier, String redirect, @Nullable AccountId link, String next) {

	static Flow begin(String redirect, @Nullable AccountId link, String next) {
		return new Flow(Secret.random(), Secret.random(), Secret.random(), redirect, link, next);
	}

	/** What the site is told of the verifier beforehand, by {@code S256}. */
	String challenge() {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256")
				.digest(this.verifier.getBytes(StandardCharsets.US_ASCII));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
