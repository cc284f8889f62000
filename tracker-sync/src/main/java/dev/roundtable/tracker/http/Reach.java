package dev.roundtable.tracker.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which addresses may be asked: those of the internet, and those networks that a setting
 * of the installation allows. An administrator of the site is not one of the network it
 * stands in.
 *
 * <p>
 * The list is that of IANA's special-purpose registries (RFC 6890 and its updates), with
 * the addresses of IPv6 that carry one of IPv4 read as that one.
 */
public final class Reach {

	/** The internet alone. */
	public static final Reach INTERNET = new Reach(List.of());

	private static final List<Network> SPECIAL = Stream
		.of("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
				"192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
				"203.0.113.0/24", "224.0.0.0/3", "::/8", "100::/8", "2001::/23", "2001:db8::/32", "3fff::/20",
				"5f00::/16", "fc00::/7", "fe80::/9", "ff00::/8")
		.map(Network::parse)
		.toList();

	private final List<Network> allowed;

	private Reach(List<Network> allowed) {
		this.allowed = allowed;
	}

	/**
	 * The internet and these networks.
	 * @throws IllegalArgumentException when one of them is none
	 */
	public static Reach with(Collection<String> networks) {
		return new Reach(networks.stream().map(Network::parse).toList());
	}

	public boolean allows(InetAddress address) {
		byte[] bytes = embedded(address.getAddress());
		return this.allowed.stream().anyMatch((network) -> network.contains(bytes))
				|| SPECIAL.stream().noneMatch((network) -> network.contains(bytes));
	}

	/** The address of IPv4 within one of IPv6: mapped, 6to4 and NAT64. */
	private static byte[] embedded(byte[] address) {
		if (address.length != 16) {
			return address;
		}
		if (address[0] == 0x20 && address[1] == 0x02) {
			return Arrays.copyOfRange(address, 2, 6);
		}
		if (Network.parse("64:ff9b::/96").contains(address)) {
			return Arrays.copyOfRange(address, 12, 16);
		}
		return address;
	}

	/**
	 * The addresses of a host, when all of them may be asked.
	 * @throws Blocked when one may not
	 */
	InetAddress[] resolve(String host) throws UnknownHostException {
		InetAddress[] addresses = InetAddress.getAllByName(host);
		for (InetAddress address : addresses) {
			if (!allows(address)) {
				throw new Blocked(host);
			}
		}
		return addresses;
	}

	/**
	 * Why nobody may be asked at an address, for whoever types it. Connecting looks
	 * again, since names may lead elsewhere by then.
	 */
	public Optional<Objection> objection(URI base) {
		String host = base.getHost();
		if (host == null || base.getUserInfo() != null || base.getQuery() != null || base.getFragment() != null
				|| !("https".equals(base.getScheme()) || "http".equals(base.getScheme()))) {
			return Optional.of(Objection.NO_ADDRESS);
		}
		try {
			InetAddress[] addresses = resolve(host);
			boolean open = Arrays.stream(addresses)
				.anyMatch((address) -> SPECIAL.stream().noneMatch((network) -> network.contains(address.getAddress())));
			return (open && "http".equals(base.getScheme())) ? Optional.of(Objection.NOT_SECRET) : Optional.empty();
		}
		catch (Blocked ex) {
			return Optional.of(Objection.PRIVATE_NETWORK);
		}
		catch (UnknownHostException ex) {
			return Optional.of(Objection.UNKNOWN);
		}
	}

	/** What is wrong with the address of a tracker. */
	public enum Objection {

		/** No address of the web, or one with a password, a query or a fragment. */
		NO_ADDRESS,

		/** It would carry the token through the internet for everybody to read. */
		NOT_SECRET,

		/** No host has this name now. */
		UNKNOWN,

		/** It leads into a network that is not allowed. */
		PRIVATE_NETWORK

	}

	/** A name that leads where nobody may be asked. */
	static final class Blocked extends UnknownHostException {

		private static final long serialVersionUID = 1L;

		Blocked(String host) {
			super(host + " leads into a private network, which is not allowed");
		}

	}

}
