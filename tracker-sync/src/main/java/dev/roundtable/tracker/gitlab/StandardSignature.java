package dev.roundtable.tracker.gitlab;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.roundtable.tracker.Delivery;
import dev.roundtable.tracker.http.Secret;

/**
 * Whether a delivery was signed as Standard Webhooks has it, which GitLab does with a
 * signing token: its number, its time and its body, by HMAC with SHA-256.
 *
 * @see <a href="https://www.standardwebhooks.com/">Standard Webhooks</a>
 */
record StandardSignature(Secret secret, Clock clock) {

	private static final String BEGINNING = "whsec_";

	private static final String ALGORITHM = "HmacSHA256";

	/** What is older may be somebody who has listened. */
	private static final Duration BELIEVED = Duration.ofMinutes(5);

	static boolean isFor(Secret secret) {
		return secret.value().startsWith(BEGINNING);
	}

	void require(Delivery delivery) {
		String id = Optional.ofNullable(delivery.header("webhook-id")).orElse("");
		String time = Optional.ofNullable(delivery.header("webhook-timestamp")).orElse("");
		String given = Optional.ofNullable(delivery.header("webhook-signature")).orElse("");
		if (id.isBlank() || !Place.isNumber(time)) {
			throw new Delivery.Forged("it is not signed");
		}
		byte[] right = ("v1," + Base64.getEncoder().encodeToString(of(id + "." + time + ".", delivery.body())))
			.getBytes(StandardCharsets.US_ASCII);
		// Several while one token takes the place of another.
		if (Arrays.stream(given.split(" "))
			.noneMatch((one) -> MessageDigest.isEqual(right, one.getBytes(StandardCharsets.UTF_8)))) {
			throw new Delivery.Forged("it was signed with another secret");
		}
		Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), this.clock.instant());
		if (age.abs().compareTo(BELIEVED) > 0) {
			throw new Delivery.Forged("it is of another time");
		}
	}

	private byte[] of(String before, byte[] body) {
		try {
			byte[] key = Base64.getDecoder().decode(this.secret.value().substring(BEGINNING.length()));
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(key, ALGORITHM));
			mac.update(before.getBytes(StandardCharsets.UTF_8));
			return mac.doFinal(body);
		}
		catch (IllegalArgumentException ex) {
			throw new Delivery.Forged("the signing token is none");
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
