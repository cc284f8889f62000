package dev.roundtable.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import org.awaitility.Awaitility;
import tools.jackson.databind.json.JsonMapper;

/**
 * Waits until an index holds everything, and tells how fast it was made where it was made
 * from nothing.
 */
final class Filling {

	private static final Duration PATIENCE = Duration.ofMinutes(30);

	/** Fewer tell how fast the application starts. */
	private static final long WORTH_TELLING = 10_000;

	private static final String UNFILLED = "/_alias/roundtable-unfilled";

	private final HttpClient http = HttpClient.newHttpClient();

	private final URI engine;

	private Filling(URI engine) {
		this.engine = engine;
	}

	static void await(URI engine) throws IOException, InterruptedException {
		new Filling(engine).awaitFilled();
	}

	private void awaitFilled() throws IOException, InterruptedException {
		awaitStatus("/_alias/roundtable", 200);
		boolean made = ask(UNFILLED).statusCode() == 200;
		long begin = System.nanoTime();
		awaitStatus(UNFILLED, 404);
		double seconds = (System.nanoTime() - begin) / 1e9;
		long documents = JsonMapper.shared().readTree(ask("/roundtable/_count").body()).get("count").asLong();
		if (made && documents > WORTH_TELLING) {
			System.out.printf("The index was made of %d documents in %.0f s: %.0f/s%n", documents, seconds,
					documents / seconds);
		}
	}

	private void awaitStatus(String path, int status) {
		Awaitility.await()
			.atMost(PATIENCE)
			.pollInterval(Duration.ofMillis(200))
			.until(() -> ask(path).statusCode() == status);
	}

	private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
		return this.http.send(HttpRequest.newBuilder(this.engine.resolve(path)).build(), BodyHandlers.ofString());
	}

}
