package dev.roundtable.push;

import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.AlgorithmParameters;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.security.spec.ECFieldFp;
import java.util.Arrays;
import java.util.Base64;

import dev.roundtable.http.BadInput;

/**
 * What a browser says of itself: where its push service takes messages, and the keys that
 * hide them from it.
 */
record Subscription(String endpoint, byte[] p256dh, byte[] auth) {

	/** UTF-16 units. */
	static final int ENDPOINT = 1000;

	private static final int POINT = 65;

	private static final int COORDINATE = 32;

	private static final int SECRET = 16;

	private static final int HTTPS = 443;

	/**
	 * @param internal whether it may be without TLS and name an address in numbers
	 * @throws BadInput {@code push.subscription} on {@code endpoint}, {@code p256dh} or
	 * {@code auth}
	 */
	static Subscription of(String endpoint, String p256dh, String auth, boolean internal) {
		if (!isEndpoint(endpoint, internal)) {
			throw new BadInput("endpoint", "push.subscription");
		}
		byte[] point = decoded("p256dh", p256dh);
		if (point.length != POINT || point[0] != 4 || !isOnCurve(point)) {
			throw new BadInput("p256dh", "push.subscription");
		}
		byte[] secret = decoded("auth", auth);
		if (secret.length != SECRET) {
			throw new BadInput("auth", "push.subscription");
		}
		return new Subscription(endpoint, point, secret);
	}

	private static boolean isEndpoint(String endpoint, boolean internal) {
		if (endpoint.length() > ENDPOINT || !endpoint.chars().allMatch((c) -> c > ' ' && c < 127)) {
			return false;
		}
		try {
			URI uri = URI.create(endpoint);
			String host = uri.getHost();
			if (host == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
				return false;
			}
			return internal || ("https".equals(uri.getScheme()) && (uri.getPort() == -1 || uri.getPort() == HTTPS)
					&& host.contains(".") && host.matches("[A-Za-z0-9.-]*[A-Za-z][A-Za-z0-9-]*\\.?"));
		}
		catch (IllegalArgumentException none) {
			return false;
		}
	}

	private static byte[] decoded(String field, String text) {
		try {
			return Base64.getUrlDecoder().decode(text.replace("=", ""));
		}
		catch (IllegalArgumentException garbage) {
			throw new BadInput(field, "push.subscription");
		}
	}

	/**
	 * A point beside the curve would tell whoever chose it about the keys used with it.
	 */
	private static boolean isOnCurve(byte[] point) {
		try {
			AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
			parameters.init(new ECGenParameterSpec("secp256r1"));
			ECParameterSpec spec = parameters.getParameterSpec(ECParameterSpec.class);
			BigInteger x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + COORDINATE));
			BigInteger y = new BigInteger(1, Arrays.copyOfRange(point, 1 + COORDINATE, POINT));
			KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), spec));
			EllipticCurve curve = spec.getCurve();
			BigInteger p = ((ECFieldFp) curve.getField()).getP();
			return x.compareTo(p) < 0 && y.compareTo(p) < 0
					&& y.multiply(y)
						.mod(p)
						.equals(x.multiply(x).multiply(x).add(curve.getA().multiply(x)).add(curve.getB()).mod(p));
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

}
