package dev.roundtable.tasks.list;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

import dev.roundtable.tasks.TaskChanged;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TasksShown;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What all tasks are found and ordered by, in memory: about 300 bytes each. No index of a
 * database helps any filter together with any order, and to read 200,000 rows for one
 * page takes a second; here it takes a few milliseconds.
 * <p>
 * It is never behind what was committed before it is asked: each write of a task gives it
 * a higher number ({@code touched}), and whoever asks first looks at the highest ones. A
 * transaction that takes longer than those of others comes with a lower number; it is
 * looked for among the last few each time, among many every two seconds, and among all
 * once a minute. What is deleted writes nothing: it goes when a page misses it, or when
 * somebody looks at all.
 */
@Component
class ListedTasks {

	/** How many numbers back each reader looks. */
	private static final int NEAR = 64;

	/** How many numbers back somebody looks every two seconds. */
	private static final int FAR = 20_000;

	private static final long FAR_MILLIS = 2000;

	/** How often somebody looks at all of them. */
	private static final long ALL_MILLIS = 60_000;

	private static final int ROWS_AT_ONCE = 10_000;

	private final JdbcClient jdbc;

	private final Clock clock;

	private final ReentrantLock writing = new ReentrantLock();

	/** What is in the state, or has been in one before: never more than that. */
	private final Map<Long, ListedTask> known = new ConcurrentHashMap<>();

	/** What this node changed, until it was seen. */
	private final Map<Long, Object> told = new ConcurrentHashMap<>();

	private final AtomicLong lookedFar = new AtomicLong();

	private final AtomicLong lookedAtAll = new AtomicLong();

	private volatile @Nullable TasksInOrder state;

