package dev.roundtable.journeys;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that speaks to the API, anonymous or with somebody's token. */
public final class Api {

	private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

	private final String base;

	private final @Nullable String authorization;

	private Api(String base, @Nullable String authorization) {
		this.base = base;
		this.authorization = authorization;
	}

	public static Api anonymous(String site) {
		return new Api(site, null);
	}

	public Api withToken(String token) {
		return new Api(this.base, "Bearer " + token);
	}

	Api withPassword(String name, String password) {
		return new Api(this.base, "Basic "
				+ Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8)));
	}

	/** With a new token of that person. */
	public Api as(String name, String password) throws IOException, InterruptedException {
		Answer made = withPassword(name, password).post("/tokens", Map.of("name", "a test"));
		if (made.status() != 201) {
			throw new IllegalStateException("No token: " + made);
		}
		return withToken(made.json().get("token").asString());
	}

	/** Of a program that has one. */
	public String token() {
		if (this.authorization == null || !this.authorization.startsWith("Bearer ")) {
			throw new IllegalStateException("No token");
		}
		return this.authorization.substring("Bearer ".length());
	}

	Answer get(String path) throws IOException, InterruptedException {
		return send("GET", path, null, null);
	}

	public Answer post(String path, Map<String, ?> body) throws IOException, InterruptedException {
		return post(path, body, null);
	}

	Answer post(String path, Map<String, ?> body, @Nullable String key) throws IOException, InterruptedException {
		return send("POST", path, JsonMapper.shared().writeValueAsString(body), key);
	}

	Answer patch(String path, Map<String, ?> body) throws IOException, InterruptedException {
		return send("PATCH", path, JsonMapper.shared().writeValueAsString(body), null);
	}

	public Answer send(String method, String path, @Nullable String body, @Nullable String key)
			throws IOException, InterruptedException {
		String prefix = path.startsWith("/actuator") || path.startsWith("/v3") ? "" : "/api/v1";
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.base + prefix + path))
			.timeout(Duration.ofSeconds(30))
			.header("Content-Type", "application/json")
			.header("Accept-Language", "en")
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody());
		if (this.authorization != null) {
			request.header("Authorization", this.authorization);
		}
		if (key != null) {
			request.header("Idempotency-Key", key);
		}
		HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
		return new Answer(response.statusCode(), response.headers().firstValue("Content-Type").orElse(""),
				response.headers().firstValue("Location").orElse(""), response.body());
	}

	public static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	public record Answer(int status, String type, String location, String body) {

		public JsonNode json() {
			return JsonMapper.shared().readTree(this.body);
		}

	}

}
