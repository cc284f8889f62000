package dev.roundtable.credentials;

import java.net.InetAddress;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where in the net somebody signed in, as exactly as it helps her: the beginning of an
 * address, enough to tell home from abroad and too little to follow anybody.
 */
final class Place {

	private static final int LONGEST = 64;

	private Place() {
	}

	/**
	 * For example {@code 203.0.113.*} or {@code 2001:db8:1::*}; empty for what is none.
	 */
	static String of(String address) {
		if (address.length() > LONGEST) {
			return "";
		}
		try {
			byte[] bytes = InetAddress.ofLiteral(address).getAddress();
			return (bytes.length == 4) ? parts(bytes, 3, 1, 10, ".") + ".*" : parts(bytes, 3, 2, 16, ":") + "::*";
		}
		catch (IllegalArgumentException ex) {
			return "";
		}
	}

	private static String parts(byte[] bytes, int count, int width, int radix, String between) {
		return IntStream.range(0, count).map((part) -> {
			int value = 0;
			for (int i = 0; i < width; i++) {
				value = value * 256 + Byte.toUnsignedInt(bytes[part * width + i]);
			}
			return value;
		}).mapToObj((value) -> Integer.toString(value, radix)).collect(Collectors.joining(between));
	}

}
