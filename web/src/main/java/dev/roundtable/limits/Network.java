package dev.roundtable.limits;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

import dev.roundtable.http.Secret;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Where a request comes from, as limits count it. */
public final class Network {

	private static final int LONGEST_ADDRESS = 64;

	private Network() {
	}

	/** One household is one network: an IPv6 address counts by its first 64 bits. */
	public static String of(String address) {
		if (address.length() > LONGEST_ADDRESS) {
			// What a proxy took over from a client need not be an address at all.
			return Secret.digest(address);
		}
		if (address.indexOf(':') < 0) {
			return address;
		}
		try {
			byte[] bytes = InetAddress.ofLiteral(address).getAddress();
			return (bytes.length == 16) ? HexFormat.of().formatHex(Arrays.copyOf(bytes, 8)) + "::" : address;
		}
		catch (IllegalArgumentException ex) {
			return address;
		}
	}

	/** Of whoever makes the request that is under way; null where that names nobody. */
	public static @Nullable String ofRequest() {
		if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
			String address = attributes.getRequest().getRemoteAddr();
			return isThisMachine(address) ? null : of(address);
		}
		return null;
	}

	static boolean isThisMachine(String address) {
		return address.startsWith("127.") || address.equals("::1") || address.equals("0:0:0:0:0:0:0:1");
	}

}
