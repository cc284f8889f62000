package dev.roundtable.push;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

import org.apache.hc.client5.http.DnsResolver;

/**
 * Finds hosts that are out in the world. A subscription's address is made up by a
 * browser: it must not lead to a machine that only this one can reach. What is connected
 * to is what was looked at here, so a name that changes in between changes nothing.
 */
final class PublicAddresses implements DnsResolver {

	private static final int BYTE = 0xff;

	private final boolean internal;

	/**
	 * @param internal lets through all
	 */
	PublicAddresses(boolean internal) {
		this.internal = internal;
	}

	@Override
	public InetAddress[] resolve(String host) throws UnknownHostException {
		InetAddress[] found = InetAddress.getAllByName(host);
		if (!this.internal && Arrays.stream(found).anyMatch(PublicAddresses::isInternal)) {
			throw new UnknownHostException("not in the world: " + host);
		}
		return found;
	}

	@Override
	public String resolveCanonicalHostname(String host) {
		return host;
	}

	/** Loopback, private, link-local, shared, reserved, or a way around these. */
	static boolean isInternal(InetAddress address) {
		if (address.isAnyLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress()
				|| address.isSiteLocalAddress() || address.isMulticastAddress()) {
			return true;
		}
		byte[] bytes = address.getAddress();
		int first = bytes[0] & BYTE;
		int second = bytes[1] & BYTE;
		if (address instanceof Inet4Address) {
			int third = bytes[2] & BYTE;
			return first == 0 || first >= 240 || (first == 100 && second >= 64 && second < 128)
					|| (first == 192 && second == 0 && (third == 0 || third == 2))
					|| (first == 192 && second == 88 && third == 99)
					|| (first == 198 && (second == 18 || second == 19));
		}
		// Only 2000::/3 is given out; of it Teredo, documentation and 6to4 lead
		// elsewhere.
		boolean given = (first & 0xe0) == 0x20;
		boolean special = first == 0x20 && second == 0x01 && (bytes[2] & BYTE) < 2
				|| (first == 0x20 && second == 0x01 && (bytes[2] & BYTE) == 0x0d && (bytes[3] & BYTE) == 0xb8);
		return !given || special || (first == 0x20 && second == 0x02);
	}

}
