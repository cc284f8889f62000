package dev.roundtable.channels;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import com.jayway.jsonpath.JsonPath;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A push service, and the browsers behind it: it lets in whoever signs as RFC 8292 wants
 * it, and decrypts as RFC 8291 says.
 */
final class PushService implements AutoCloseable {

	private static final int POINT = 65;

	private final HttpServer server;

	private final Map<String, TestBrowser> browsers = new ConcurrentHashMap<>();

	/** What each message said, and why one was turned away. */
	final List<String> messages = new CopyOnWriteArrayList<>();

	final List<String> refused = new CopyOnWriteArrayList<>();

	volatile int status = 201;

	volatile boolean answers = true;

	private volatile String siteKey = "";

	PushService() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		this.server.createContext("/", this::take);
		this.server.start();
	}

	/** What a browser knows of itself. */
	record TestBrowser(String endpoint, KeyPair keys, byte[] secret) {

		String p256dh() {
			return text(point((ECPublicKey) this.keys.getPublic()));
		}

		String auth() {
			return text(this.secret);
		}

	}

	TestBrowser subscribe(String siteKey, String name) {
		this.siteKey = siteKey;
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(new ECGenParameterSpec("secp256r1"));
			byte[] secret = new byte[16];
			new SecureRandom().nextBytes(secret);
			TestBrowser browser = new TestBrowser(origin() + "/send/" + name, generator.generateKeyPair(), secret);
			this.browsers.put("/send/" + name, browser);
			return browser;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private String origin() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	private void take(HttpExchange exchange) throws IOException {
		try (exchange) {
			byte[] body = exchange.getRequestBody().readAllBytes();
			if (!this.answers) {
				Thread.sleep(60_000);
			}
			int answer = this.status;
			try {
				checkSigned(exchange);
				TestBrowser browser = this.browsers.get(exchange.getRequestURI().getPath());
				this.messages.add(decrypted(Objects.requireNonNull(browser), body));
			}
			catch (GeneralSecurityException | RuntimeException ex) {
				this.refused.add(ex.toString());
				answer = 403;
			}
			exchange.sendResponseHeaders(answer, -1);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void checkSigned(HttpExchange exchange) throws GeneralSecurityException {
		var head = exchange.getRequestHeaders();
		require("aes128gcm".equals(head.getFirst("Content-Encoding")), "encoding");
		require(Integer.parseInt(head.getFirst("TTL")) > 0, "ttl");
		String authorization = head.getFirst("Authorization");
		require(authorization != null && authorization.startsWith("vapid "), "scheme " + authorization);
		String token = authorization.replaceAll(".*\\bt=([^, ]+).*", "$1");
		String key = authorization.replaceAll(".*\\bk=([^, ]+).*", "$1");
		require(key.equals(this.siteKey), "another key than was subscribed with");
		String[] parts = token.split("\\.");
		Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
		signature.initVerify(publicKey(bytes(key)));
		signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
		require(signature.verify(bytes(parts[2])), "signature");
		String header = new String(bytes(parts[0]), StandardCharsets.UTF_8);
		String claims = new String(bytes(parts[1]), StandardCharsets.UTF_8);
		require("ES256".equals(JsonPath.read(header, "$.alg")), "alg");
		require(origin().equals(JsonPath.read(claims, "$.aud")), "aud " + claims);
		require(JsonPath.read(claims, "$.sub").toString().matches("(mailto:|https:).+"), "sub " + claims);
		long end = JsonPath.<Number>read(claims, "$.exp").longValue();
		long now = System.currentTimeMillis() / 1000;
		require(end > now && end <= now + 24 * 3600, "exp " + claims);
	}

	private static void require(boolean right, String what) {
		if (!right) {
			throw new IllegalStateException(what);
		}
	}

	private static String decrypted(TestBrowser browser, byte[] body) throws GeneralSecurityException {
		ByteBuffer in = ByteBuffer.wrap(body);
		byte[] salt = new byte[16];
		in.get(salt);
		int size = in.getInt();
		byte[] theirs = new byte[in.get()];
		in.get(theirs);
		byte[] hidden = new byte[in.remaining()];
		in.get(hidden);
		require(theirs.length == POINT && hidden.length <= size, "shape");
		KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
		agreement.init(browser.keys().getPrivate());
		agreement.doPhase(publicKey(theirs), true);
		byte[] mine = point((ECPublicKey) browser.keys().getPublic());
		byte[] ikm = mac(mac(browser.secret(), agreement.generateSecret()),
				joined("WebPush: info\0".getBytes(StandardCharsets.US_ASCII), mine, theirs, new byte[] { 1 }));
		byte[] prk = mac(salt, ikm);
		byte[] key = Arrays.copyOf(mac(prk, "Content-Encoding: aes128gcm\0\1".getBytes(StandardCharsets.US_ASCII)), 16);
		byte[] nonce = Arrays.copyOf(mac(prk, "Content-Encoding: nonce\0\1".getBytes(StandardCharsets.US_ASCII)), 12);
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
		byte[] plain = cipher.doFinal(hidden);
		int end = plain.length - 1;
		while (plain[end] == 0) {
			end--;
		}
		require(plain[end] == 2, "the last record ends with 2");
		return new String(plain, 0, end, StandardCharsets.UTF_8);
	}

	private static byte[] mac(byte[] key, byte[] data) throws GeneralSecurityException {
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(key, "HmacSHA256"));
		return mac.doFinal(data);
	}

	private static byte[] joined(byte[]... parts) {
		ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt((part) -> part.length).sum());
		Arrays.stream(parts).forEach(all::put);
		return all.array();
	}

	private static ECPublicKey publicKey(byte[] point) throws GeneralSecurityException {
		AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
		parameters.init(new ECGenParameterSpec("secp256r1"));
		ECPoint w = new ECPoint(new BigInteger(1, Arrays.copyOfRange(point, 1, 33)),
				new BigInteger(1, Arrays.copyOfRange(point, 33, POINT)));
		return (ECPublicKey) KeyFactory.getInstance("EC")
			.generatePublic(new ECPublicKeySpec(w, parameters.getParameterSpec(ECParameterSpec.class)));
	}

	private static byte[] point(ECPublicKey key) {
		return joined(new byte[] { 4 }, coordinate(key.getW().getAffineX()), coordinate(key.getW().getAffineY()));
	}

	private static byte[] coordinate(BigInteger number) {
		byte[] bytes = number.toByteArray();
		byte[] padded = new byte[32];
		int from = Math.max(0, bytes.length - 32);
		System.arraycopy(bytes, from, padded, 32 - (bytes.length - from), bytes.length - from);
		return padded;
	}

	private static String text(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	private static byte[] bytes(String text) {
		return Base64.getUrlDecoder().decode(text);
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
