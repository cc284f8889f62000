package dev.roundtable.server;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** How many may do something at the same moment, all together and each of them. */
final class Slots {

	private final Semaphore all;

	private final int each;

	private final ConcurrentHashMap<String, Integer> taken = new ConcurrentHashMap<>();

	Slots(int all, int each) {
		this.all = new Semaphore(all);
		this.each = each;
	}

	/** Never waits; what was taken has to be given back. */
	boolean take(String who) {
		return take(who, 1);
	}

	/** All of them or none. */
	boolean take(String who, int count) {
		if (!this.all.tryAcquire(count)) {
			return false;
		}
		if (this.taken.merge(who, count, Integer::sum) <= this.each) {
			return true;
		}
		giveBack(who, count);
		return false;
	}

	void giveBack(String who) {
		giveBack(who, 1);
	}

	void giveBack(String who, int count) {
		this.taken.computeIfPresent(who, (_, has) -> (has > count) ? has - count : null);
		this.all.release(count);
	}

}
