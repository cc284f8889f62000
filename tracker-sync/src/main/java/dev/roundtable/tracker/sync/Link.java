package dev.roundtable.tracker.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RemoteId;
import org.jspecify.annotations.Nullable;

/**
 * A task and the issue that it is in one connection, with all that both sides last agreed
 * on. There is one for a task and a connection, and one for a connection and an issue.
 *
 * @param task null while one is being made of an issue
 * @param seen null while the issue's comments have not been read
 */
public record Link(ConnectionId connection, @Nullable Long task, Stage stage, Map<Field, Baseline> fields,
		List<Crossing> comments, @Nullable Seen seen) {

	/** How far the two have come. */
	public sealed interface Stage {

	}

	/** An issue is being made of the task: it may be there, under our name for it. */
	public record Making() implements Stage {
	}

	/** A task is being made of the issue: the mirror knows whether it is. */
	public record Taking(RemoteId issue) implements Stage {
	}

	public record Joined(RemoteId issue) implements Stage {
	}

	/**
	 * One of the two is gone, or a person parted them.
	 *
	 * @param issue null when it never came to one, or that is another task's now
	 * @param parted whether a person did: then no rule begins it again
	 */
	public record Ended(@Nullable RemoteId issue, String why, boolean parted) implements Stage {
	}

	/**
	 * How the issue was when all of it, comments too, was last read.
	 *
	 * @param settled whether what happens later shows in another time; otherwise a sweep
	 * has to look again
	 */
	public record Seen(Instant updatedAt, boolean settled) {
	}

	/**
	 * @throws IllegalArgumentException when it has no task at a stage that needs one
	 */
	public Link {
		if (task == null && !(stage instanceof Taking) && !(stage instanceof Ended)) {
			throw new IllegalArgumentException("a link without a task");
		}
		Map<Field, Baseline> ordered = new EnumMap<>(Field.class);
		ordered.putAll(fields);
		fields = Collections.unmodifiableMap(ordered);
		comments = List.copyOf(comments);
	}

	static Link making(ConnectionId connection, long task) {
		return new Link(connection, task, new Making(), Map.of(), List.of(), null);
	}

	static Link taking(ConnectionId connection, RemoteId issue) {
		return new Link(connection, null, new Taking(issue), Map.of(), List.of(), null);
	}

	/** A person says that the two are one. */
	public static Link joining(ConnectionId connection, long task, RemoteId issue) {
		return new Link(connection, task, new Joined(issue), Map.of(), List.of(), null);
	}

	/** The issue that the tracker is asked about, null where there is none. */
	public @Nullable RemoteId issue() {
		return switch (this.stage) {
			case Making() -> null;
			case Taking(RemoteId issue) -> issue;
			case Joined(RemoteId issue) -> issue;
			case Ended(RemoteId issue, String _, boolean _) -> issue;
		};
	}

	Link joined(long task, RemoteId issue) {
		return new Link(this.connection, task, new Joined(issue), this.fields, this.comments, this.seen);
	}

	/** One of them is gone, or nothing came of it. */
	public Link ended(String why) {
		return ended(why, false);
	}

	/** A person parts them. */
	public Link parted(String why) {
		return ended(why, true);
	}

	private Link ended(String why, boolean parted) {
		return new Link(this.connection, this.task, new Ended(issue(), why, parted), this.fields, this.comments,
				this.seen);
	}

	Link with(Field field, Baseline baseline) {
		Map<Field, Baseline> more = new EnumMap<>(Field.class);
		more.putAll(this.fields);
		more.put(field, baseline);
		return new Link(this.connection, this.task, this.stage, more, this.comments, this.seen);
	}

	/** With a comment, or what became of it, in the place where it is. */
	Link with(Crossing crossing) {
		List<Crossing> all = new ArrayList<>(this.comments);
		all.replaceAll((one) -> one.isSameAs(crossing) ? crossing : one);
		if (!all.contains(crossing)) {
			all.add(crossing);
		}
		return new Link(this.connection, this.task, this.stage, this.fields, all, this.seen);
	}

	Link seen(@Nullable Seen seen) {
		return new Link(this.connection, this.task, this.stage, this.fields, this.comments, seen);
	}

}
