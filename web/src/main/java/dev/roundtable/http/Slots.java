package dev.roundtable.http;

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
		if (!this.all.tryAcquire()) {
			return false;
		}
		if (this.taken.merge(who, 1, Integer::sum) <= this.each) {
			return true;
		}
		giveBack(who);
		return false;
	}

	void giveBack(String who) {
		this.taken.computeIfPresent(who, (_, count) -> (count > 1) ? count - 1 : null);
		this.all.release();
	}

}
