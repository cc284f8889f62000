package dev.roundtable.tracking;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.NewTask;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskQueries;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.Tracker;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.Link;
import dev.roundtable.tracker.sync.Subject;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How much a tracker is asked while many tasks are kept in step: calls of its port, of
 * which each connector makes one request or two. How long it takes is printed and judged
 * by nobody. With {@code -Droundtable.figures=10000} it is that many tasks, and a tenth
 * of them changed on each side.
 */
@StoreTest
class FiguresTests {

	private static final int TASKS = Integer.getInteger("roundtable.figures", 120);

	private static final int CHANGES = Math.max(20, TASKS / 10);

	private final Tasks tasks;

	private final Ledger ledger;

	private final JdbcClient jdbc;

	private final World world;

	private final FakeTracker tracker;

	private final OpenTrackers trackers;

	private final ConnectionId here;

	private final AtomicLong calls = new AtomicLong();

	private final List<TaskNumber> linked = new ArrayList<>();

	private final List<RemoteId> issues = new ArrayList<>();

	FiguresTests(Tasks tasks, Connections connections, Mappings mappings, Ledger ledger, ListMirror mirror,
			TaskQueries listed, Clock clock, JdbcClient jdbc, World world) {
		this.tasks = tasks;
		this.ledger = ledger;
		this.jdbc = jdbc;
		this.world = world;
		this.tracker = new FakeTracker(clock, "s3cret");
		Tracker counted = counted(this.tracker);
		this.trackers = new OpenTrackers(connections, mappings, mirror, ledger, listed, List.of(new Connector() {

			@Override
			public String kind() {
				return "FAKE";
			}

			@Override
			public Tracker open(Opening opening) {
				return counted;
			}

		}), clock);
		Viewer ada = world.somebody(Role.ADMINISTRATOR);
		this.here = connections.create(
				ada, new Connections.New("FAKE", "Figures-" + world.board,
						"https://tracker.example/figures-" + world.board, "owner/name", null, null, "t0ken", null),
				OnceKey.NONE);
		mappings.replace(ada, this.here, connections.find(this.here).version(),
				Map.of(Field.TITLE, TrackingTests.rule(Map.of())), OnceKey.NONE);
		this.ledger.resume(this.here);
	}

	private Tracker counted(Tracker tracker) {
		return (Tracker) Proxy.newProxyInstance(Tracker.class.getClassLoader(), new Class<?>[] { Tracker.class },
				(_, method, arguments) -> {
					if (!Set.of("abilities", "hints", "toString").contains(method.getName())) {
						this.calls.incrementAndGet();
					}
					try {
						return method.invoke(tracker, arguments);
					}
					catch (InvocationTargetException thrown) {
						throw thrown.getCause();
					}
				});
	}

	@Test
	void a_change_costs_a_tracker_no_more_than_one_call_and_a_little() {
		for (int n = 0; n < TASKS; n++) {
			TaskNumber task = this.tasks.open(this.world.lin, NewTask.of(TaskKind.BUG, "Figure " + n, "", null),
					OnceKey.NONE);
			RemoteId issue = this.tracker.add(Map.of(Field.TITLE, "Figure " + n));
			this.ledger.open(Link.joining(this.here, task.value(), issue));
			this.ledger.want(this.here, new Subject.OfTask(task.value()), false);
			this.linked.add(task);
			this.issues.add(issue);
		}
		// One that changed in this very moment is looked at again.
		assertThat(measured("first look", TASKS)).isLessThanOrEqualTo(TASKS + TASKS / 20);
		this.ledger.want(this.here, new Subject.Sweep(), false);
		assertThat(measured("sweep", TASKS)).isEqualTo(TASKS / 100 + 1);
		for (TaskNumber task : this.linked.subList(0, CHANGES)) {
			this.tasks.change(this.world.lin, task,
					TaskEdit.title(this.tasks.find(task, this.world.lin).version(), "Changed here " + task));
			this.ledger.want(this.here, new Subject.OfTask(task.value()), false);
		}
		assertThat(measured("changes here", CHANGES)).isLessThanOrEqualTo(CHANGES + CHANGES / 20 + 20);
		assertThat(this.tracker.told()).contains("Changed here " + this.linked.get(CHANGES - 1));
		this.issues.subList(TASKS - CHANGES, TASKS)
			.forEach((issue) -> this.tracker.edit(issue, Field.TITLE, "Changed there " + issue.issue()));
		this.ledger.want(this.here, new Subject.Poll(), false);
		assertThat(measured("changes there", CHANGES)).isLessThanOrEqualTo(CHANGES + 20);
		assertThat(this.tasks.find(this.linked.getLast(), this.world.lin).title()).startsWith("Changed there");
		this.ledger.want(this.here, new Subject.Sweep(), false);
		measured("sweep after", TASKS);
		this.ledger.want(this.here, new Subject.Sweep(), false);
		assertThat(measured("sweep of what is quiet", TASKS)).as("nothing is echoed").isEqualTo(TASKS / 100 + 1);
	}

	private long measured(String what, int things) {
		long before = this.calls.get();
		long start = System.nanoTime();
		while (due()) {
			this.trackers.of(this.here).reconciler().work(20);
		}
		double seconds = (System.nanoTime() - start) / 1e9;
		long asked = this.calls.get() - before;
		Runtime runtime = Runtime.getRuntime();
		System.out.printf("FIGURES %s: %d in %.2f s, %.0f/s, %.2f calls each, %d MB%n", what, things, seconds,
				things / seconds, (double) asked / things, (runtime.totalMemory() - runtime.freeMemory()) >> 20);
		return asked;
	}

	private boolean due() {
		return this.jdbc
			.sql("select count(*) from tracker_errands where connection_id = ? and due_at <= current_timestamp")
			.param(this.here.value())
			.query(Long.class)
			.single() > 0;
	}

}