	ListedTasks(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** The first reader does not wait for all of it. */
	@EventListener(ApplicationReadyEvent.class)
	void load() {
		now();
	}

	/** All tasks as whoever asked last saw them. */
	TasksInOrder last() {
		TasksInOrder seen = this.state;
		return (seen != null) ? seen : now();
	}

	/**
	 * All tasks as they are.
	 * @throws IllegalStateException inside a transaction that writes: what it wrote may
	 * never be, and would be in here for all
	 */
	TasksInOrder now() {
		if (TransactionSynchronizationManager.isActualTransactionActive()
				&& !TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
			throw new IllegalStateException("The list is read inside a transaction that writes");
		}
		TasksInOrder seen = this.state;
		if (seen == null) {
			return readAll();
		}
		long from = from(seen);
		Map<Long, Object> told = Map.copyOf(this.told);
		List<Touched> touched = touchedSince(from, told.keySet());
		if (from <= 0) {
			missing(without(touched));
		}
		List<Touched> unknown = touched.stream().filter((one) -> !knows(one)).toList();
		TasksInOrder now = unknown.isEmpty() ? Objects.requireNonNull(this.state) : read(unknown);
		// Not before: others who ask meanwhile have to look as well.
		told.forEach(this.told::remove);
		return now;
	}

	/**
	 * What this node changed is looked for by its number, however many others have come
	 * after it: who wrote it reads it.
	 */
	@TransactionalEventListener(fallbackExecution = true)
	void changed(TaskChanged changed) {
		tell(List.of(changed.task()));
	}

	@TransactionalEventListener(fallbackExecution = true)
	void changed(TasksShown shown) {
		tell(shown.tasks());
	}

	private void tell(Collection<TaskNumber> tasks) {
		tasks.forEach((task) -> this.told.put(task.value(), new Object()));
		if (this.told.size() > FAR) {
			this.told.clear();
			this.lookedAtAll.set(0);
		}
	}

	private long from(TasksInOrder seen) {
		if (isTime(this.lookedAtAll, ALL_MILLIS)) {
			return 0;
		}
		return seen.touched() - (isTime(this.lookedFar, FAR_MILLIS) ? FAR : NEAR);
	}

	/** For one of those who ask at the same moment. */
	private boolean isTime(AtomicLong last, long every) {
		long before = last.get();
		long now = this.clock.millis();
		return now - before >= every && last.compareAndSet(before, now);
	}

	private boolean knows(Touched one) {
		ListedTask task = this.known.get(one.number());
		return task != null && task.touched() >= one.touched();
	}

	private List<Touched> touchedSince(long from, Collection<Long> told) {
		String since = "select t.number, t.touched from tasks t where t.touched > :from";
		return this.jdbc
			.sql(told.isEmpty() ? since + " order by t.touched" : since
					+ " union select t.number, t.touched from tasks t where t.number = any(:told) order by touched")
			.param("from", from)
			.param("told", told.toArray(Long[]::new))
			.query((row, _) -> new Touched(row.getLong(1), row.getLong(2)))
			.list();
	}

	/** Those of which no row was seen: gone, or so new that others knew them first. */
	private Set<Long> without(List<Touched> all) {
		Set<Long> unseen = new HashSet<>(this.known.keySet());
		all.forEach((one) -> unseen.remove(one.number()));
		return unseen;
	}

	private TasksInOrder read(List<Touched> unknown) {
		List<ListedTask> rows = new ArrayList<>();
		for (int from = 0; from < unknown.size(); from += ROWS_AT_ONCE) {
			rows.addAll(rows(unknown.subList(from, Math.min(unknown.size(), from + ROWS_AT_ONCE))));
		}
		this.writing.lock();
		try {
			List<ListedTask> come = rows.stream()
				.filter((row) -> !knows(new Touched(row.number(), row.touched())))
				.toList();
			return change(come.stream().map(ListedTask::number).toList(), come);
		}
		finally {
			this.writing.unlock();
		}
	}

	/** These were found, and were not there to be shown. */
	void missing(Collection<Long> numbers) {
		if (numbers.isEmpty()) {
			return;
		}
		Set<Long> gone = new HashSet<>(numbers);
		this.jdbc.sql("select number from tasks where number = any(:numbers)")
			.param("numbers", numbers.toArray(Long[]::new))
			.query(Long.class)
			.list()
			.forEach(gone::remove);
		this.writing.lock();
		try {
			change(gone, List.of());
			gone.forEach(this.known::remove);
		}
		finally {
			this.writing.unlock();
		}
	}

	/** The state first: who finds that nothing is unknown takes that. */
	private TasksInOrder change(Collection<Long> gone, List<ListedTask> come) {
		TasksInOrder before = Objects.requireNonNull(this.state);
		List<ListedTask> out = new ArrayList<>();
		for (Long number : gone) {
			ListedTask task = this.known.get(number);
			if (task != null) {
				out.add(task);
			}
		}
		if (out.isEmpty() && come.isEmpty()) {
			return before;
		}
		TasksInOrder after = before.with(out, come);
		this.state = after;
		come.forEach((task) -> this.known.put(task.number(), task));
		return after;
	}

	private List<ListedTask> rows(List<Touched> which) {
		return this.jdbc.sql(ListedTask.SELECT + "where t.number = any(:numbers)")
			.param("numbers", which.stream().map(Touched::number).toArray(Long[]::new))
			.query((row, _) -> ListedTask.of(row))
			.list();
	}

	private TasksInOrder readAll() {
		this.writing.lock();
		try {
			TasksInOrder others = this.state;
			if (others != null) {
				return others;
			}
			List<ListedTask> all = new ArrayList<>();
			List<ListedTask> rows;
			do {
				rows = this.jdbc
					.sql(ListedTask.SELECT + "where t.number > :after order by t.number limit " + ROWS_AT_ONCE)
					.param("after", all.isEmpty() ? 0 : all.getLast().number())
					.query((row, _) -> ListedTask.of(row))
					.list();
				all.addAll(rows);
			}
			while (rows.size() == ROWS_AT_ONCE);
			TasksInOrder state = TasksInOrder.of(all);
			this.state = state;
			all.forEach((task) -> this.known.put(task.number(), task));
			return state;
		}
		finally {
			this.writing.unlock();
		}
	}

	private record Touched(long number, long touched) {
	}

}
