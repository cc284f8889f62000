package dev.roundtable.tracking;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.github.benmanes.caffeine.cache.Cache;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.TaskQueries;
import dev.roundtable.tasks.TrackerLinks;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.Namespace;
import dev.roundtable.tracker.sync.Connection;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.Direction;
import dev.roundtable.tracker.sync.Link;
import dev.roundtable.tracker.sync.Reconciler;
import dev.roundtable.tracker.sync.Side;
import dev.roundtable.tracker.sync.Subject;

import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.ReflectionTestUtils;

import static org.awaitility.Awaitility.await;

/**
 * A tracker in memory behind a connection of the running site, whose own worker carries
 * what is to be carried. The connection is gone when it is closed.
 */
public final class TrackerChannel implements AutoCloseable {

	final FakeTracker tracker;

	final ConnectionId id;

	private final ApplicationContext site;

	private final JdbcClient jdbc;

	private final Viewer admin;

	public TrackerChannel(ApplicationContext site, String name) {
		this.site = site;
		this.jdbc = site.getBean(JdbcClient.class);
		this.tracker = new FakeTracker(site.getBean(Clock.class), "s3cret");
		this.admin = this.jdbc.sql("select id, name from accounts where role = 'ADMINISTRATOR' order by id limit 1")
			.query((row, _) -> new Viewer(AccountId.of(row.getLong("id")), row.getString("name"), Role.ADMINISTRATOR))
			.single();
		this.id = site.getBean(Connections.class)
			.create(this.admin, new Connections.New("REDMINE", name, "https://tracker.example/", name, "1", null,
					"t0ken", "s3cret"), OnceKey.NONE);
		map(Map.of());
	}

	/**
	 * Titles, descriptions and releases are carried, and what people say; the worker is
	 * let go on.
	 * @param people accounts by what they are called there
	 */
	void map(Map<String, Long> people) {
		Map<String, String> words = new HashMap<>();
		people.forEach((key, account) -> words.put(key, String.valueOf(account)));
		this.site.getBean(Mappings.class)
			.replace(this.admin, this.id, this.site.getBean(Connections.class).find(this.id).version(),
					Map.of(Field.TITLE, TrackingTests.rule(Map.of()), Field.DESCRIPTION, TrackingTests.rule(Map.of()),
							Field.RELEASE, TrackingTests.rule(Map.of()), Field.ASSIGNEE,
							TrackingTests.rule(Map.of(Side.THEIRS, words))),
					OnceKey.NONE);
		open();
	}

	/** As nodes have it open, with the tracker in memory in the place of another one. */
	@SuppressWarnings("unchecked")
	private void open() {
		Connections connections = this.site.getBean(Connections.class);
		Connections.Settings settings = connections.find(this.id);
		String pushed = settings.pushed();
		TaskQueries listed = this.site.getBean(TaskQueries.class);
		Ledger ledger = this.site.getBean(Ledger.class);
		Connection connection = new Connection(this.id, new Namespace(connections.name()), settings.project(),
				this.site.getBean(Mappings.class).rules(this.id, this.tracker.abilities()), settings.comments(),
				(task) -> pushed != null && listed.finds(pushed, task.number()), settings.takesIn());
		((Map<ConnectionId, OpenTrackers.Open>) Objects
			.requireNonNull(ReflectionTestUtils.getField(this.site.getBean(OpenTrackers.class), "open")))
			.put(this.id, new OpenTrackers.Open(settings.version(), this.tracker, new Reconciler(connection,
					this.tracker, this.site.getBean(ListMirror.class), ledger, this.site.getBean(Clock.class))));
		ledger.resume(this.id);
		((Cache<?, ?>) Objects
			.requireNonNull(ReflectionTestUtils.getField(this.site.getBean(TrackerLinks.class), "known")))
			.invalidateAll();
	}

	/** As a form names it. */
	public String number() {
		return String.valueOf(this.id.value());
	}

	/** Has a task looked at, and waits until nothing is left of that. */
	void look(long task) {
		this.site.getBean(Errands.class).want(this.id, new Subject.OfTask(task), true);
		idle();
	}

	private void idle() {
		await().until(() -> this.jdbc.sql("""
				select count(*) from tracker_errands where connection_id = ? and dead_at is null
				and subject like 'task %'
				""").param(this.id.value()).query(Long.class).single() == 0);
	}

	/** What stands there after all tasks were pushed, looked at, and looked at again. */
	public String toldOfAllTasks() {
		Connections connections = this.site.getBean(Connections.class);
		connections.decide(this.admin, this.id, connections.find(this.id).version(), Direction.BOTH, "kind:bug", false,
				true, OnceKey.NONE);
		open();
		List<Long> tasks = this.jdbc.sql("select number from tasks order by number").query(Long.class).list();
		Ledger ledger = this.site.getBean(Ledger.class);
		for (int round = 0; round < 2; round++) {
			for (Long task : tasks) {
				if (ledger.ofTask(this.id, task).isEmpty()) {
					begin(ledger, task);
				}
				ledger.want(this.id, new Subject.OfTask(task), true);
			}
			idle();
		}
		return this.tracker.told();
	}

	private void begin(Ledger ledger, long task) {
		try {
			ledger.open(new Link(this.id, task, new Link.Making(), Map.of(), List.of(), null));
		}
		catch (Ledger.Taken byRule) {
			// The rule was quicker.
		}
	}

	@Override
	public void close() {
		this.jdbc.sql("delete from tracker_connections where id = ?").param(this.id.value()).update();
	}

}
