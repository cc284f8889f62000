package dev.roundtable.tracking.admin;

import dev.roundtable.tracking.Trouble;
import dev.roundtable.tracking.Asking;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.roundtable.tasks.TaskQueries;
import dev.roundtable.tracker.Ability;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.sync.CommentStep;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.FieldStep;
import dev.roundtable.tracker.sync.Link;
import dev.roundtable.tracker.sync.OurTask;
import dev.roundtable.tracker.sync.Plan;
import dev.roundtable.tracker.sync.Preview;
import dev.roundtable.tracker.sync.Side;
import dev.roundtable.tracker.sync.SyncLedger;
import dev.roundtable.tracker.sync.TaskMirror;
import dev.roundtable.tracking.Connections;
import dev.roundtable.tracking.OpenTrackers;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * What would be done about tasks if the connection were at work, read from both sides and
 * carried nowhere: a request or two for each task that has an issue.
 */
@Component
class DryRun {

	private static final int TASKS = 20;

	private static final Duration LONGEST = Duration.ofSeconds(20);

	private final Asking asking;

	private final Connections connections;

	private final TaskQueries listed;

	private final TaskMirror mirror;

	private final SyncLedger ledger;

	private final Clock clock;

	DryRun(Asking asking, Connections connections, TaskQueries listed, TaskMirror mirror, SyncLedger ledger,
			Clock clock) {
		this.asking = asking;
		this.connections = connections;
		this.listed = listed;
		this.mirror = mirror;
		this.ledger = ledger;
		this.clock = clock;
	}

	/**
	 * Public for its template.
	 *
	 * @param outcome {@code MAKE}, {@code MEET}, {@code AGREES} or {@code NOTHING}
	 * @param why the end of a message key, where nothing is done
	 * @param issue that it is linked to
	 * @param comments that would be written there and here
	 */
	record Line(long task, String title, Outcome outcome, @Nullable String why, @Nullable String issue,
			List<Change> changes, long toTheirs, long toOurs) {

		enum Outcome {

			MAKE, MEET, AGREES, NOTHING

		}

	}

	/**
	 * @param how {@code SET}, {@code THERE}, {@code HERE}, {@code ASK} or {@code STAY}
	 * @param before null where there was nothing
	 * @param lost whether the other side's change would be lost
	 * @param why the words that have no counterpart, null where there is none
	 */
	record Change(Field field, How how, @Nullable String before, String after, boolean lost, @Nullable String why) {

		enum How {

			SET, THERE, HERE, ASK, STAY

		}

	}

	/**
	 * @param trouble that ended it, null where all were looked at
	 * @param left that were not
	 */
	record Result(List<Line> lines, @Nullable Trouble trouble, int left) {
	}

	/**
	 * @param task one to look at; null for the first that the rule finds
	 */
	Result of(ConnectionId id, @Nullable Long task) {
		List<Long> tasks = (task != null) ? List.of(task) : first(id);
		if (tasks.isEmpty()) {
			return new Result(List.of(), null, 0);
		}
		List<Line> lines = new CopyOnWriteArrayList<>();
		Instant end = this.clock.instant().plus(LONGEST);
		Asking.Answer<Boolean> answer = this.asking.ask(id, LONGEST, (open) -> {
			for (Long one : tasks) {
				if (this.clock.instant().isAfter(end) || Thread.currentThread().isInterrupted()) {
					return false;
				}
				lines.add(line(id, open, one));
			}
			return true;
		});
		List<Line> seen = List.copyOf(lines);
		return switch (answer) {
			case Asking.Answer.Told<Boolean>(Boolean all) ->
				new Result(seen, all ? null : new Trouble(Trouble.Kind.SLOW, LONGEST.toSeconds() + " s"),
						tasks.size() - seen.size());
			case Asking.Answer.Failed<Boolean>(Trouble trouble) ->
				new Result(seen, trouble, tasks.size() - seen.size());
		};
	}

	private List<Long> first(ConnectionId id) {
		String query = this.connections.find(id).pushed();
		return (query != null) ? this.listed.found(query, 0, TASKS) : List.of();
	}

