package dev.roundtable.tasks.list;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import dev.roundtable.charts.Calendar;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.NewTask;
import dev.roundtable.tasks.Origin;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskRules;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.tasks.list.Fairness.Side;
import dev.roundtable.tasks.list.Fairness.Week;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What the list shows of its own fairness, in weeks in which nothing else happened. */
@StoreTest
class FairnessTests {

	private static final AtomicLong YEARS = new AtomicLong(1951);

	private static final AtomicLong TOPICS = new AtomicLong(7_000_000_000L);

	private final Tasks tasks;

	private final TaskRules rules;

	private final JdbcClient jdbc;

	private final World world;

	/** A Thursday's noon. */
	private final OffsetDateTime now = LocalDate.ofYearDay((int) YEARS.incrementAndGet(), 180)
		.with(TemporalAdjusters.next(DayOfWeek.THURSDAY))
		.atTime(12, 0)
		.atOffset(ZoneOffset.UTC);

	FairnessTests(Tasks tasks, TaskRules rules, JdbcClient jdbc, World world) {
		this.tasks = tasks;
		this.rules = rules;
		this.jdbc = jdbc;
		this.world = world;
	}

	@Test
	void a_fans_rows_and_the_teams_are_counted_apart_by_the_week_in_which_they_were_reported() {
		OffsetDateTime monday = this.now.minusDays(3).withHour(0);
		happened(fans(), monday, 60, 120, 600);
		happened(fans(), monday.plusHours(1), 180, 240, null);
		happened(fans(), monday.plusHours(2), 20, null, null);
		happened(fans(), monday.minusMinutes(1), 5, null, null);
		happened(teams(), monday.plusDays(1), 30, 40, 50);
		happened(teams(), monday.minusWeeks(12), 1, 1, 1);
		Fairness.Report report = report(null);
		assertThat(report.weeks()).extracting(Week::monday)
			.hasSize(12)
			.endsWith(monday.toLocalDate().minusWeeks(1), monday.toLocalDate());
		Week last = report.weeks().getLast();
		assertThat(last.fans()).isEqualTo(new Side(3, 3, 2, 1, 0, 60L, 180L, 600L));
		assertThat(last.team()).isEqualTo(new Side(1, 1, 1, 1, 0, 30L, 40L, 50L));
		assertThat(report.weeks().get(10).fans().reported()).isEqualTo(1);
		assertThat(report.weeks()).extracting((week) -> week.team().reported()).containsOnly(0L, 1L);
		assertThat(report.weeks()).extracting((week) -> week.team().reported()).containsOnlyOnce(1L);
	}

	@Test
	void what_one_may_not_read_is_not_counted() {
		TaskNumber secret = this.tasks.open(this.world.lin,
				new NewTask("A hole", "", TaskKind.BUG, null, this.world.board, "team"), OnceKey.NONE);
		happened(secret, this.now, 1, 1, 1);
		assertThat(report(this.world.mei).weeks().getLast().team().reported()).isZero();
		assertThat(report(this.world.lin).weeks().getLast().team().reported()).isEqualTo(1);
	}

	@Test
	void declined_is_what_the_team_declined_and_not_what_a_fan_took_back() {
		TaskNumber no = fans();
		TaskNumber gone = fans();
		TaskNumber open = fans();
		this.tasks.change(this.world.lin, no, TaskEdit.declined(1, "It is meant to be so."));
		this.rules.withdraw(gone, null);
		for (TaskNumber task : new TaskNumber[] { no, gone, open }) {
			happened(task, this.now.minusHours(1), null, null, null);
		}
		Side fans = report(null).weeks().getLast().fans();
		assertThat(fans.reported()).isEqualTo(3);
		assertThat(fans.declined()).isEqualTo(1);
		assertThat(fans.shareDeclined()).isEqualTo(33);
	}

	@Test
	void a_decision_is_the_first_status_that_asks_for_nothing_and_stays_when_it_is_taken_back() {
		TaskNumber task = fans();
		this.tasks.change(this.world.lin, task, TaskEdit.status(1, TaskStatus.NEEDS_INFO));
		assertThat(decided(task)).isNull();
		this.tasks.change(this.world.lin, task, TaskEdit.status(2, TaskStatus.CONFIRMED));
		OffsetDateTime decided = decided(task);
		assertThat(decided).isNotNull();
		this.tasks.change(this.world.lin, task, TaskEdit.status(3, TaskStatus.NEEDS_INFO));
		this.tasks.change(this.world.lin, task, TaskEdit.status(4, TaskStatus.PLANNED));
		assertThat(decided(task)).isEqualTo(decided);
	}

	private @Nullable OffsetDateTime decided(TaskNumber task) {
		return this.jdbc.sql("select number, decided_at from tasks where number = ?")
			.param(task.value())
			.query((row, _) -> Optional.ofNullable(row.getObject("decided_at", OffsetDateTime.class)))
			.single()
			.orElse(null);
	}

	/** Without what is remembered of it. */
	private Fairness.Report report(@Nullable Viewer viewer) {
		Calendar calendar = new Calendar(Clock.fixed(this.now.toInstant(), ZoneOffset.UTC), ZoneOffset.UTC);
		return new Fairness(this.jdbc, calendar).report(viewer);
	}

	private TaskNumber fans() {
		return this.rules.open(this.world.mei.id(), new Origin.FromTopic(TOPICS.incrementAndGet()),
				NewTask.of(TaskKind.BUG, "The sound stutters", "", this.world.board), Audience.EVERYONE);
	}

	private TaskNumber teams() {
		return this.tasks.open(this.world.lin, NewTask.of(TaskKind.BUG, "It flickers", "", this.world.board),
				OnceKey.NONE);
	}

	/** Minutes after it was reported. */
	private void happened(TaskNumber task, OffsetDateTime reported, @Nullable Integer answered,
			@Nullable Integer decided, @Nullable Integer fixed) {
		this.jdbc.sql("""
				update tasks set created_at = :at, answered_at = cast(:answered as timestamp with time zone),
				                 decided_at = cast(:decided as timestamp with time zone)
				where number = :task
				""")
			.param("at", reported)
			.param("answered", (answered != null) ? reported.plusMinutes(answered) : null)
			.param("decided", (decided != null) ? reported.plusMinutes(decided) : null)
			.param("task", task.value())
			.update();
		if (fixed != null) {
			this.jdbc.sql("insert into task_fixes (task_number, build, fixed_at) values (?, '1', ?)")
				.params(task.value(), reported.plusMinutes(fixed))
				.update();
		}
	}

}
