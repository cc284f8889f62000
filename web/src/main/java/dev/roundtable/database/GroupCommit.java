package dev.roundtable.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import org.h2.engine.Database;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes an opened H2 file: whoever commits waits here, one thread writes for all who
 * wait, and they go on when what they committed is in the file.
 * <p>
 * H2 collects the changed tables one after the other. A transaction that began after the
 * first and ended before the last would be written by half, so no statement runs while
 * this collects: statements hold the gate's one side, the flush the other.
 */
class GroupCommit {

	private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

	/**
	 * Rather than keep everybody waiting for one that waits for the lock of a row: what
	 * H2 by itself always does.
	 */
	private static final long LONGEST_WAIT = TimeUnit.MILLISECONDS.toNanos(100);

	private static final long QUIET = TimeUnit.MILLISECONDS.toNanos(200);

	private final Database database;

	private final MVStore store;

	private final boolean sync;

	private final Housekeeping housekeeping;

	private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();

	private final AtomicReference<Batch> next = new AtomicReference<>(new Batch());

	private final Thread flusher;

	private volatile boolean wanted;

	private volatile boolean broken;

	GroupCommit(Database database, boolean sync, FreeSpace space) {
		this.database = database;
		this.store = database.getStore().getMvStore();
		this.sync = sync;
		this.housekeeping = new Housekeeping(this.store, space, this::whenAlone);
		// No thread of H2's own, and no write at each commit either.
		this.store.setAutoCommitDelay(-1);
		this.store.setRetentionTime(0);
		this.flusher = Thread.ofPlatform().daemon().name("database-flush").start(this::flushUntilClosed);
	}

	boolean isOf(Database other) {
		return this.database == other;
	}

	/** Whether the file had to be given up, and must be opened anew. */
	boolean isBroken() {
		return this.broken || this.store.getPanicException() != null;
	}

	void enter() {
		this.gate.readLock().lock();
	}

	void leave() {
		this.gate.readLock().unlock();
	}

	/**
	 * Returns when all that was committed before is in the file.
	 * @throws SQLException when it could not be written
	 */
	void awaitFlush() throws SQLException {
		Batch batch = this.next.get();
		this.wanted = true;
		LockSupport.unpark(this.flusher);
		boolean interrupted = false;
		while (true) {
			try {
				batch.await();
				break;
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		if (batch.failure != null) {
			throw new SQLNonTransientConnectionException("What was committed could not be written", "08007",
					batch.failure);
		}
	}

	/**
	 * Lets go of a file that cannot be written any more; the next connection opens it
	 * anew.
	 */
	void giveUp() {
		if (!this.broken) {
			this.broken = true;
			this.database.shutdownImmediately();
			LockSupport.unpark(this.flusher);
		}
	}

	/**
	 * Rests as long as it works: a large file takes minutes, and people read meanwhile.
	 */
	private boolean tidyUp() {
		long began = System.nanoTime();
		boolean more = this.housekeeping.whileQuiet();
		if (more) {
			LockSupport.parkNanos(this, System.nanoTime() - began);
		}
		return more;
	}

	private void flushUntilClosed() {
		long active = System.nanoTime();
		while (!this.store.isClosed()) {
			try {
				if (this.wanted) {
					flushForAllWhoWait();
					active = System.nanoTime();
					this.housekeeping.whileBusy();
				}
				else if (System.nanoTime() - active > QUIET && tidyUp()) {
					continue;
				}
				if (!this.wanted) {
					LockSupport.parkNanos(this, QUIET);
				}
			}
			catch (RuntimeException ex) {
				if (!this.store.isClosed() || isBroken()) {
					log.error("The database file cannot be written and is opened anew", ex);
					giveUp();
				}
			}
		}
		release(isBroken() ? new IllegalStateException("the file was closed") : null);
	}

	private void flushForAllWhoWait() {
		this.wanted = false;
		Batch batch = this.next.getAndSet(new Batch());
		try {
			exclusively(this.store::commit);
			if (this.sync) {
				this.store.sync();
			}
		}
		catch (RuntimeException ex) {
			batch.failure = ex;
			throw ex;
		}
		finally {
			batch.countDown();
		}
	}

	/** Nobody who comes too late waits for ever. */
	private void release(@Nullable Throwable failure) {
		do {
			this.wanted = false;
			Batch batch = this.next.getAndSet(new Batch());
			batch.failure = failure;
			batch.countDown();
			LockSupport.parkNanos(this, QUIET);
		}
		while (this.wanted);
	}

	private void exclusively(Runnable work) {
		boolean alone = waitToBeAlone();
		try {
			work.run();
		}
		finally {
			if (alone) {
				this.gate.writeLock().unlock();
			}
		}
	}

	/** What can as well be done later is not done beside a statement that runs. */
	private void whenAlone(Runnable work) {
		if (waitToBeAlone()) {
			try {
				work.run();
			}
			finally {
				this.gate.writeLock().unlock();
			}
		}
	}

	/** Whether no statement runs now, nor begins before the gate is opened again. */
	private boolean waitToBeAlone() {
		long start = System.nanoTime();
		boolean alone = false;
		try {
			while (!alone && System.nanoTime() - start < LONGEST_WAIT) {
				// In short tries: who waits for a row must not keep out its owner.
				alone = this.gate.writeLock().tryLock(2, TimeUnit.MILLISECONDS);
				if (!alone) {
					LockSupport.parkNanos(this, 200_000);
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return alone;
	}

	private static final class Batch extends CountDownLatch {

		private @Nullable Throwable failure;

		Batch() {
			super(1);
		}

	}

}
