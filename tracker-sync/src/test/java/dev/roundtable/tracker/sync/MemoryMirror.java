package dev.roundtable.tracker.sync;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RemoteComment;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.RemoteIssue;
import dev.roundtable.tracker.Values;
import dev.roundtable.tracker.Visibility;
import org.jspecify.annotations.Nullable;

/** The one list in memory, and what people do in it. */
final class MemoryMirror implements TaskMirror {

	static final List<String> STATUSES = List.of("new", "confirmed", "in_progress", "fixed", "released", "declined",
			"duplicate");

	/** Not every status can follow every other, as {@code TaskStatus} has it. */
	private static final Map<String, Set<String>> NEXT = Map.of("new",
			Set.of("confirmed", "in_progress", "fixed", "declined", "duplicate"), "confirmed",
			Set.of("in_progress", "fixed", "declined", "duplicate"), "in_progress",
			Set.of("confirmed", "fixed", "declined", "duplicate"), "fixed", Set.of("in_progress", "released"),
			"released", Set.of("confirmed", "in_progress"), "declined", Set.of("new", "confirmed"), "duplicate",
			Set.of("new", "confirmed"));

	private final Clock clock;

	private final Map<Long, Row> tasks = new LinkedHashMap<>();

	private final Map<List<Object>, Long> made = new LinkedHashMap<>();

	private long lastTask;

	private long lastComment;

	/**
	 * Who has to be told that a task changed, and by which connection, null for people.
	 */
	private BiConsumer<Long, @Nullable ConnectionId> changed = (_, _) -> {
	};

	MemoryMirror(Clock clock) {
		this.clock = clock;
	}

	void onChange(BiConsumer<Long, @Nullable ConnectionId> changed) {
		this.changed = changed;
	}

	// What people do

	long opens(String title) {
		return open(Values.of(Field.TITLE, title), null);
	}

	private long open(Values values, @Nullable ConnectionId from) {
		Row row = new Row(new Values(Map.of(Field.TITLE, "?", Field.DESCRIPTION, "", Field.STATUS, "new",
				Field.SEVERITY, "normal", Field.ASSIGNEE, ""))
			.with(values), this.clock.instant(), from);
		this.tasks.put(++this.lastTask, row);
		this.changed.accept(this.lastTask, from);
		return this.lastTask;
	}

	void edits(long task, Field field, String value) {
		Row row = row(task);
		row.values = row.values.with(field, value);
		row.changedAt = this.clock.instant();
		this.changed.accept(task, null);
	}

	static boolean canBecome(String status, String next) {
		return NEXT.getOrDefault(status, Set.of()).contains(next);
	}

	long says(long task, String author, String text, Visibility visibility) {
		long id = ++this.lastComment;
		row(task).comments.add(new OurComment(id, author, text, visibility, null));
		this.changed.accept(task, null);
		return id;
	}

	void rewords(long task, long comment, String text) {
		replace(task, comment, text);
		this.changed.accept(task, null);
	}

	private void replace(long task, long comment, String text) {
		row(task).comments.replaceAll((one) -> (one.id() == comment)
				? new OurComment(one.id(), one.author(), text, one.visibility(), one.from()) : one);
	}

	void unsays(long task, long comment) {
		row(task).comments.removeIf((one) -> one.id() == comment);
		this.changed.accept(task, null);
	}

	/** Keeps what was public from all but the team. */
	void hushes(long task, long comment) {
		row(task).comments.replaceAll((one) -> (one.id() == comment)
				? new OurComment(one.id(), one.author(), one.text(), Visibility.PRIVATE, one.from()) : one);
		this.changed.accept(task, null);
	}

	void shows(long task, Visibility visibility) {
		row(task).visibility = visibility;
		this.changed.accept(task, null);
	}

	void deletes(long task) {
		this.tasks.remove(task);
		this.changed.accept(task, null);
	}

	Set<Long> numbers() {
		return Set.copyOf(this.tasks.keySet());
	}

	private Row row(long task) {
		Row row = this.tasks.get(task);
		if (row == null) {
			throw new IllegalStateException("no task " + task);
		}
		return row;
	}

	// What the reconciler does

	@Override
	public Optional<OurTask> read(long task) {
		return Optional.ofNullable(this.tasks.get(task))
			.map((row) -> new OurTask(task, row.values, row.visibility, row.changedAt, row.comments, row.from));
	}

	@Override
	public long take(ConnectionId from, RemoteIssue issue, Values values) {
		return once(List.of(from, issue.id()), () -> open(values, from));
	}

	@Override
	public Applied apply(ConnectionId from, long task, Change change) {
		Row row = this.tasks.get(task);
		if (row == null) {
			return new Applied.Stale();
		}
		Values before = row.values;
		if (change.swaps()
			.entrySet()
			.stream()
			.anyMatch((swap) -> !swap.getValue().before().equals(before.get(swap.getKey())))) {
			return new Applied.Stale();
		}
		Map<Field, String> refused = new LinkedHashMap<>();
		change.swaps().forEach((field, swap) -> {
			if (field == Field.STATUS && !canBecome(swap.before(), swap.after())) {
				refused.put(field, swap.after() + " cannot follow " + swap.before());
			}
			else {
				row.values = row.values.with(field, swap.after());
				row.changedAt = this.clock.instant();
			}
		});
		this.changed.accept(task, from);
		return new Applied.Done(refused);
	}

	@Override
	public Written comment(ConnectionId from, long task, RemoteId issue, RemoteComment comment, String text) {
		if (!this.tasks.containsKey(task)) {
			return new Written.Refused("there is no such task");
		}
		List<Object> origin = List.of(from, issue, comment.id());
		boolean anew = !this.made.containsKey(origin);
		return new Written.Done(once(origin, () -> {
			long id = ++this.lastComment;
			row(task).comments.add(new OurComment(id, comment.author().name(), text, Visibility.PUBLIC,
					new OurComment.Source(from, comment.id())));
			this.changed.accept(task, from);
			return id;
		}), anew);
	}

	private long once(List<Object> origin, LongSupplier make) {
		Long before = this.made.get(origin);
		if (before == null) {
			before = make.getAsLong();
			this.made.put(origin, before);
		}
		return before;
	}

	@Override
	public void reword(ConnectionId from, long task, long comment, String text) {
		if (this.tasks.containsKey(task)) {
			replace(task, comment, text);
			this.changed.accept(task, from);
		}
	}

	@Override
	public void withdraw(ConnectionId from, long task, long comment) {
		if (this.tasks.containsKey(task)) {
			row(task).comments.removeIf((one) -> one.id() == comment);
			this.changed.accept(task, from);
		}
	}

	private static final class Row {

		private Values values;

		private Visibility visibility = Visibility.PUBLIC;

		private Instant changedAt;

		private final List<OurComment> comments = new ArrayList<>();

		private final @Nullable ConnectionId from;

		Row(Values values, Instant changedAt, @Nullable ConnectionId from) {
			this.from = from;
			this.values = values;
			this.changedAt = changedAt;
		}

	}

}
