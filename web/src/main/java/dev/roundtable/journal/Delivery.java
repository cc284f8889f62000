package dev.roundtable.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives followers what waits for them. Any number of nodes may run one. Each follower has
 * a thread of its own, so that one that is slow keeps no other waiting.
 */
@Component
class Delivery implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Delivery.class);

	private static final int ENTRIES_AT_ONCE = 200;

	private static final Duration PAUSE_WITHOUT_DATABASE = Duration.ofSeconds(5);

	private final List<JournalFollower> followers;

	private final JournalQueue queue;

	private final TransactionTemplate transaction;

	private final Duration every;

	private volatile @Nullable ScheduledExecutorService threads;

	Delivery(List<JournalFollower> followers, JournalQueue queue, PlatformTransactionManager transactions,
			@Value("${roundtable.journal.every:300ms}") Duration every) {
		this.followers = followers;
		this.queue = queue;
		this.transaction = new TransactionTemplate(transactions);
		this.every = every;
	}

	@Override
	public void start() {
		if (!this.followers.isEmpty()) {
			ScheduledExecutorService started = Executors.newScheduledThreadPool(this.followers.size(),
					Thread.ofPlatform().name("journal-", 1).daemon().factory());
			for (JournalFollower follower : this.followers) {
				this.queue.prepare(follower.name());
				started.scheduleWithFixedDelay(() -> keepDelivering(follower), this.every.toMillis(),
						this.every.toMillis(), TimeUnit.MILLISECONDS);
			}
			this.threads = started;
		}
	}

	@Override
	public void stop() {
		ScheduledExecutorService running = this.threads;
		this.threads = null;
		if (running != null) {
			running.shutdownNow();
			try {
				if (!running.awaitTermination(10, TimeUnit.SECONDS)) {
					log.warn("A follower of the journal does not stop; what it was given comes again");
				}
			}
			catch (InterruptedException hurried) {
				Thread.currentThread().interrupt();
			}
		}
	}

	@Override
	public boolean isRunning() {
		return this.threads != null;
	}

	/** Whatever is thrown: a scheduled task that throws is never run again. */
	private void keepDelivering(JournalFollower follower) {
		try {
			deliver(follower);
		}
		catch (RuntimeException | Error failure) {
			if (isRunning()) {
				log.warn("Delivery to {} rests for {}: {}", follower.name(), PAUSE_WITHOUT_DATABASE,
						failure.toString());
				LockSupport.parkNanos(PAUSE_WITHOUT_DATABASE.toNanos());
			}
		}
	}

	/** Until nothing that may be delivered now is left, or others are at it. */
	void deliver(JournalFollower follower) {
		List<Integer> lanes = new ArrayList<>(this.queue.lanes(follower.name()));
		Collections.shuffle(lanes);
		for (int lane : lanes) {
			int found = ENTRIES_AT_ONCE;
			while (found == ENTRIES_AT_ONCE && !Thread.currentThread().isInterrupted()) {
				found = deliverSome(follower, lane);
			}
		}
	}

	private int deliverSome(JournalFollower follower, int lane) {
		List<Entry> claimed = new ArrayList<>();
		try {
			attempt(follower, lane, ENTRIES_AT_ONCE, claimed);
		}
		catch (RuntimeException failure) {
			if (claimed.isEmpty()) {
				throw failure;
			}
			claimed.forEach((_) -> deliverOne(follower, lane));
		}
		return claimed.size();
	}

	/** So that one entry that cannot be delivered does not cost its neighbours. */
	private void deliverOne(JournalFollower follower, int lane) {
		List<Entry> claimed = new ArrayList<>();
		try {
			attempt(follower, lane, 1, claimed);
		}
		catch (RuntimeException failure) {
			if (claimed.isEmpty()) {
				throw failure;
			}
			Entry entry = claimed.getFirst();
			log.warn("{} could not be told that {} was {}: {}", follower.name(), entry.subject(), entry.action(),
					failure.toString());
			this.transaction
				.executeWithoutResult((_) -> this.queue.putOff(follower.name(), lane, entry, failure.toString()));
		}
	}

	/**
	 * @param claimed told of what was claimed, also when this throws
	 */
	private void attempt(JournalFollower follower, int lane, int most, List<Entry> claimed) {
		this.transaction.executeWithoutResult((_) -> {
			claimed.addAll(this.queue.claim(follower.name(), lane, most));
			if (!claimed.isEmpty()) {
				follower.deliver(List.copyOf(claimed));
				this.queue.remove(follower.name(), lane, claimed);
			}
		});
	}

}
