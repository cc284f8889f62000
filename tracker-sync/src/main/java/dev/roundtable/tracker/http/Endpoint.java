package dev.roundtable.tracker.http;

import java.net.URI;
import java.time.Clock;

/**
 * Where a tracker is and how it is asked.
 *
 * @param base without a slash at its end
 * @param header that carries the token
 * @param scheme what stands before the token in that header, with its space; empty where
 * nothing does
 * @param dialect how that kind of tracker says no
 */
public record Endpoint(URI base, String header, String scheme, Secret token, Dialect dialect, Bounds bounds,
		Reach reach, Asked.Audit audit, Clock clock) {

	public Endpoint {
		String text = base.toString();
		base = text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : base;
		if (base.getHost() == null) {
			throw new IllegalArgumentException("not the address of a tracker");
		}
	}

	/** Whether an address is at the very same server. */
	boolean isHere(URI other) {
		return this.base.getScheme().equalsIgnoreCase(other.getScheme())
				&& this.base.getHost().equalsIgnoreCase(other.getHost()) && port(this.base) == port(other);
	}

	private static int port(URI uri) {
		if (uri.getPort() >= 0) {
			return uri.getPort();
		}
		return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
	}

}
