package dev.roundtable.tracker.forge;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.roundtable.tracker.Delivery;
import dev.roundtable.tracker.http.Secret;

/**
 * Whether a delivery was signed with the webhook's secret, by HMAC with SHA-256.
 *
 * @param header that carries the signature
 */
public record Signature(Secret secret, String header) {

	private static final String ALGORITHM = "HmacSHA256";

	/** Takes as long for a wrong signature as for one that is nearly right. */
	public void require(Delivery delivery) {
		String given = delivery.header(this.header);
		if (given == null) {
			throw new Delivery.Forged("it is not signed");
		}
		byte[] right = ("sha256=" + HexFormat.of().formatHex(of(delivery.body()))).getBytes(StandardCharsets.US_ASCII);
		if (!MessageDigest.isEqual(right, given.getBytes(StandardCharsets.UTF_8))) {
			throw new Delivery.Forged("it was signed with another secret");
		}
	}

	private byte[] of(byte[] body) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(this.secret.value().getBytes(StandardCharsets.UTF_8), ALGORITHM));
			return mac.doFinal(body);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
