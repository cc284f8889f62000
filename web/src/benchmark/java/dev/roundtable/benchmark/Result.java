package dev.roundtable.benchmark;

import java.time.Duration;
import java.util.Arrays;

/** What the rounds of one scenario found. */
final class Result {

	private long[] nanos = new long[10_000];

	private int count;

	private long inTime;

	private long errors;

	private long time;

	private long cpu;

	private long elapsed;

	private Duration serverCpu = Duration.ZERO;

	/**
	 * @param right whether it was the answer that was meant
	 * @param inTime whether it came before the round's end: others tell nothing of the
	 * rate
	 */
	void took(long nanos, boolean right, boolean inTime) {
		if (!right) {
			this.errors++;
			return;
		}
		if (this.count == this.nanos.length) {
			this.nanos = Arrays.copyOf(this.nanos, 2 * this.count);
		}
		this.nanos[this.count++] = nanos;
		this.inTime += inTime ? 1 : 0;
	}

	void failed(int requests) {
		this.errors += requests;
	}

	void ended(long time, long cpu, long elapsed) {
		this.time += time;
		this.cpu += cpu;
		this.elapsed += elapsed;
	}

	/** Processor time of the server's process in this round. */
	void cost(Duration cpu) {
		this.serverCpu = this.serverCpu.plus(cpu);
	}

	void add(Result round) {
		for (int i = 0; i < round.count; i++) {
			took(round.nanos[i], true, false);
		}
		this.inTime += round.inTime;
		this.errors += round.errors;
		ended(round.time, round.cpu, round.elapsed);
		cost(round.serverCpu);
	}

	double perSecond() {
		return this.inTime * 1e9 / Math.max(1, this.time);
	}

	/** In milliseconds. */
	double percentile(int percent) {
		if (this.count == 0) {
			return 0;
		}
		long[] sorted = Arrays.copyOf(this.nanos, this.count);
		Arrays.sort(sorted);
		return sorted[Math.min(this.count - 1, (int) ((long) this.count * percent / 100))] / 1e6;
	}

	/**
	 * Milliseconds of the server's processor for one answer: unlike the rate, this hardly
	 * changes when the machine has other work.
	 */
	double cpuMillis() {
		return this.serverCpu.toNanos() / 1e6 / Math.max(1, this.count);
	}

	long errors() {
		return this.errors;
	}

	/** How much of one core the clients took. */
	double clientShare() {
		return (double) this.cpu / Math.max(1, this.elapsed);
	}

}
