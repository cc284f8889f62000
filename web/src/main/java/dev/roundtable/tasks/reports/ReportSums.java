package dev.roundtable.tasks.reports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.Task;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.reports.ReportSum.Bar;
import dev.roundtable.tasks.reports.ReportSum.Mine;
import dev.roundtable.tasks.reports.ReportSum.Owned;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sums up what people say they have it on, for the page of a task. */
@Component
public class ReportSums {

	/** Bars of one kind; what is beyond is one more. */
	static final int BARS = 8;

	private final JdbcClient jdbc;

	ReportSums(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * One statement: the sums of everybody, what she said, and what her profile has. What
	 * was said on a duplicate that fewer may read is in no sum. The caller has seen to
	 * the task's audience.
	 */
	public ReportSum of(TaskNumber task, @Nullable Viewer viewer) {
		List<Row> rows = this.jdbc
			.sql("""
					with family as (
					    select number from tasks where number = :task
					    union all select d.number from tasks d join tasks o on o.number = d.duplicate_of
					    where d.duplicate_of = :task and\s""" + Task.DUPLICATE_SHOWN
					+ """
							), said as (
							    select r.model, r.build, r.build_order, r.frequency,
							           row_number() over (partition by r.account_id order by r.created_at desc, r.task_number) as nth
							    from family f join task_reports r on r.task_number = f.number where r.held = false
							)
							select 'PEOPLE' as what, cast(null as varchar) as name, cast(null as varchar) as build,
							       cast(null as varchar) as frequency, count(*) as people
							from said where nth = 1
							union all
							select 'BUILD', min(build), null, null, count(*) from said
							where nth = 1 and build is not null group by build_order
							union all
							select 'DEVICE', min(model), null, null, count(*) from said
							where nth = 1 and model is not null group by lower(model)
							union all
							select 'OFTEN', frequency, null, null, count(*) from said
							where nth = 1 and frequency is not null group by frequency
							union all
							select 'CHANNEL', e.channel, null, null, count(distinct e.account_id) from family f
							join task_topic_facts l on l.task_number = f.number
							join topic_facts t on t.topic_id = l.topic_id and t.held = false
							join channel_report_facts e on e.topic_id = l.topic_id group by e.channel
							union all
							select 'MINE', m.model, m.build, m.frequency, 0
							from task_reports m join tasks k on k.number = m.task_number
							where m.account_id = :viewer and (k.number = :task or k.duplicate_of = :task)
							union all
							select 'OWNED', d.model, d.build, null, d.place from device_facts d where d.account_id = :viewer
							""")
			.param("task", task.value())
			.param("viewer", (viewer != null) ? viewer.id().value() : 0)
			.query(Row.class)
			.list();
		return new ReportSum(rows.stream().filter((row) -> row.is("PEOPLE")).mapToInt(Row::people).sum(),
				most(rows, "BUILD"), most(rows, "DEVICE"), inOrder(rows), most(rows, "CHANNEL"),
				rows.stream()
					.filter((row) -> row.is("MINE"))
					.map((row) -> new Mine(row.name(), row.build(), row.frequency()))
					.findFirst()
					.orElse(null),
				rows.stream()
					.filter((row) -> row.is("OWNED"))
					.sorted(Comparator.comparingInt(Row::people))
					.map((row) -> new Owned(row.named(), Objects.requireNonNullElse(row.build(), "")))
					.toList());
	}

	/** The most frequent first, and all others as one. */
	private static List<Bar> most(List<Row> rows, String what) {
		List<Row> sorted = rows.stream()
			.filter((row) -> row.is(what))
			.sorted(Comparator.comparingInt(Row::people).reversed().thenComparing(Row::named))
			.toList();
		int others = sorted.stream().skip(BARS).mapToInt(Row::people).sum();
		int longest = Math.max(others, sorted.isEmpty() ? 0 : sorted.getFirst().people());
		List<Bar> bars = new ArrayList<>();
		sorted.stream().limit(BARS).forEach((row) -> bars.add(bar(row.named(), row.people(), longest)));
		if (others > 0) {
			bars.add(bar("", others, longest));
		}
		return bars;
	}

	/** From always to once. */
	private static List<Bar> inOrder(List<Row> rows) {
		List<Row> said = rows.stream().filter((row) -> row.is("OFTEN")).toList();
		int longest = said.stream().mapToInt(Row::people).max().orElse(0);
		return Arrays.stream(Frequency.values())
			.flatMap((one) -> said.stream().filter((row) -> row.named().equals(one.name())))
			.map((row) -> bar(row.named(), row.people(), longest))
			.toList();
	}

	private static Bar bar(String name, int people, int longest) {
		return new Bar(name, people, Math.max(1, 100 * people / longest));
	}

	/**
	 * @param people how many, or which in order
	 */
	private record Row(String what, @Nullable String name, @Nullable String build, @Nullable String frequency,
			int people) {

		boolean is(String what) {
			return this.what.equals(what);
		}

		String named() {
			return Objects.requireNonNullElse(this.name, "");
		}

	}

}
