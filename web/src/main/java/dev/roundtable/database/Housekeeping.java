package dev.roundtable.database;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.h2.mvstore.MVStore;
import org.h2.mvstore.RandomAccessStore;

/**
 * Keeps the file small: rewrites what is still needed of chunks that are mostly dead, so
 * that their room can be used again, and moves chunks forward so that the file can
 * shrink. In small steps, and in earnest only while nobody writes.
 */
class Housekeeping {

	private static final long BUSY_EVERY = TimeUnit.MILLISECONDS.toNanos(100);

	/**
	 * Not worth work under load, and its chunks are not moved at all: in a file of few
	 * chunks H2 2.4.240 may find no hole for the last one but across the end that the
	 * others left, and write it over what a file that is opened after a crash still
	 * needs. With assertions on it stops there (FreeSpaceBitSet.allocate).
	 */
	private static final long SMALL_FILE = 16 << 20;

	/** Below this share of live data, in percent, a file is worth work under load. */
	private static final int WASTEFUL = 50;

	private static final int TIDY = 90;

	private static final int ENOUGH_TRIES = 25;

	/**
	 * What may be rewritten for each flush, in bytes: one writes some 50 kB of pages, and
	 * to get back what is dead of a file that is alive to nine tenths takes nine times as
	 * much.
	 */
	private static final long EARNED = 1 << 20;

	/** What lies there when it is opened may be rewritten as often. */
	private static final int FOUND = 2;

	private static final int BUSY_STEP = 1 << 20;

	private static final int QUIET_STEP = 4 << 20;

	/** A step is doubled at most that often: a whole free end may want one big move. */
	private static final int DOUBLED = 4;

	private final MVStore store;

	private final RandomAccessStore file;

	private final FreeSpace space;

	/** Runs what must be alone with the file, or not this time. */
	private final Executor alone;

	private long lastStep = System.nanoTime();

	private long seenVersion;

	/** What may be rewritten yet while it is quiet, in bytes. */
	private long credit;

	/** Steps in a row after which the file was no smaller and no fuller. */
	private int fruitless;

	Housekeeping(MVStore store, FreeSpace space, Executor alone) {
		this.store = store;
		this.file = (RandomAccessStore) store.getFileStore();
		this.space = space;
		this.alone = alone;
		this.seenVersion = store.getCurrentVersion();
		this.credit = FOUND * this.file.size() + SMALL_FILE;
	}

	void whileBusy() {
		if (System.nanoTime() - this.lastStep < BUSY_EVERY || this.file.size() < SMALL_FILE || !this.space.isEnough()) {
			return;
		}
		if (this.file.getChunksFillRate() < WASTEFUL && this.store.compact(WASTEFUL, BUSY_STEP)) {
			this.alone.execute(this.store::commit);
		}
		if (this.file.getFillRate() < WASTEFUL) {
			this.alone.execute(() -> this.file.compactMoveChunks(TIDY, BUSY_STEP, this.store));
		}
		this.lastStep = System.nanoTime();
	}

	/**
	 * Whether more can be done at once. What has brought nothing is tried again a little
	 * later: a reader or a transaction may have held on to what it would free. In all it
	 * is no more than what was written is worth: of a large file H2 may keep counting a
	 * third as dead, and a write now and then would else have hundreds of megabytes
	 * rewritten, again and again.
	 */
	boolean whileQuiet() {
		if (!this.space.isEnough()) {
			return false;
		}
		if (this.store.hasUnsavedChanges()) {
			this.alone.execute(this.store::commit);
		}
		long flushes = this.store.getCurrentVersion() - this.seenVersion;
		if (flushes > 0) {
			this.fruitless = 0;
			this.credit += flushes * EARNED;
		}
		int step = QUIET_STEP << Math.min(this.fruitless, DOUBLED);
		boolean more = this.fruitless < ENOUGH_TRIES && step <= this.credit && tidyUp(step);
		this.seenVersion = this.store.getCurrentVersion();
		return more;
	}

	/** Whether it is better than it was. */
	private boolean tidyUp(int step) {
		int chunks = this.file.getChunksFillRate();
		long size = this.file.size();
		if (chunks < TIDY && this.store.compact(TIDY, step)) {
			this.alone.execute(this.store::commit);
			this.credit -= step;
		}
		if (size > SMALL_FILE && this.file.getFillRate() < TIDY) {
			this.alone.execute(() -> this.file.compactMoveChunks(TIDY, step, this.store));
			this.credit -= step;
		}
		boolean better = this.file.size() < size || this.file.getChunksFillRate() > chunks;
		this.fruitless = better ? 0 : this.fruitless + 1;
		return better;
	}

}
