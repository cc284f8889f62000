package dev.roundtable.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import dev.roundtable.http.BadInput;

/**
 * What a WebP says of itself in more than one place: its reader believes the first, and
 * decodes the others.
 */
final class Webp {

	/**
	 * Bytes of how one sees through a picture. A few of them make the reader take a few
	 * thousand each.
	 */
	private static final int MOST_OF_ALPHA = 32_768;

	private static final int FOURTEEN_BITS = 0x3FFF;

	private Webp() {
	}

	/**
	 * Looks for every part, wherever it stands: whoever made the file need not have kept
	 * to how parts follow each other.
	 * @param most pixels
	 * @throws BadInput on {@code picture}
	 */
	static void check(byte[] file, long most) {
		for (int at = 0; at + 18 <= file.length; at++) {
			if (is(file, at, 'V', 'P', '8', ' ') && is(file, at + 11, 0x9D, 0x01, 0x2A)
					&& (long) side(file, at + 14) * side(file, at + 16) > most) {
				throw new BadInput("picture", "picture.pixels", most / 1_000_000);
			}
			if (is(file, at, 'A', 'L', 'P', 'H') && (file[at + 8] & 3) != 0
					&& Integer.toUnsignedLong(length(file, at + 4)) > MOST_OF_ALPHA) {
				throw new BadInput("picture", "picture.broken");
			}
		}
	}

	/** Whether there is a part without loss, in which a few bytes name many tables. */
	static boolean hasLossless(byte[] file) {
		for (int at = 0; at + 4 <= file.length; at++) {
			if (is(file, at, 'V', 'P', '8', 'L')) {
				return true;
			}
		}
		return false;
	}

	private static int side(byte[] file, int at) {
		return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getShort(at) & FOURTEEN_BITS;
	}

	private static int length(byte[] file, int at) {
		return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
	}

	private static boolean is(byte[] file, int at, int... bytes) {
		for (int i = 0; i < bytes.length; i++) {
			if ((file[at + i] & 0xFF) != bytes[i]) {
				return false;
			}
		}
		return true;
	}

}
