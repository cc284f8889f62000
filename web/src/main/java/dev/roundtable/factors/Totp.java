package dev.roundtable.factors;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Time-based one-time passwords as RFC 6238 has them and as every app makes them. */
final class Totp {

	private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

	private static final SecureRandom RANDOM = new SecureRandom();

	/** Characters of a secret: 160 bits. */
	static final int SECRET = 32;

	private static final int STEP_SECONDS = 30;

	private static final int DIGITS = 6;

	/** A clock may be so many steps away. */
	private static final int TOLERANCE = 1;

	private Totp() {
	}

	static String random(int characters) {
		return RANDOM.ints(characters, 0, ALPHABET.length())
			.collect(StringBuilder::new, (text, i) -> text.append(ALPHABET.charAt(i)), StringBuilder::append)
			.toString();
	}

	static boolean isSecret(String text) {
		return text.length() == SECRET && text.chars().allMatch((c) -> ALPHABET.indexOf(c) >= 0);
	}

	/** The step to which a code belongs, if it is one of now. */
	static OptionalLong step(String secret, String code, Instant now) {
		long current = now.getEpochSecond() / STEP_SECONDS;
		OptionalLong found = OptionalLong.empty();
		for (long step = current - TOLERANCE; step <= current + TOLERANCE; step++) {
			if (isSame(code(secret, step), code)) {
				found = OptionalLong.of(step);
			}
		}
		return found;
	}

	private static boolean isSame(String one, String other) {
		return java.security.MessageDigest.isEqual(one.getBytes(java.nio.charset.StandardCharsets.UTF_8),
				other.getBytes(java.nio.charset.StandardCharsets.UTF_8));
	}

	static String code(String secret, Instant at) {
		return code(secret, at.getEpochSecond() / STEP_SECONDS);
	}

	private static String code(String secret, long step) {
		try {
			Mac mac = Mac.getInstance("HmacSHA1");
			mac.init(new SecretKeySpec(bytes(secret), "HmacSHA1"));
			byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
			int offset = hash[hash.length - 1] & 0xF;
			int number = (ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE) % 1_000_000;
			return String.format(Locale.ROOT, "%0" + DIGITS + "d", number);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Base32. */
	private static byte[] bytes(String secret) {
		ByteBuffer bytes = ByteBuffer.allocate(secret.length() * 5 / 8);
		long bits = 0;
		int count = 0;
		for (int i = 0; i < secret.length(); i++) {
			bits = (bits << 5) | ALPHABET.indexOf(secret.charAt(i));
			count += 5;
			if (count >= 8) {
				count -= 8;
				bytes.put((byte) (bits >> count));
			}
		}
		return bytes.array();
	}

}