	private Line line(ConnectionId id, OpenTrackers.Open open, long task) {
		Optional<OurTask> ours = this.mirror.read(task);
		// Who administers trackers may not read all that is not for everybody.
		String title = ours.filter(OurTask::isPublic).map((one) -> one.values().get(Field.TITLE)).orElse("");
		return switch (open.reconciler().preview(task)) {
			case Preview.Make(var values) -> new Line(task, title, Line.Outcome.MAKE, null, null,
					values.byField()
						.entrySet()
						.stream()
						.filter((one) -> one.getKey() != Field.TITLE && !one.getValue().isEmpty())
						.map((one) -> new Change(one.getKey(), Change.How.SET, null, one.getValue(), false, null))
						.toList(),
					comments(ours), 0);
			case Preview.Meet(Plan plan) -> meet(id, task, title, plan);
			case Preview.Nothing _ -> nothing(task, title, why(id, open, ours));
		};
	}

	private static long comments(Optional<OurTask> ours) {
		return ours.map((one) -> one.comments().stream().filter((comment) -> comment.isPublic()).count()).orElse(0L);
	}

	private static Line nothing(long task, String title, String why) {
		return new Line(task, title, Line.Outcome.NOTHING, why, null, List.of(), 0, 0);
	}

	private String why(ConnectionId id, OpenTrackers.Open open, Optional<OurTask> ours) {
		if (ours.isEmpty()) {
			return "no-task";
		}
		Optional<Link> link = this.ledger.ofTask(id, ours.get().number());
		if (link.isPresent()) {
			return (link.get().stage() instanceof Link.Ended) ? "ended" : "at-work";
		}
		if (!ours.get().isPublic()) {
			return "private";
		}
		if (id.equals(ours.get().from())) {
			return "from-there";
		}
		return open.tracker().abilities().can(Ability.CREATE) ? "not-in-rule" : "cannot-create";
	}

	private Line meet(ConnectionId id, long task, String title, Plan plan) {
		String issue = this.ledger.ofTask(id, task).map(Link::issue).map(String::valueOf).orElse(null);
		if (plan.held() != null) {
			return new Line(task, title, Line.Outcome.NOTHING, "held", issue, List.of(), 0, 0);
		}
		List<Change> changes = new ArrayList<>();
		Arrays.stream(Field.values())
			.filter(plan.fields()::containsKey)
			.forEach((field) -> change(field, plan.fields()).ifPresent(changes::add));
		long toTheirs = plan.comments().stream().filter((step) -> sideOf(step) == Side.THEIRS).count();
		long toOurs = plan.comments().stream().filter((step) -> sideOf(step) == Side.OURS).count();
		return new Line(task, title,
				(changes.isEmpty() && toTheirs + toOurs == 0) ? Line.Outcome.AGREES : Line.Outcome.MEET, null, issue,
				changes, toTheirs, toOurs);
	}

	private static Optional<Change> change(Field field, Map<Field, FieldStep> steps) {
		return switch (steps.get(field)) {
			case FieldStep.ToTheirs(String _, String before, String after, boolean conflict) ->
				Optional.of(new Change(field, Change.How.THERE, before, after, conflict, null));
			case FieldStep.ToOurs(String _, String before, String after, boolean conflict) ->
				Optional.of(new Change(field, Change.How.HERE, before, after, conflict, null));
			case FieldStep.Ask(String ours, String theirs) ->
				Optional.of(new Change(field, Change.How.ASK, ours, theirs, false, null));
			case FieldStep.Stay(String ours, String theirs, Side to, String why) -> Optional.of(new Change(field,
					Change.How.STAY, ours, theirs, false, why.contains("counterpart") ? to.name() : null));
			case FieldStep.Settle _ -> Optional.empty();
			case null -> Optional.empty();
		};
	}

	private static @Nullable Side sideOf(CommentStep step) {
		return switch (step) {
			case CommentStep.Send _, CommentStep.RewordTheirs _, CommentStep.RemoveTheirs _ -> Side.THEIRS;
			case CommentStep.Take _, CommentStep.RewordOurs _, CommentStep.RemoveOurs _ -> Side.OURS;
			case CommentStep.Found _, CommentStep.End _ -> null;
		};
	}

}
