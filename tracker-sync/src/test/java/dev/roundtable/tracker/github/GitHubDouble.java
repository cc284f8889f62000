package dev.roundtable.tracker.github;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * In front of emulate: holds every request against GitHub's own description, and adds
 * what GitHub does and emulate does not, namely refusing wrong tokens, tags (ETag), times
 * of whole seconds, who may be assigned, and issues that were deleted, for which there is
 * no request.
 */
final class GitHubDouble {

	private static final Set<String> TOKENS = Set.of("Bearer robot-token", "Bearer dora-token");

	private static final Pattern FRACTION = Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)\\.\\d{3}Z");

	private static @Nullable GitHubDouble running;

	private final HttpServer server;

	private final Emulate emulate;

	private final Description description = new Description();

	private final HttpClient client = HttpClient.newHttpClient();

	private final Set<String> deleted = ConcurrentHashMap.newKeySet();

	private final List<String> objections = new CopyOnWriteArrayList<>();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private GitHubDouble() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
		this.emulate = Emulate.start(base());
		this.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	static synchronized GitHubDouble running() throws IOException {
		if (running == null) {
			running = new GitHubDouble();
		}
		return running;
	}

	URI base() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	/** What GitHub's description has against the requests so far. */
	List<String> objections() {
		return this.objections;
	}

	/** Status and request of all so far. */
	List<String> requests() {
		return this.requests;
	}

	void delete(String repository, String issue) {
		this.deleted.add("/repos/" + repository + "/issues/" + issue);
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			byte[] body = exchange.getRequestBody().readAllBytes();
			URI uri = exchange.getRequestURI();
			this.objections.addAll(this.description.objections(exchange.getRequestMethod(), uri.getPath(), query(uri),
					Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")).orElse(""), body));
			answer(exchange, body);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static List<String[]> query(URI uri) {
		return Arrays.stream(Optional.ofNullable(uri.getRawQuery()).orElse("").split("&"))
			.filter((part) -> part.contains("="))
			.map((part) -> Arrays.stream(part.split("=", 2))
				.map((text) -> URLDecoder.decode(text, StandardCharsets.UTF_8))
				.toArray(String[]::new))
			.toList();
	}

	private void answer(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
		String path = exchange.getRequestURI().getPath();
		if (!TOKENS.contains(exchange.getRequestHeaders().getFirst("Authorization"))) {
			send(exchange, 401, "{\"message\":\"Bad credentials\"}".getBytes(StandardCharsets.UTF_8));
			return;
		}
		if (this.deleted.stream().anyMatch((issue) -> path.equals(issue) || path.startsWith(issue + "/"))) {
			send(exchange, 410, "{\"message\":\"This issue was deleted\"}".getBytes(StandardCharsets.UTF_8));
			return;
		}
		if (path.equals("/repos/" + GitHubPeople.REPOSITORY + "/assignees")) {
			send(exchange, 200, "[{\"login\":\"dora\"},{\"login\":\"robot\"}]".getBytes(StandardCharsets.UTF_8));
			return;
		}
		HttpResponse<byte[]> response = forward(exchange.getRequestMethod(), exchange.getRequestURI().toString(),
				exchange.getRequestHeaders().getFirst("Authorization"), body);
		response.headers().map().forEach((name, values) -> {
			if (name.startsWith("x-") || "link".equals(name)) {
				exchange.getResponseHeaders()
					.put(name,
							values.stream()
								.map((value) -> value.replace(this.emulate.base().toString(), base().toString()))
								.toList());
			}
		});
		byte[] content = inSeconds(withoutDeleted(response.body()));
		if (response.statusCode() == 200 && "GET".equals(exchange.getRequestMethod())) {
			CRC32 sum = new CRC32();
			sum.update(content);
			String tag = "W/\"" + HexFormat.of().toHexDigits(sum.getValue()) + "\"";
			exchange.getResponseHeaders().set("ETag", tag);
			if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
				send(exchange, 304, new byte[0]);
				return;
			}
		}
		send(exchange, response.statusCode(), content);
	}

	/** Noted before it is sent: whoever has the answer finds it in the list. */
	private void send(HttpExchange exchange, int status, byte[] body) throws IOException {
		this.requests.add(status + " " + exchange.getRequestMethod() + " " + exchange.getRequestURI());
		exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
		exchange.sendResponseHeaders(status, (body.length == 0) ? -1 : body.length);
		exchange.getResponseBody().write(body);
	}

	private static byte[] inSeconds(byte[] body) {
		return FRACTION.matcher(new String(body, StandardCharsets.UTF_8))
			.replaceAll("$1Z")
			.getBytes(StandardCharsets.UTF_8);
	}

	private byte[] withoutDeleted(byte[] body) {
		if (this.deleted.isEmpty() || body.length == 0 || body[0] != '[') {
			return body;
		}
		ArrayNode left = JsonMapper.shared().createArrayNode();
		for (JsonNode one : JsonMapper.shared().readTree(body)) {
			String url = one.path("url").asString("");
			if (this.deleted.stream().noneMatch(url::endsWith)) {
				left.add(one);
			}
		}
		return JsonMapper.shared().writeValueAsBytes(left);
	}

	private HttpResponse<byte[]> forward(String method, String uri, String authorization, byte[] body)
			throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(this.emulate.base().resolve(uri))
			.timeout(Duration.ofSeconds(30))
			.header("Authorization", authorization)
			.header("Content-Type", "application/json")
			.method(method,
					(body.length > 0) ? HttpRequest.BodyPublishers.ofByteArray(body)
							: HttpRequest.BodyPublishers.noBody())
			.build(), HttpResponse.BodyHandlers.ofByteArray());
	}

	/** What somebody does there; not held against the description. */
	JsonNode ask(String login, String method, String path, @Nullable Object body) {
		try {
			byte[] content = (body != null) ? JsonMapper.shared().writeValueAsBytes(body) : new byte[0];
			HttpResponse<byte[]> response = forward(method, path, "Bearer " + login + "-token", content);
			if (response.statusCode() >= 300) {
				throw new IllegalStateException(response.statusCode() + " " + method + " " + path + " "
						+ new String(response.body(), StandardCharsets.UTF_8));
			}
			return JsonMapper.shared().readTree(response.body());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
