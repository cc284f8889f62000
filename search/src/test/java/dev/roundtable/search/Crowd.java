package dev.roundtable.search;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;

/**
 * People who search, and workers who write what others post and repeat what was not
 * taken, until it is closed.
 */
final class Crowd implements AutoCloseable {

	private static final int SEARCHERS = 4;

	private static final int WRITERS = 2;

	private static final int DOCUMENTS_A_WRITE = 3;

	private final SearchIndex index;

	private final CountDownLatch ended = new CountDownLatch(1);

	private final List<Thread> threads = new ArrayList<>();

	private final AtomicInteger posted = new AtomicInteger();

	/** What was acknowledged, by the one word it is found by. */
	final Map<String, List<DocumentKey>> written = new ConcurrentHashMap<>();

	/** The last acknowledged title of what each worker writes again and again. */
	final Map<DocumentKey, String> latest = new ConcurrentHashMap<>();

	/** What nobody is prepared for. */
	final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();

	final AtomicInteger searched = new AtomicInteger();

	/** Times a page fell back to titles. */
	final AtomicInteger unavailable = new AtomicInteger();

	final Queue<String> repeated = new ConcurrentLinkedQueue<>();

	private final AtomicLong longestWait = new AtomicLong();

	Crowd(SearchIndex index) {
		this.index = index;
		IntStream.range(0, SEARCHERS).forEach((number) -> start("searcher-" + number, this::searches));
		IntStream.range(0, WRITERS).forEach((number) -> start("writer-" + number, () -> writes(number)));
	}

	private void start(String name, Work work) {
		this.threads.add(Thread.ofVirtual().name(name).start(() -> {
			try {
				work.go();
			}
			catch (Throwable error) {
				this.errors.add(error);
			}
		}));
	}

	/** Waits until a good deal more was searched and written. */
	void goesOn() {
		int writes = this.written.size() + 30;
		int searches = this.searched.get() + 100;
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(() -> !this.errors.isEmpty() || this.written.size() >= writes && this.searched.get() >= searches);
	}

	/** How long somebody at most had to try until a search was answered. */
	Duration longestWait() {
		return Duration.ofNanos(this.longestWait.get());
	}

	private void searches() throws InterruptedException {
		long answered = System.nanoTime();
		while (!someTimePasses()) {
			String word = word(this.posted.get() / 2);
			try {
				this.index.search(SearchQuery.of(word, Set.of("everyone"), 10));
				this.index.titles(word, Set.of("everyone"), 5);
				this.searched.incrementAndGet();
				long now = System.nanoTime();
				this.longestWait.accumulateAndGet(now - answered, Math::max);
				answered = now;
			}
			catch (SearchUnavailable away) {
				this.unavailable.incrementAndGet();
			}
		}
	}

	private void writes(int number) throws InterruptedException {
		DocumentKey changed = new DocumentKey(DocumentKey.Type.TASK, number);
		while (!someTimePasses()) {
			int batch = this.posted.incrementAndGet();
			String word = word(batch);
			List<DocumentKey> keys = IntStream.range(0, DOCUMENTS_A_WRITE)
				.mapToObj((each) -> new DocumentKey(DocumentKey.Type.TOPIC, (long) batch * DOCUMENTS_A_WRITE + each))
				.toList();
			List<IndexChange> changes = new ArrayList<>();
			keys.forEach((key) -> changes.add(put(key, batch, word)));
			changes.add(put(changed, batch, "again" + word));
			writeUntilTaken(changes, word);
			this.written.put(word, keys);
			this.latest.put(changed, "again" + word);
		}
	}

	/** Also when everybody goes: what was begun is brought to an end. */
	private void writeUntilTaken(List<IndexChange> changes, String word) throws InterruptedException {
		long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
		while (true) {
			try {
				Map<DocumentKey, Refusal> refused = this.index.apply(changes);
				if (!refused.isEmpty()) {
					this.errors.add(new AssertionError("Refused: " + refused));
				}
				return;
			}
			catch (SearchUnavailable away) {
				this.repeated.add(word);
				if (System.nanoTime() > until) {
					throw away;
				}
				someTimePasses();
			}
		}
	}

	/** Returns whether it is over. */
	private boolean someTimePasses() throws InterruptedException {
		return this.ended.await(20, TimeUnit.MILLISECONDS);
	}

	/** Without vowels, so that nothing of it is taken for an ending. */
	private static String word(int number) {
		StringBuilder word = new StringBuilder("x");
		"%05o".formatted(number).chars().forEach((digit) -> word.append("bcdfghjk".charAt(digit - '0')));
		return word.toString();
	}

	static IndexChange put(DocumentKey key, long version, String title) {
		return new IndexChange.Put(new SearchDocument(key, version, key, title, "", List.of(),
				SearchDocument.Facts.NONE, Instant.EPOCH, "everyone", "everyone"));
	}

	/** Returns when everybody has gone. */
	@Override
	public void close() {
		this.ended.countDown();
		for (Thread thread : this.threads) {
			try {
				thread.join();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
		}
	}

	interface Work {

		void go() throws InterruptedException;

	}

}
