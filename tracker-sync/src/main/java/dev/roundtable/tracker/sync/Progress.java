package dev.roundtable.tracker.sync;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How far a connection has come.
 *
 * @param polledTo by the tracker's clock: what changed before was told of
 * @param sweptTo the last task whose link was looked at in this sweep, 0 before the first
 * @param page of {@link Subject.Everything}, null before the first
 * @param ahead how far the tracker's clock is ahead of ours
 * @param seen issues that the pages of {@link Subject.Everything} have named
 */
public record Progress(Instant polledTo, long sweptTo, @Nullable String page, Duration ahead, long seen) {

	public static final Progress NONE = new Progress(Instant.EPOCH, 0, null, Duration.ZERO, 0);

	Progress polledTo(Instant to) {
		return new Progress(to, this.sweptTo, this.page, this.ahead, this.seen);
	}

	Progress sweptTo(long task) {
		return new Progress(this.polledTo, task, this.page, this.ahead, this.seen);
	}

	Progress page(@Nullable String page, int named) {
		return new Progress(this.polledTo, this.sweptTo, page, this.ahead, this.seen + named);
	}

	public Progress ahead(Duration ahead) {
		return new Progress(this.polledTo, this.sweptTo, this.page, ahead, this.seen);
	}

}
