package dev.roundtable.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.roundtable.benchmark.Plan.Step;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What a run found, from Gatling's own statistics. Times in milliseconds. */
record Table(List<Row> rows) {

	record Row(String title, double perSecond, long p50, long p95, long p99, long errors) {
	}

	/** Gatling keeps these figures nowhere but in its report. */
	static Table read(Path results, Duration time) throws IOException {
		Document report = Jsoup.parse(results.resolve("index.html"));
		List<Row> rows = new ArrayList<>();
		for (Step step : Step.values()) {
			for (Element row : report.select("#container_statistics_body tr")) {
				if (row.select(".ellipsed-name").text().equals(step.title())) {
					rows.add(new Row(step.title(), number(row, 3) / (double) time.toSeconds(), number(row, 8),
							number(row, 10), number(row, 11), number(row, 4)));
				}
			}
		}
		if (rows.size() != Step.values().length) {
			throw new IllegalStateException("The report has not all the steps: " + results.resolve("index.html"));
		}
		return new Table(rows);
	}

	private static long number(Element row, int column) {
		String text = row.select("td.col-" + column).text();
		return text.equals("-") ? 0 : Math.round(Double.parseDouble(text));
	}

	String text() {
		double reference = this.rows.getLast().perSecond();
		StringBuilder text = new StringBuilder(
				String.format("%-24s %10s %8s %8s %8s %8s %10s%n", "", "requests/s", "p50 ms", "p95 ms", "p99 ms",
						"errors", "of static"));
		for (Row row : this.rows) {
			text.append(String.format(Locale.ROOT, "%-24s %10.0f %8d %8d %8d %8d %9.0f%%%n", row.title(),
					row.perSecond(), row.p50(), row.p95(), row.p99(), row.errors(), 100 * row.perSecond() / reference));
		}
		return text.toString();
	}

}
