package dev.roundtable.feedback.voting;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.roundtable.charts.Chart;
import dev.roundtable.feedback.voting.Comparison.Share;
import dev.roundtable.http.BadInput;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.Effort;
import dev.roundtable.tasks.Efforts;
import dev.roundtable.tasks.Task;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskView;
import dev.roundtable.trust.TrustLevel;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Compares ideas by the different people who vote for them. It reads the votes of the
 * chosen ideas and no others; what it returns is bounded however many those are.
 */
@Component
class Comparing {

	static final int MOST = 5;

	/** Devices and groups of one idea; what is beyond is one more. */
	private static final int SHARES = 8;

	private static final int WEEKS = 12;

	/** Each voter once for an idea, with the time of her first vote for it. */
	private static final String VOTERS = """
			with parts as (
			    select number as task, number as part from task_facts where number = any(:tasks)
			    union all
			    select duplicate_of, number from task_facts where duplicate_of = any(:tasks)
			), voters as (
			    select task, account_id, min(voted_at) as voted_at from (
			        select p.task, v.account_id, v.created_at as voted_at from parts p
			        join task_topic_facts l on l.task_number = p.part
			        join topic_facts f on f.topic_id = l.topic_id and f.held = false
			        join topic_vote_times v on v.topic_id = l.topic_id
			        union all
			        select p.task, v.account_id, v.created_at from parts p
			        join task_vote_facts v on v.task_number = p.part
			    ) votes group by task, account_id
			)
			""";

	private final JdbcClient jdbc;

	private final Efforts efforts;

	private final TaskView.Maker views;

	private final Limits limits;

	private final Clock clock;

	Comparing(JdbcClient jdbc, Efforts efforts, TaskView.Maker views, Limits limits, Clock clock) {
		this.jdbc = jdbc;
		this.efforts = efforts;
		this.views = views;
		this.limits = limits;
		this.clock = clock;
	}

	/**
	 * Those of these that are ideas and for her, by their voters.
	 * @throws BadInput on {@code task} for none or too many
	 */
	List<Comparison> of(Viewer viewer, @Nullable Collection<Long> wanted) {
		viewer.require(Capability.CHANGE_TASKS);
		List<Long> chosen = (wanted != null) ? wanted.stream().filter(Objects::nonNull).distinct().toList() : List.of();
		if (chosen.isEmpty() || chosen.size() > MOST) {
			throw new BadInput("task", "compare.number", 1, MOST);
		}
		this.limits.spend(viewer, Act.SEARCH);
		List<Task> ideas = ideas(viewer, chosen);
		List<Long> numbers = ideas.stream().map(Task::number).toList();
		List<Row> rows = shares(numbers);
		Map<Long, Effort> efforts = this.efforts.of(numbers);
		Map<Long, List<Row>> rowsOf = new LinkedHashMap<>();
		numbers.forEach((number) -> rowsOf.put(number, rows.stream().filter((row) -> row.task() == number).toList()));
		// By one scale: the charts stand beside each other to be held against each other.
		Iterator<Chart> trends = Chart.alike("trend", rowsOf.values().stream().map(this::trend).toList(), "")
			.iterator();
		return this.views.views(ideas)
			.stream()
			.map((idea) -> comparison(idea, efforts.get(idea.number()),
					Objects.requireNonNull(rowsOf.get(idea.number())), trends.next()))
			.sorted(Comparator.comparingLong(Comparison::voters).reversed())
			.toList();
	}

	/** What was merged stands for the idea that it was merged into. */
	private List<Task> ideas(Viewer viewer, List<Long> chosen) {
		return this.jdbc
			.sql(Task.SELECT + "where t.number in (select coalesce(x.duplicate_of, x.number) from task_facts x "
					+ "where x.number = any(:chosen)) and t.kind = :kind and " + Task.READABLE + " order by t.number")
			.param("chosen", chosen.toArray(Long[]::new))
			.param("kind", TaskKind.IDEA.name())
			.param("audiences", Audiences.of(viewer).array())
			.query(Task.class)
			.list();
	}

