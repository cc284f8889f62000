package dev.roundtable.benchmark;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * All results of a run, and how they compare: with the file, by rate, and with the jar
 * before, by rate and by what one answer costs the processor; more is better for both.
 */
final class Table {

	private final Map<Scenario, Result> now = new EnumMap<>(Scenario.class);

	private final Map<Scenario, Result> before = new EnumMap<>(Scenario.class);

	void add(Scenario scenario, Result round) {
		this.now.computeIfAbsent(scenario, (_) -> new Result()).add(round);
	}

	/** The same scenario at the jar to compare with. */
	void addBefore(Scenario scenario, Result round) {
		this.before.computeIfAbsent(scenario, (_) -> new Result()).add(round);
	}

	String text() {
		boolean compares = !this.before.isEmpty();
		StringBuilder text = new StringBuilder(line("%-26s %9s %8s %8s %8s %8s %7s %9s %8s", "", "a second",
				"cpu ms", "p50 ms", "p95 ms", "p99 ms", "errors", "of file", "clients"));
		text.append(compares ? line(" | %9s %8s %8s %8s %7s %7s %7s", "before", "cpu ms", "p50 ms", "p99 ms", "errors",
				"rate", "cpu") : "")
			.append(System.lineSeparator());
		Result file = this.now.get(Scenario.STATIC);
		this.now.forEach((scenario, result) -> {
			text.append(line("%-26s %9.0f %8.3f %8.2f %8.2f %8.2f %7d %9s %7.0f%%", scenario.title(),
					result.perSecond(), result.cpuMillis(), result.percentile(50), result.percentile(95), result.percentile(99), result.errors(),
					(file != null) ? line("%.2f", result.perSecond() / file.perSecond()) : "-",
					100 * result.clientShare()));
			Result old = this.before.get(scenario);
			if (old != null) {
				text.append(line(" | %9.0f %8.3f %8.2f %8.2f %7d %6.2fx %6.2fx", old.perSecond(), old.cpuMillis(),
						old.percentile(50), old.percentile(99), old.errors(),
						result.perSecond() / Math.max(0.1, old.perSecond()),
						old.cpuMillis() / Math.max(1e-6, result.cpuMillis())));
			}
			text.append(System.lineSeparator());
		});
		return text.toString();
	}

	private static String line(String format, Object... values) {
		return String.format(Locale.ROOT, format, values);
	}

}
