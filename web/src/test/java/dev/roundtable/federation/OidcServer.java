package dev.roundtable.federation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A small identity provider: it lets in whom the test says, gives a code that is good
 * once, checks the client and PKCE, and signs what it says, unless a test makes it lie.
 */
final class OidcServer implements AutoCloseable {

	static final String CLIENT = "roundtable";

	static final String SECRET = "shared secret/+=&";

	private final HttpServer server;

	final RSAKey key = key();

	private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();

	/** Who signs in next. */
	volatile String subject = "";

	volatile String username = "";

	volatile String email = "";

	/** Changes what it signs. */
	volatile Consumer<JWTClaimsSet.Builder> lie = (_) -> {
	};

	volatile RSAKey signs = this.key;

	OidcServer() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		this.server.createContext("/.well-known/openid-configuration", (exchange) -> answer(exchange, 200, """
				{"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
				 "jwks_uri": "%1$s/keys", "response_types_supported": ["code"], "subject_types_supported": ["public"],
				 "id_token_signing_alg_values_supported": ["RS256"]}""".formatted(issuer())));
		this.server.createContext("/keys",
				(exchange) -> answer(exchange, 200, new JWKSet(this.key.toPublicJWK()).toString()));
		this.server.createContext("/token", this::token);
		this.server.start();
	}

	static RSAKey key() {
		try {
			return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String issuer() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	/** What a person does there: she is asked by that address, and sent back to this. */
	String letIn(String authorization) {
		Map<String, String> asked = parameters(URI.create(authorization).getRawQuery());
		String code = UUID.randomUUID().toString();
		this.codes.put(code, asked);
		return asked.get("redirect_uri") + "?code=" + code + "&state=" + asked.get("state");
	}

	static Map<String, String> parameters(String query) {
		return Arrays.stream(query.split("&"))
			.map((pair) -> pair.split("=", 2))
			.collect(Collectors.toMap((pair) -> pair[0], (pair) -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
	}

	private void token(HttpExchange exchange) throws IOException {
		Map<String, String> form = parameters(
				new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
		Map<String, String> asked = this.codes.remove(form.getOrDefault("code", ""));
		String who = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "");
		if (asked == null || !who.equals("Basic " + basic())
				|| !asked.getOrDefault("redirect_uri", "").equals(form.get("redirect_uri"))
				|| !challenge(form.getOrDefault("code_verifier", "")).equals(asked.get("code_challenge"))) {
			answer(exchange, 400, "{\"error\": \"invalid_grant\"}");
			return;
		}
		answer(exchange, 200, """
				{"access_token": "x", "token_type": "Bearer", "expires_in": 60, "id_token": "%s"}"""
			.formatted(signed(asked.getOrDefault("nonce", ""))));
	}

	private static String basic() {
		String secret = java.net.URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
		return Base64.getEncoder().encodeToString((CLIENT + ":" + secret).getBytes(StandardCharsets.UTF_8));
	}

	private static String challenge(String verifier) {
		try {
			return Base64.getUrlEncoder()
				.withoutPadding()
				.encodeToString(
						MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private String signed(String nonce) {
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issuer(issuer())
			.audience(CLIENT)
			.subject(this.subject)
			.issueTime(new Date())
			.expirationTime(Date.from(Instant.now().plusSeconds(300)))
			.claim("nonce", nonce)
			.claim("preferred_username", this.username)
			.claim("email", this.email)
			.claim("email_verified", true);
		this.lie.accept(claims);
		try {
			SignedJWT token = new SignedJWT(
					new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(this.key.getKeyID()).build(), claims.build());
			token.sign(new RSASSASigner(this.signs));
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static void answer(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		if (!exchange.getResponseHeaders().containsKey("Content-Type")) {
			exchange.getResponseHeaders().set("Content-Type", "application/json");
		}
		exchange.sendResponseHeaders(status, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