	private List<Row> shares(List<Long> ideas) {
		return this.jdbc.sql(VOTERS + """
				select task, 'ALL' as what, '' as name, count(*) as people from voters group by task
				union all
				select task, 'LEVEL', level, count(*) from (
				    select v.task, cast(coalesce(t.level, 0) as varchar) as level from voters v
				    left join trust_facts t on t.account_id = v.account_id) levels group by task, level
				union all
				select task, 'WEEK', voted_on, count(*) from (
				    select task, cast(cast(voted_at as date) as varchar) as voted_on from voters
				    where voted_at >= :since) weeks group by task, voted_on
				union all
				select task, 'DEVICE', name, people from (
				    select v.task, min(coalesce(d.model, '-')) as name, count(*) as people,
				           row_number() over (partition by v.task order by count(*) desc) as nth
				    from voters v left join device_facts d on d.account_id = v.account_id and d.place = (
				        select min(f.place) from device_facts f where f.account_id = v.account_id)
				    group by v.task, lower(coalesce(d.model, '-'))
				) devices where nth <= :most
				union all
				select task, 'GROUP', name, people from (
				    select v.task, min(g.title) as name, count(*) as people,
				           row_number() over (partition by v.task order by count(*) desc) as nth
				    from voters v join group_member_facts g on g.account_id = v.account_id
				    group by v.task, g.group_id
				) belonging where nth <= :most
				""")
			.param("tasks", ideas.toArray(Long[]::new))
			.param("since", monday().minusWeeks(WEEKS - 1L).atStartOfDay().atOffset(ZoneOffset.UTC))
			.param("most", SHARES)
			.query(Row.class)
			.list();
	}

	private Comparison comparison(TaskView idea, @Nullable Effort effort, List<Row> rows, Chart trend) {
		long all = rows.stream().filter((row) -> row.is("ALL")).mapToLong(Row::people).sum();
		List<Share> devices = biggest(rows, "DEVICE", all);
		long named = devices.stream().mapToLong(Share::people).sum();
		if (named < all) {
			devices.add(Share.of("", all - named, all));
		}
		List<Share> levels = rows.stream()
			.filter((row) -> row.is("LEVEL"))
			.sorted(Comparator.comparing(Row::name).reversed())
			.map((row) -> Share.of(TrustLevel.of(Integer.parseInt(row.name())).name(), row.people(), all))
			.toList();
		return new Comparison(idea, effort, all, trend, devices, levels, biggest(rows, "GROUP", all));
	}

	private static List<Share> biggest(List<Row> rows, String what, long all) {
		return new ArrayList<>(rows.stream()
			.filter((row) -> row.is(what))
			.sorted(Comparator.comparingLong(Row::people).reversed().thenComparing(Row::name))
			.map((row) -> Share.of(row.name(), row.people(), all))
			.toList());
	}

	private List<Chart.Point> trend(List<Row> rows) {
		long[] weeks = new long[WEEKS];
		LocalDate first = monday().minusWeeks(WEEKS - 1L);
		rows.stream().filter((row) -> row.is("WEEK")).forEach((row) -> {
			int week = (int) ((LocalDate.parse(row.name()).toEpochDay() - first.toEpochDay()) / 7);
			weeks[Math.clamp(week, 0, WEEKS - 1)] += row.people();
		});
		List<Chart.Point> points = new ArrayList<>();
		for (int i = 0; i < WEEKS; i++) {
			points.add(new Chart.Point(first.plusWeeks(i).toString(), weeks[i], String.valueOf(weeks[i])));
		}
		return points;
	}

	private LocalDate monday() {
		return OffsetDateTime.now(this.clock.withZone(ZoneOffset.UTC))
			.toLocalDate()
			.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
	}

	private record Row(long task, String what, String name, long people) {

		boolean is(String what) {
			return this.what.equals(what);
		}

	}

}
