package dev.roundtable.search;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.awaitility.Awaitility;

/**
 * Answers as an engine that is well does, but to searches and changes as a test says:
 * what a real one does only when it is in trouble.
 */
final class StandIn implements AutoCloseable {

	static final String NOTHING_FOUND = """
			{"took":1,"timed_out":false,"_shards":{"total":1,"successful":1,"skipped":0,"failed":0},
			 "hits":{"total":{"value":0,"relation":"eq"},"hits":[]}}""";

	private final HttpServer server;

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	/** How many searches have come. */
	final Semaphore searches = new Semaphore(0);

	/** Searches are answered when it is down. */
	volatile CountDownLatch answering = new CountDownLatch(0);

	volatile int status = 200;

	volatile String search = NOTHING_FOUND;

	volatile String bulk = "";

	/** Of a request with changes; a proxy before the engine takes no more. */
	volatile int mostBytes = Integer.MAX_VALUE;

	/** A request with this in it is refused as a whole. */
	volatile String poison = "\0";

	/** How it answers such a request. */
	volatile int poisoned = 400;

	/**
	 * Keys with this in them fail, each by itself; the others of the request are taken.
	 */
	volatile String failing = "\0";

	/** Requests with changes that were taken. */
	final Queue<String> taken = new ConcurrentLinkedQueue<>();

	StandIn() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	URI uri() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	SearchIndex index(SearchLimits limits) {
		SearchIndex index = ElasticsearchIndex.onCluster(List.of(uri()), null, null, Ranking.WORDS_ALONE, limits);
		Awaitility.await().until(() -> index.state() == SearchIndex.State.READY);
		return index;
	}

	private void answer(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		if (path.endsWith("/_search")) {
			CountDownLatch until = this.answering;
			this.searches.release();
			try {
				until.await();
			}
			catch (InterruptedException ended) {
				Thread.currentThread().interrupt();
			}
			send(exchange, this.status, this.search);
		}
		else if (path.endsWith("/_bulk")) {
			takeChanges(exchange, body);
		}
		else if (path.endsWith("/_cluster/health/roundtable")) {
			send(exchange, 200, """
					{"cluster_name":"x","status":"green","timed_out":false,"number_of_nodes":1,
					 "number_of_data_nodes":1,"active_primary_shards":1,"active_shards":1,"relocating_shards":0,
					 "initializing_shards":0,"unassigned_shards":0,"unassigned_primary_shards":0,
					 "delayed_unassigned_shards":0,"number_of_pending_tasks":0,"number_of_in_flight_fetch":0,
					 "task_max_waiting_in_queue_millis":0,"active_shards_percent_as_number":100.0}""");
		}
		else if (path.endsWith("/_settings") || path.equals("/_aliases")) {
			send(exchange, 200, "{\"acknowledged\":true}");
		}
		else if (path.endsWith("/_refresh")) {
			send(exchange, 200, "{\"_shards\":{\"total\":1,\"successful\":1,\"failed\":0}}");
		}
		else if (path.startsWith("/_alias/roundtable-")) {
			send(exchange, 404, "{}");
		}
		else {
			send(exchange, 200, "{\"" + IndexDefinition.VERSION + "0\":{\"aliases\":{\"roundtable\":{}}}}");
		}
	}

	private void takeChanges(HttpExchange exchange, String body) throws IOException {
		if (body.length() > this.mostBytes) {
			send(exchange, 413, "<html>Request Entity Too Large</html>");
		}
		else if (body.contains(this.poison)) {
			send(exchange, this.poisoned, """
					{"error":{"type":"illegal_argument_exception","reason":"so it is","root_cause":[]},"status":%d}"""
				.formatted(this.poisoned));
		}
		else if (!this.failing.equals("\0")) {
			List<String> items = Pattern.compile("\"_id\":\"([^\"]+)\"").matcher(body).results().map((key) -> {
				boolean fails = key.group(1).contains(this.failing);
				String error = fails ? ",\"error\":{\"type\":\"exception\",\"reason\":\"so it is\"}" : "";
				return "{\"index\":{\"_index\":\"x\",\"_id\":\"%s\",\"status\":%d%s}}".formatted(key.group(1),
						fails ? 500 : 200, error);
			}).toList();
			send(exchange, 200, "{\"took\":1,\"errors\":" + String.join("", items).contains("error") + ",\"items\":["
					+ String.join(",", items) + "]}");
		}
		else {
			this.taken.add(body);
			send(exchange, 200, this.bulk);
		}
	}

	private static void send(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("X-Elastic-Product", "Elasticsearch");
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		boolean head = exchange.getRequestMethod().equals("HEAD");
		exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
		if (!head) {
			exchange.getResponseBody().write(bytes);
		}
		exchange.close();
	}

	@Override
	public void close() {
		this.answering.countDown();
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
