package dev.roundtable.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** How much room is left on the disk of the database; looked up a few times a second. */
class FreeSpace {

	private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(100);

	private final Path file;

	private final long reserve;

	private volatile long lookedAt;

	private volatile boolean enough = true;

	FreeSpace(Path file, long reserve) {
		this.file = file;
		this.reserve = reserve;
		this.lookedAt = System.nanoTime() - LOOK_EVERY;
	}

	/** Whether what is written now leaves the reserve untouched. */
	boolean isEnough() {
		long now = System.nanoTime();
		if (now - this.lookedAt >= LOOK_EVERY) {
			this.lookedAt = now;
			this.enough = look();
		}
		return this.enough;
	}

	private boolean look() {
		try {
			Path there = this.file.toAbsolutePath();
			for (Path above = there; above != null && !Files.exists(there); above = above.getParent()) {
				there = above;
			}
			return Files.getFileStore(there).getUsableSpace() >= this.reserve;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
