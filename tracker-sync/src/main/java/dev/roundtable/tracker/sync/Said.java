package dev.roundtable.tracker.sync;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import dev.roundtable.tracker.RemoteComment;

/** Tells whether a comment still says what it said, without keeping it. */
final class Said {

	private Said() {
	}

	static String by(OurComment comment) {
		return digest(comment.text());
	}

	static String by(RemoteComment comment) {
		return digest(comment.text());
	}

	private static String digest(String text) {
		try {
			byte[] tidy = text.replace("\r\n", "\n").strip().getBytes(StandardCharsets.UTF_8);
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(tidy));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
