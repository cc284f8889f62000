package dev.roundtable.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * How much room is left on the disk of the embedded database; looked up ten times a
 * second at most. Another database looks after its disk itself.
 */
class FreeSpace {

	private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(100);

	private static final int A_LITTLE = 8192;

	private final @Nullable Path file;

	private final long reserve;

	private volatile long lookedAt;

	private volatile boolean enough = true;

	/**
	 * @param file null where the database is not embedded
	 * @param reserve in bytes
	 */
	FreeSpace(@Nullable Path file, long reserve) {
		this.file = (file != null) ? file.toAbsolutePath() : null;
		this.reserve = reserve;
		this.lookedAt = System.nanoTime() - LOOK_EVERY;
	}

	/** Whether what is written now leaves the reserve untouched. */
	boolean isEnough() {
		long now = System.nanoTime();
		if (this.file != null && now - this.lookedAt >= LOOK_EVERY) {
			this.lookedAt = now;
			this.enough = look(this.file);
		}
		return this.enough;
	}

	private boolean look(Path file) {
		try {
			Path there = file;
			for (Path above = there; above != null && !Files.exists(there); above = above.getParent()) {
				there = above;
			}
			return Files.getFileStore(there).getUsableSpace() >= this.reserve;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Writes something beside the database.
	 * @throws IOException when that is impossible
	 */
	void tryToWrite() throws IOException {
		if (this.file == null) {
			return;
		}
		Path probe = this.file.resolveSibling(this.file.getFileName() + ".probe");
		try {
			Files.write(probe, new byte[A_LITTLE]);
		}
		finally {
			Files.deleteIfExists(probe);
		}
	}

}
