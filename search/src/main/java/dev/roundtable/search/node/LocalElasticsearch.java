package dev.roundtable.search.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.roundtable.search.SearchIndex;
import dev.roundtable.search.SearchNode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A private Elasticsearch node: the real distribution as a child process on a free
 * loopback port, for machines without a cluster. It is watched and started again when it
 * dies, and it never outlives this process, however this process ends.
 */
public final class LocalElasticsearch implements SearchNode, AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(LocalElasticsearch.class);

	private static final Duration START_LIMIT = Duration.ofMinutes(5);

	private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

	private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

	/**
	 * Where the node comes from and where it lives.
	 *
	 * @param home the unpacked distribution
	 * @param data a folder of its own for index, configuration and logs; made if missing
	 * @param javaHome a JDK 21 or later
	 * @param heapMegabytes heap of the node; it takes about 250 MB more
	 */
	public record Settings(Path home, Path data, Path javaHome, int heapMegabytes) {

		public Settings(Path home, Path data) {
			this(home, data, Path.of(System.getProperty("java.home")), 512);
		}

	}

	private final Settings settings;

	private final FileChannel lock;

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

	private final CountDownLatch closing = new CountDownLatch(1);

	private final Thread keeper;

	private volatile SearchIndex.State state = SearchIndex.State.STARTING;

	private volatile @Nullable URI uri;

	private LocalElasticsearch(Settings settings) {
		this.settings = settings;
		this.lock = lock(settings.data());
		this.keeper = Thread.ofPlatform().daemon().name("elasticsearch-keeper").unstarted(this::keep);
	}

	/**
	 * Takes the data folder; {@link #begin()} brings up the node.
	 * @throws IllegalStateException when the distribution is not there, or another
	 * Roundtable uses the same data folder
	 */
	public static LocalElasticsearch prepare(Settings settings) {
		if (!Files.isExecutable(settings.home().resolve("bin/elasticsearch"))) {
			throw new IllegalStateException("No Elasticsearch distribution in " + settings.home());
		}
		return new LocalElasticsearch(settings);
	}

	/** Prepares a node and begins. */
	public static LocalElasticsearch start(Settings settings) {
		LocalElasticsearch node = prepare(settings);
		node.begin();
		return node;
	}

	/**
	 * Returns at once; the node comes up in the background, see {@link #state()}. Once in
	 * its life.
	 */
	public void begin() {
		this.keeper.start();
	}

	@Override
	public SearchIndex.State state() {
		return this.state;
	}

	/** Null until the node has answered; another one after each restart of the node. */
	public @Nullable URI uri() {
		return this.uri;
	}

	/** Stops the node and waits for it. */
	@Override
	public void close() {
		this.closing.countDown();
		try {
			this.keeper.join();
			this.lock.close();
		}
		catch (InterruptedException ex) {
			// the pipe to the watchdog breaks with this process, which ends the node
			Thread.currentThread().interrupt();
		}
		catch (IOException ex) {
			log.debug("The lock of {} could not be closed", this.settings.data(), ex);
		}
		this.http.close();
	}

	private void keep() {
		Duration pause = FIRST_PAUSE;
		while (!isClosing()) {
			boolean served = false;
			try {
				served = runOnce();
			}
			catch (IOException | RuntimeException ex) {
				log.error("Elasticsearch could not be started", ex);
			}
			this.uri = null;
			this.state = SearchIndex.State.UNAVAILABLE;
			pause = served ? FIRST_PAUSE : shorter(pause.multipliedBy(2), LONGEST_PAUSE);
			closesWithin(pause);
		}
	}

	/** One life of the node. Returns whether it ever answered. */
	private boolean runOnce() throws IOException {
		NodeFolder folder = NodeFolder.prepare(this.settings);
		Instant begin = Instant.now();
		try (NodeProcess process = NodeProcess.start(folder)) {
			URI answered = awaitAnswer(process, begin.plus(START_LIMIT));
			if (answered == null) {
				if (!isClosing()) {
					log.error("Elasticsearch did not start; its log is {}\n{}", folder.log(), folder.lastLogLines());
				}
				return false;
			}
			this.uri = answered;
			this.state = SearchIndex.State.READY;
			log.info("Elasticsearch answers at {} after {} ms, data in {}", answered,
					Duration.between(begin, Instant.now()).toMillis(), folder.root());
			while (process.isAlive() && !closesWithin(Duration.ofMillis(500))) {
				// an end of either side is all there is to wait for
			}
			if (!isClosing()) {
				log.warn("Elasticsearch ended by itself and is started again; its log is {}\n{}", folder.log(),
						folder.lastLogLines());
			}
			return true;
		}
	}

	private @Nullable URI awaitAnswer(NodeProcess process, Instant limit) {
		while (process.isAlive() && Instant.now().isBefore(limit) && !closesWithin(Duration.ofMillis(100))) {
			URI candidate = process.boundAddress();
			if (candidate != null && isHealthy(candidate)) {
				return candidate;
			}
		}
		return null;
	}

	private boolean isHealthy(URI node) {
		try {
			HttpRequest request = HttpRequest.newBuilder(node.resolve("/_cluster/health"))
				.timeout(Duration.ofSeconds(5))
				.build();
			return this.http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private boolean isClosing() {
		return this.closing.getCount() == 0;
	}

	private boolean closesWithin(Duration time) {
		try {
			return this.closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			this.closing.countDown();
			return true;
		}
	}

	private static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

	/** The system gives the lock back even after {@code kill -9}. */
	private static FileChannel lock(Path data) {
		try {
			Files.createDirectories(data);
			FileChannel channel = FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE);
			if (channel.tryLock() == null) {
				channel.close();
				throw new IllegalStateException("Another Roundtable uses " + data);
			}
			return channel;
		}
		catch (OverlappingFileLockException ex) {
			throw new IllegalStateException("Another Roundtable uses " + data, ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The data folder cannot be used: " + data, ex);
		}
	}

}
