package dev.roundtable.tracker.sync;

/** One project in one tracker, with its token and its rules. */
public record ConnectionId(long value) {

	@Override
	public String toString() {
		return String.valueOf(this.value);
	}

}
