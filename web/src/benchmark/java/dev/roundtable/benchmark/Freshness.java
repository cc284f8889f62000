package dev.roundtable.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

import dev.roundtable.journeys.Api;
import org.awaitility.Awaitility;

/**
 * How long an acknowledged reply takes until a reader finds it, while others are written
 * at a steady rate.
 */
final class Freshness {

	private static final int REPLIES_A_SECOND = 300;

	private static final int WRITERS = 16;

	private static final Duration TIME = Duration.ofSeconds(30);

	private static final Duration BETWEEN = Duration.ofMillis(500);

	private final Material material;

	private final Api writer;

	private final AtomicLong written = new AtomicLong();

	private final AtomicLong refused = new AtomicLong();

	private Freshness(Material material) {
		this.material = material;
		this.writer = Api.anonymous(material.site()).withToken(material.token());
	}

	static String measured(Material material) throws IOException, InterruptedException {
		return new Freshness(material).measured();
	}

	private String measured() throws IOException, InterruptedException {
		long begin = System.nanoTime();
		long end = begin + TIME.toNanos();
		Result found = new Result();
		try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < WRITERS; i++) {
				int first = i;
				writers.submit(() -> write(first, begin, end));
			}
			while (System.nanoTime() < end) {
				long next = System.nanoTime() + BETWEEN.toNanos();
				found.took(untilFound(), true, true);
				Thread.sleep(Math.max(0, (next - System.nanoTime()) / 1_000_000));
			}
		}
		return "a reply is found after %.0f ms (p50), %.0f ms (p95), while %.0f/s are written, %d refused".formatted(
				found.percentile(50), found.percentile(95), this.written.get() * 1e9 / TIME.toNanos(),
				this.refused.get());
	}

	/** Its share of the rate, at its times, however long an answer takes. */
	private Void write(int first, long begin, long end) throws IOException, InterruptedException {
		for (long i = first;; i += WRITERS) {
			long at = begin + i * Duration.ofSeconds(1).toNanos() / REPLIES_A_SECOND;
			if (at > end) {
				return null;
			}
			Thread.sleep(Math.max(0, (at - System.nanoTime()) / 1_000_000));
			if (reply("一条回复 " + UUID.randomUUID()) && System.nanoTime() < end) {
				this.written.incrementAndGet();
			}
		}
	}

	/** In nanoseconds. */
	private long untilFound() throws IOException, InterruptedException {
		String word = "fresh" + Long.toString(System.nanoTime(), 36);
		reply("Somebody looks for " + word);
		long acknowledged = System.nanoTime();
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(50))
			.until(() -> Api.anonymous(this.material.site())
				.send("GET", "/search?q=" + word, null, null)
				.json()
				.get("total")
				.asLong() > 0);
		return System.nanoTime() - acknowledged;
	}

	private boolean reply(String text) throws IOException, InterruptedException {
		boolean made = this.writer.post("/topics/" + this.material.anyTopic() + "/posts", Map.of("body", text))
			.status() == 201;
		if (!made) {
			this.refused.incrementAndGet();
		}
		return made;
	}

}
