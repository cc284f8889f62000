package dev.roundtable.tasks.list;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.roundtable.http.OnceKey;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.NewTask;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskRules;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.tasks.Tasks;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is in memory is what is in the database. */
@StoreTest
class ListedTasksTests {

	private static final Pattern WRITE = Pattern.compile("update tasks set(?!.{0,12}touched = nextval).{0,200}",
			Pattern.DOTALL);

	/** What the list is neither found nor ordered by. */
	private static final Pattern TEXT = Pattern.compile("update tasks set html = .*", Pattern.DOTALL);

	private final Tasks tasks;

	private final TaskRules rules;

	private final JdbcClient jdbc;

	private final TransactionTemplate transactions;

	private final World world;

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-12-01T08:00:00Z"));

	private final ListedTasks listed;

	/** That of the site, which is told what its node writes. */
	private final ListedTasks shared;

	ListedTasksTests(Tasks tasks, TaskRules rules, JdbcClient jdbc, PlatformTransactionManager transactions,
			ListedTasks shared, World world) {
		this.shared = shared;
		this.tasks = tasks;
		this.rules = rules;
		this.jdbc = jdbc;
		this.transactions = new TransactionTemplate(transactions);
		this.world = world;
		InstantSource source = this.now::get;
		this.listed = new ListedTasks(jdbc, source.withZone(ZoneOffset.UTC));
		this.listed.load();
	}

	@Test
	void whoever_asks_next_finds_what_was_written() {
		TaskNumber one = open("It hums");
		TaskNumber other = open("It hums as well");
		agrees();
		this.rules.recount(one, 12, 7);
		agrees();
		this.tasks.change(this.world.lin, one, TaskEdit.status(1, TaskStatus.CONFIRMED));
		agrees();
		this.tasks.change(this.world.lin, one, TaskEdit.fixed(2, "5.8.10"));
		agrees();
		this.tasks.change(this.world.lin, other, TaskEdit.merged(1, one.value()));
		agrees();
		this.tasks.change(this.world.lin, one, TaskEdit.audience(3, "team"));
		agrees();
	}

	@Test
	void what_is_gone_goes_once_it_is_missed() {
		TaskNumber gone = open("Never happened");
		assertThat(memory()).containsKey(gone.value());
		this.jdbc.sql("delete from tasks where number = ?").param(gone.value()).update();
		this.listed.missing(List.of(gone.value()));
		assertThat(memory()).doesNotContainKey(gone.value());
		agrees();
	}

	@Test
	void what_is_gone_and_missed_by_nobody_is_not_counted_a_minute_later() {
		TaskNumber gone = open("Gave way to another");
		TaskNumber there = open("Stays");
		agrees();
		long highest = this.jdbc.sql("select max(touched) from tasks").query(Long.class).single();
		this.jdbc.sql("alter sequence task_touches restart with " + (highest + 30_000)).update();
		this.rules.recount(there, 12, 7);
		agrees();
		this.jdbc.sql("delete from tasks where number = ?").param(gone.value()).update();
		assertThat(memory()).containsKey(gone.value());
		this.now.updateAndGet((before) -> before.plus(Duration.ofMinutes(1)));
		agrees();
	}

	@Test
	void a_transaction_that_takes_longer_than_those_of_others_is_found() throws Exception {
		TaskNumber slow = open("Slow");
		TaskNumber fast = open("Fast");
		agrees();
		overtaken(slow, fast, 3);
		agrees();
	}

	@Test
	void who_wrote_what_many_have_overtaken_reads_it_at_once() throws Exception {
		TaskNumber slow = open("Slow");
		TaskNumber fast = open("Fast");
		this.shared.now();
		try (ExecutorService others = Executors.newSingleThreadExecutor()) {
			this.transactions.executeWithoutResult((_) -> {
				this.tasks.change(this.world.lin, slow, TaskEdit.status(1, TaskStatus.CONFIRMED));
				Future<?> written = others.submit(() -> {
					for (int i = 1; i <= 100; i++) {
						this.rules.recount(fast, 100 + i, i);
					}
					return this.shared.now();
				});
				try {
					written.get();
				}
				catch (Exception ex) {
					throw new IllegalStateException(ex);
				}
			});
		}
		Map<Long, ListedTask> seen = new TreeMap<>();
		this.shared.now().forEach((task) -> keep(task, seen));
		assertThat(Objects.requireNonNull(seen.get(slow.value())).status()).isEqualTo(TaskStatus.CONFIRMED);
	}

