package dev.roundtable.tracker.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * The addresses that begin alike: {@code 10.1.0.0/16}, {@code fd00::/8}, or a single one.
 */
record Network(byte[] address, int bits) {

	private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

	/**
	 * @throws IllegalArgumentException when it is no network; names are none
	 */
	static Network parse(String text) {
		int slash = text.indexOf('/');
		String address = ((slash < 0) ? text : text.substring(0, slash)).strip();
		if (!LITERAL.matcher(address).matches()) {
			throw new IllegalArgumentException("not a network: " + text);
		}
		try {
			byte[] bytes = InetAddress.getByName(address).getAddress();
			int bits = (slash < 0) ? bytes.length * 8 : Integer.parseInt(text.substring(slash + 1).strip());
			if (bits < 0 || bits > bytes.length * 8) {
				throw new IllegalArgumentException("not a network: " + text);
			}
			return new Network(bytes, bits);
		}
		catch (UnknownHostException | NumberFormatException ex) {
			throw new IllegalArgumentException("not a network: " + text, ex);
		}
	}

	boolean contains(byte[] other) {
		if (other.length != this.address.length) {
			return false;
		}
		for (int bit = 0; bit < this.bits; bit++) {
			int mask = 0x80 >> (bit % 8);
			if (((this.address[bit / 8] ^ other[bit / 8]) & mask) != 0) {
				return false;
			}
		}
		return true;
	}

}
