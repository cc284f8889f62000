package dev.roundtable.importing;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * How far something long has come: a bar on a terminal, elsewhere a line every few
 * seconds, so that a log stays readable.
 */
final class Progress implements AutoCloseable {

	private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

	private final String name;

	private final String unit;

	private final long whole;

	private final PrintStream out;

	private final @Nullable ProgressBar bar;

	private final long started = System.nanoTime();

	private long lastLine = this.started;

	/**
	 * @param unit what is counted, for example {@code posts}
	 * @param whole the amount of work, in any measure
	 */
	Progress(String name, String unit, long whole, PrintStream out) {
		this.name = name;
		this.unit = unit;
		this.whole = Math.max(1, whole);
		this.out = out;
		this.bar = isTerminal() ? new ProgressBarBuilder().setTaskName(name)
			.setInitialMax(100)
			.setUnit("%", 1)
			.setStyle(ProgressBarStyle.ASCII)
			.setUpdateIntervalMillis(500)
			.build() : null;
	}

	private static boolean isTerminal() {
		Console console = System.console();
		return console != null && console.isTerminal();
	}

	/**
	 * @param done part of the whole
	 * @param units counted so far
	 */
	void at(long done, long units) {
		long now = System.nanoTime();
		double seconds = (now - this.started) / 1e9;
		if (this.bar != null) {
			this.bar.setExtraMessage(
					String.format(Locale.ROOT, " %,d %s, %,.0f/s", units, this.unit, units / Math.max(seconds, 0.1)));
			this.bar.stepTo(Math.min(100, done * 100 / this.whole));
		}
		else if (now - this.lastLine >= BETWEEN_LINES.toNanos()) {
			this.lastLine = now;
			long left = (done > 0) ? Math.round(seconds / done * Math.max(0, this.whole - done)) : 0;
			this.out.printf(Locale.ROOT, "%s: %d %%, %,d %s, %,.0f/s, %d:%02d left%n", this.name,
					Math.min(100, done * 100 / this.whole), units, this.unit, units / seconds, left / 60, left % 60);
		}
	}

	double seconds() {
		return (System.nanoTime() - this.started) / 1e9;
	}

	@Override
	public void close() {
		if (this.bar != null) {
			this.bar.close();
		}
	}

}