	@Test
	void nobody_reads_the_list_inside_a_transaction_that_writes() {
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.transactions.execute((_) -> this.listed.now()));
		TransactionTemplate reading = new TransactionTemplate(
				Objects.requireNonNull(this.transactions.getTransactionManager()));
		reading.setReadOnly(true);
		assertThat(Objects.requireNonNull(reading.execute((_) -> this.listed.now())).touched()).isPositive();
	}

	@Test
	void one_that_was_overtaken_by_many_is_found_two_seconds_later() throws Exception {
		TaskNumber slow = open("Slow");
		TaskNumber fast = open("Fast");
		agrees();
		overtaken(slow, fast, 100);
		this.now.updateAndGet((before) -> before.plus(Duration.ofSeconds(2)));
		agrees();
	}

	@Test
	void one_that_was_overtaken_by_more_than_anybody_looks_back_is_found_a_minute_later() {
		TaskNumber slow = open("Slow");
		TaskNumber fast = open("Fast");
		agrees();
		long highest = this.jdbc.sql("select max(touched) from tasks").query(Long.class).single();
		this.jdbc.sql("alter sequence task_touches restart with " + (highest + 30_000)).update();
		this.rules.recount(fast, 12, 7);
		assertThat(people(fast)).isEqualTo(12);
		// It took its number before those 30,000, and is there only now.
		this.jdbc.sql("update tasks set touched = ?, people = 5 where number = ?")
			.params(highest + 1, slow.value())
			.update();
		this.now.updateAndGet((before) -> before.plus(Duration.ofSeconds(2)));
		assertThat(people(slow)).isEqualTo(1);
		this.now.updateAndGet((before) -> before.plus(Duration.ofMinutes(1)));
		agrees();
	}

	/** Its write takes its number first, and is there last. */
	private void overtaken(TaskNumber slow, TaskNumber fast, int times) throws Exception {
		try (ExecutorService others = Executors.newSingleThreadExecutor()) {
			this.transactions.executeWithoutResult((_) -> {
				this.rules.recount(slow, 77, 70);
				Future<?> written = others.submit(() -> {
					for (int i = 1; i <= times; i++) {
						this.rules.recount(fast, 100 + i, i);
					}
					return this.listed.now();
				});
				try {
					written.get();
				}
				catch (Exception ex) {
					throw new IllegalStateException(ex);
				}
			});
		}
	}

	@Test
	void each_write_of_a_task_takes_a_number() throws IOException {
		List<String> silent = new ArrayList<>();
		try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
			for (Path source : sources.filter((path) -> path.toString().endsWith(".java")).toList()) {
				Matcher write = WRITE.matcher(Files.readString(source));
				while (write.find()) {
					if (!TEXT.matcher(write.group()).matches()) {
						silent.add(source.getFileName() + ": " + write.group());
					}
				}
			}
		}
		assertThat(silent).isEmpty();
	}

	private TaskNumber open(String title) {
		return this.tasks.open(this.world.lin, NewTask.of(TaskKind.BUG, title, "", this.world.board), OnceKey.NONE);
	}

	private void agrees() {
		assertThat(memory()).isEqualTo(database());
	}

	private int people(TaskNumber task) {
		return Objects.requireNonNull(memory().get(task.value())).people();
	}

	private Map<Long, ListedTask> memory() {
		Map<Long, ListedTask> tasks = new TreeMap<>();
		this.listed.now().forEach((task) -> keep(task, tasks));
		return tasks;
	}

	private Map<Long, ListedTask> database() {
		Map<Long, ListedTask> tasks = new TreeMap<>();
		this.jdbc.sql(ListedTask.SELECT)
			.query((row, _) -> ListedTask.of(row))
			.list()
			.forEach((task) -> keep(task, tasks));
		return tasks;
	}

	/** Others write their own at the same time. */
	private void keep(ListedTask task, Map<Long, ListedTask> tasks) {
		if (this.world.board.equals(task.component())) {
			tasks.put(task.number(), task);
		}
	}

}
