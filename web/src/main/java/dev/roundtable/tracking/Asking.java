package dev.roundtable.tracking;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import dev.roundtable.http.NotFound;
import dev.roundtable.tracker.sync.ConnectionId;
import jakarta.annotation.PreDestroy;

import org.springframework.stereotype.Component;

/**
 * Asks a tracker while somebody waits for a page: no longer than she would, and only a
 * few at once, whatever the trackers do. The caller holds no connection to the database
 * meanwhile.
 */
@Component
public class Asking {

	private static final int AT_ONCE = 8;

	private final OpenTrackers trackers;

	private final Connections connections;

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private final Semaphore free = new Semaphore(AT_ONCE);

	public Asking(OpenTrackers trackers, Connections connections) {
		this.trackers = trackers;
		this.connections = connections;
	}

	/** What came of it. */
	public sealed interface Answer<T> {

		record Told<T>(T value) implements Answer<T> {
		}

		record Failed<T>(Trouble trouble) implements Answer<T> {
		}

	}

	/**
	 * @param longest until nobody waits any more; the question then runs into its own
	 * bounds and what it finds is dropped
	 */
	public <T> Answer<T> ask(ConnectionId id, Duration longest, Function<OpenTrackers.Open, T> question) {
		if (!this.free.tryAcquire()) {
			return new Answer.Failed<>(new Trouble(Trouble.Kind.BUSY, null));
		}
		Future<T> asked;
		try {
			asked = this.threads.submit(() -> {
				try {
					return question.apply(this.trackers.of(id));
				}
				finally {
					this.free.release();
				}
			});
		}
		catch (RuntimeException closing) {
			this.free.release();
			throw closing;
		}
		return await(id, asked, longest);
	}

	private <T> Answer<T> await(ConnectionId id, Future<T> asked, Duration longest) {
		try {
			return new Answer.Told<>(asked.get(longest.toMillis(), TimeUnit.MILLISECONDS));
		}
		catch (TimeoutException slow) {
			asked.cancel(true);
			return new Answer.Failed<>(new Trouble(Trouble.Kind.SLOW, longest.toSeconds() + " s"));
		}
		catch (ExecutionException failed) {
			Throwable cause = failed.getCause();
			if (cause instanceof NotFound gone) {
				throw gone;
			}
			return new Answer.Failed<>(
					Trouble.of((cause != null) ? cause : failed, (said) -> this.connections.withoutSecrets(id, said)));
		}
		catch (InterruptedException stopping) {
			asked.cancel(true);
			Thread.currentThread().interrupt();
			return new Answer.Failed<>(new Trouble(Trouble.Kind.BUSY, null));
		}
	}

	@PreDestroy
	void stop() {
		this.threads.shutdownNow();
	}

}
