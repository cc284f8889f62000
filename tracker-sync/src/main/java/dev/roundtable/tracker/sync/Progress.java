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
 */
public record Progress(Instant polledTo, long sweptTo, @Nullable String page, Duration ahead) {

	public static final Progress NONE = new Progress(Instant.EPOCH, 0, null, Duration.ZERO);

	Progress polledTo(Instant to) {
		return new Progress(to, this.sweptTo, this.page, this.ahead);
	}

	Progress sweptTo(long task) {
		return new Progress(this.polledTo, task, this.page, this.ahead);
	}

	Progress page(@Nullable String page) {
		return new Progress(this.polledTo, this.sweptTo, page, this.ahead);
	}

	public Progress ahead(Duration ahead) {
		return new Progress(this.polledTo, this.sweptTo, this.page, ahead);
	}

}
