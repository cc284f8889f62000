package dev.roundtable.tracking;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import dev.roundtable.tasks.NewTask;
import dev.roundtable.tasks.Origin;
import dev.roundtable.tasks.Severity;
import dev.roundtable.tasks.TaskComments;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskRules;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RemoteComment;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.RemoteIssue;
import dev.roundtable.tracker.Values;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.OurTask;
import dev.roundtable.tracker.sync.TaskMirror;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/**
 * The one list as trackers meet it. A connection acts with an account of its own, through
 * the same doors as people: what the list refuses them it refuses a tracker. What
 * somebody says there who is somebody here is said in her name.
 */
@Component
class ListMirror implements TaskMirror {

	private final MirroredTasks mirrored;

	private final Actors actors;

	private final Tasks tasks;

	private final TaskRules rules;

	private final TaskComments comments;

	private final TakenComments taken;

	private final Messages messages;

	ListMirror(MirroredTasks mirrored, Actors actors, Tasks tasks, TaskRules rules, TaskComments comments,
			TakenComments taken, Messages messages) {
		this.mirrored = mirrored;
		this.actors = actors;
		this.tasks = tasks;
		this.rules = rules;
		this.comments = comments;
		this.taken = taken;
		this.messages = messages;
	}

	@Override
	public Optional<OurTask> read(long task) {
		return this.mirrored.read(task);
	}

	/**
	 * What the list would have refused is left as new tasks have it: the next look finds
	 * that it differs.
	 */
	@Override
	public long take(ConnectionId from, RemoteIssue issue, Values values) {
		Viewer by = this.actors.of(from);
		by.require(Capability.CHANGE_TASKS);
		Origin origin = TrackerOrigin.of(from, issue.id());
		Optional<TaskNumber> there = this.rules.from(origin);
		if (there.isPresent()) {
			return there.get().value();
		}
		TaskNumber made;
		try {
			made = this.rules.open(by.id(), origin, task(values, issue), Audience.EVERYONE);
		}
		catch (DuplicateKeyException another) {
			return this.rules.from(origin).orElseThrow(() -> another).value();
		}
		new StatusSteps(this.mirrored, this.tasks, this.actors, by).walk(made, values);
		return made.value();
	}

	private static NewTask task(Values values, RemoteIssue issue) {
		String title = Fitting.title(Optional.ofNullable(values.get(Field.TITLE)).orElse(issue.id().issue()));
		return new NewTask(title, Fitting.body(values.get(Field.DESCRIPTION)),
				Fitting.constant(TaskKind.class, values.get(Field.KIND)),
				Fitting.constant(Severity.class, values.get(Field.SEVERITY)),
				Fitting.component(values.get(Field.COMPONENT)), null);
	}

	/**
	 * One edit for all of it; what is refused is left out, and the others tried again.
	 */
	@Override
	public Applied apply(ConnectionId from, long task, Change change) {
		Viewer by = this.actors.of(from);
		Map<Field, String> wanted = new EnumMap<>(Field.class);
		change.swaps().forEach((field, swap) -> wanted.put(field, swap.after()));
		Map<Field, String> refused = new EnumMap<>(Field.class);
		while (true) {
			Optional<MirroredTasks.Row> row = this.mirrored.row(task);
			if (row.isEmpty() || isStale(row.get().values(), change)) {
				return new Applied.Stale();
			}
			FieldEdit edit = FieldEdit.of(row.get(), wanted, this.actors);
			edit.refused().forEach((field, why) -> {
				refused.put(field, why);
				wanted.remove(field);
			});
			if (wanted.isEmpty()) {
				return new Applied.Done(refused);
			}
			try {
				this.tasks.change(by, TaskNumber.of(task), edit.edit(), OnceKey.NONE);
				return new Applied.Done(refused);
			}
			catch (BadInput bad) {
				Field at = edit.fieldOf(bad);
				refused.put(at, this.messages.of(bad));
				wanted.remove(at);
			}
			catch (StaleVersion | NotFound changed) {
				return new Applied.Stale();
			}
		}
	}

	private static boolean isStale(Values values, Change change) {
		return change.swaps()
			.entrySet()
			.stream()
			.anyMatch((swap) -> !swap.getValue().before().equals(values.get(swap.getKey())));
	}

	@Override
	public Written comment(ConnectionId from, long task, RemoteId issue, RemoteComment comment, String text) {
		Optional<Long> before = this.taken.find(from, issue, comment.id());
		if (before.isPresent()) {
			return new Written.Done(before.get(), false);
		}
		Optional<Actors.Speaker> speaker = this.actors.speaker(from, comment.author());
		if (speaker.isEmpty()) {
			return new Written.Refused(comment.author().name() + " is nobody here (" + comment.author().key() + ")");
		}
		try {
			long id = this.comments.answer(speaker.get().viewer(), TaskNumber.of(task),
					Fitting.comment(speaker.get().words(text)),
					(made) -> this.taken.add(from, issue, comment.id(), task, made));
			return new Written.Done(MirroredTasks.Numbers.ofAnswer(id), true);
		}
		catch (DuplicateKeyException another) {
			return new Written.Done(this.taken.find(from, issue, comment.id()).orElseThrow(() -> another), false);
		}
		catch (BadInput bad) {
			return new Written.Refused(this.messages.of(bad));
		}
		catch (AccessDeniedException | NotFound refused) {
			return new Written.Refused(
					comment.author().name() + " may not answer here: " + String.valueOf(refused.getMessage()));
		}
	}

	@Override
	public void reword(ConnectionId from, long task, long comment, String text) {
		this.taken.standing(from, task, comment).ifPresent((one) -> {
			Actors.Speaker author = this.actors.author(from, one.author(), one.body());
			this.comments.correct(author.viewer(), TaskNumber.of(task), one.id(), one.version(),
					Fitting.comment(author.words(text)), OnceKey.NONE);
		});
	}

	@Override
	public void withdraw(ConnectionId from, long task, long comment) {
		this.taken.standing(from, task, comment)
			.ifPresent((one) -> this.comments.withdraw(this.actors.author(from, one.author(), one.body()).viewer(),
					TaskNumber.of(task), one.id(), one.version(), OnceKey.NONE));
	}

}
