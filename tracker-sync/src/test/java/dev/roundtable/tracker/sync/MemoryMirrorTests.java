package dev.roundtable.tracker.sync;

import java.util.concurrent.atomic.AtomicLong;

import dev.roundtable.tracker.Visibility;
import dev.roundtable.tracker.memory.ManualClock;

class MemoryMirrorTests extends TaskMirrorContract {

	private static final AtomicLong LAST = new AtomicLong();

	private final MemoryMirror mirror = new MemoryMirror(new ManualClock());

	@Override
	protected TaskMirror mirror() {
		return this.mirror;
	}

	@Override
	protected ConnectionId newConnection() {
		return new ConnectionId(LAST.incrementAndGet());
	}

	@Override
	protected long opens(String title) {
		return this.mirror.opens(title);
	}

	@Override
	protected long says(long task, String text, Visibility visibility) {
		return this.mirror.says(task, "小雨", text, visibility);
	}

	@Override
	protected String possible() {
		return "in_progress";
	}

	@Override
	protected String impossible() {
		return "released";
	}

}
