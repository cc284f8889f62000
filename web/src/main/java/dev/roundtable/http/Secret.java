package dev.roundtable.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Random tokens, and the digests under which they are kept. */
public final class Secret {

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

	private Secret() {
	}

	/** 256 random bits as 43 characters fit for a URL. */
	public static String random() {
		byte[] bytes = new byte[32];
		RANDOM.nextBytes(bytes);
		return TEXT.encodeToString(bytes);
	}

	/** SHA-256 as 43 characters. */
	public static String digest(String text) {
		return digest(text.getBytes(StandardCharsets.UTF_8));
	}

	/** SHA-256 as 43 characters. */
	public static String digest(byte[] bytes) {
		try {
			return TEXT.encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
