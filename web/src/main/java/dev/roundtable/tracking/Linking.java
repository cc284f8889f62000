package dev.roundtable.tracking;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.secrets.SecretUnreadable;
import dev.roundtable.site.Audience;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.tracker.Ability;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.RemoteIssue;
import dev.roundtable.tracker.Tracker;
import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.Link;
import dev.roundtable.tracker.sync.Side;
import dev.roundtable.tracker.sync.Subject;
import dev.roundtable.tracker.sync.SyncLedger;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * What the team does by hand to a task and its issues in outside trackers. Each act is a
 * row in the database when it returns; the worker does the rest.
 */
@Component
public class Linking {

	/** UTF-16 units of what is typed or pasted for an issue. */
	public static final int ISSUE = 500;

	private static final Duration LONGEST = Duration.ofSeconds(15);

	private static final Pattern NUMBER = Pattern.compile("[#＃]?([A-Za-z0-9][A-Za-z0-9_-]{0,99})");

	private static final Pattern URL = Pattern.compile("https?://\\S+", Pattern.CASE_INSENSITIVE);

	private final Connections connections;

	private final OpenTrackers trackers;

	private final Asking asking;

	private final MirroredTasks mirrored;

	private final HandMade links;

	private final Ledger ledger;

	private final Tasks tasks;

	private final Journal journal;

	private final Limits limits;

	private final Once once;

	Linking(Connections connections, OpenTrackers trackers, Asking asking, MirroredTasks mirrored, HandMade links,
			Ledger ledger, Tasks tasks, Journal journal, Limits limits, Once once) {
		this.connections = connections;
		this.trackers = trackers;
		this.asking = asking;
		this.mirrored = mirrored;
		this.links = links;
		this.ledger = ledger;
		this.tasks = tasks;
		this.journal = journal;
		this.limits = limits;
		this.once = once;
	}

	/**
	 * Has an issue made of a task, whatever the connection's rule says.
	 * @throws BadInput on {@code tracker} when the task is not for everybody, has an
	 * issue there already, or came from there
	 */
	public void push(Viewer by, TaskNumber task, long connection, OnceKey key) {
		Connections.Settings to = required(by, task, connection);
		if (!open(to).abilities().can(Ability.CREATE)) {
			throw new BadInput("tracker", "links.nothing-made", to.name());
		}
		this.once.write(key.asking("push task " + task, connection), () -> {
			requireOpen(task, to.id());
			begin(to, () -> this.links.begin(to.id(), task.value()));
			tell(by, "pushed", task, to, "");
		});
	}

	/**
	 * Says that a task and an issue that are both there are one.
	 * @param typed what the issue is called there, or the address of its page
	 * @throws BadInput on {@code issue} when there is none of that name, or it is another
	 * task's
	 */
	public void join(Viewer by, TaskNumber task, long connection, @Nullable String typed, OnceKey key) {
		Connections.Settings to = required(by, task, connection);
		RemoteId issue = there(to, (typed != null) ? typed.strip() : "");
		this.once.write(key.asking("link task " + task, connection, issue), () -> {
			this.links.holder(to.id(), issue, task.value()).ifPresent((other) -> {
				throw new BadInput("issue", "links.taken", issue.issue(), String.valueOf(other));
			});
			begin(to, () -> this.links.join(to.id(), task.value(), issue));
			tell(by, "linked", task, to, issue.issue());
		});
	}

	/** Parts them: both stay, and nothing crosses any more. */
	public void part(Viewer by, TaskNumber task, long connection, OnceKey key) {
		Connections.Settings from = required(by, task, connection);
		this.once.write(key.asking("unlink task " + task, connection), () -> {
			String issue = this.links.part(from.id(), task.value(), "parted by " + by.name());
			tell(by, "unlinked", task, from, issue);
		});
	}

	/** Tries again what was given up. */
	public void retry(Viewer by, TaskNumber task, long connection, OnceKey key) {
		by.require(Capability.ADMINISTER);
		Connections.Settings at = required(by, task, connection);
		this.once.write(key.asking("retry task " + task, connection), () -> {
			this.ledger.replay(at.id(), new Subject.OfTask(task.value()));
			tell(by, "tried-again", task, at, "");
		});
	}

	/** Says which side is right about a field that both changed. */
	public void settle(Viewer by, TaskNumber task, long connection, Field field, Side right, OnceKey key) {
		Connections.Settings at = required(by, task, connection);
		this.once.write(key.asking("settle task " + task, connection, field, right), () -> {
			this.ledger.answer(at.id(), task.value(), field, right);
			tell(by, "settled", task, at, field.name());
		});
	}

	private Connections.Settings required(Viewer by, TaskNumber task, long connection) {
		by.require(Capability.CHANGE_TASKS);
		this.limits.spend(by, Act.TASK);
		this.tasks.find(task, by);
		return this.connections.find(new ConnectionId(connection));
	}

	private void requireOpen(TaskNumber task, ConnectionId to) {
		MirroredTasks.Row row = this.mirrored.row(task.value()).orElseThrow(() -> new NotFound("task " + task));
		if (!row.isOpen()) {
			throw new BadInput("tracker", "links.private");
		}
		if (to.equals(row.from()) && !this.links.isParted(to, task.value())) {
			throw new BadInput("tracker", "links.from-there");
		}
	}

	/** Somebody else may be quicker, the rule among them. */
	private static void begin(Connections.Settings to, Runnable write) {
		try {
			write.run();
		}
		catch (SyncLedger.Taken there) {
			throw new BadInput("tracker", "links.already", to.name());
		}
	}

	private Tracker open(Connections.Settings settings) {
		try {
			return this.trackers.of(settings).tracker();
		}
		catch (BadInput | SecretUnreadable closed) {
			throw new BadInput("tracker", "links.closed", settings.name());
		}
	}

	/** Asked before anything is written, so that no connection waits for a tracker. */
	private RemoteId there(Connections.Settings to, String typed) {
		Optional<URI> page = URL.matcher(typed).matches() ? Optional.of(page(typed)) : Optional.empty();
		String name = page.map(Linking::lastPart).orElse(typed);
		Matcher number = NUMBER.matcher(name);
		if (!number.matches()) {
			throw new BadInput("issue", "links.issue");
		}
		RemoteIssue found = fetch(to, new RemoteId(to.project(), number.group(1)));
		if (page.isPresent() && !isSamePage(page.get(), found.page())) {
			throw new BadInput("issue", "links.elsewhere", to.name());
		}
		if (!found.isPublic()) {
			// Of another project, too: nothing of it would ever be told of or cross.
			throw new BadInput("issue", "links.hidden", found.id().issue(), to.name());
		}
		return found.id();
	}

	private static URI page(String typed) {
		try {
			return URI.create(typed);
		}
		catch (IllegalArgumentException none) {
			throw new BadInput("issue", "links.issue");
		}
	}

	private static String lastPart(URI page) {
		List<String> parts = List.of(String.valueOf(page.getPath()).split("/"));
		return parts.isEmpty() ? "" : parts.getLast();
	}

	private static boolean isSamePage(URI one, URI other) {
		return one.getHost() != null && one.getHost().equalsIgnoreCase(other.getHost())
				&& one.getPort() == other.getPort()
				&& one.getPath().replaceFirst("/+$", "").equalsIgnoreCase(other.getPath());
	}

	/** Not longer than somebody waits for a page, and few at once. */
	private RemoteIssue fetch(Connections.Settings to, RemoteId issue) {
		return switch (this.asking.ask(to.id(), LONGEST, (open) -> look(to, open.tracker(), issue))) {
			case Asking.Answer.Told<Found>(Found(RemoteIssue found, BadInput _)) when found != null -> found;
			case Asking.Answer.Told<Found>(Found(RemoteIssue _, BadInput refused)) when refused != null ->
				throw refused;
			case Asking.Answer.Told<Found> _, Asking.Answer.Failed<Found> _ ->
				throw new BadInput("issue", "links.away", to.name());
		};
	}

	/**
	 * @param refused why there is none
	 */
	private record Found(@Nullable RemoteIssue issue, @Nullable BadInput refused) {
	}

	private static Found look(Connections.Settings to, Tracker tracker, RemoteId issue) {
		try {
			return new Found(tracker.named(issue), null);
		}
		catch (TrackerFailure.Gone none) {
			return new Found(null, new BadInput("issue", "links.gone", issue.issue(), to.name()));
		}
		catch (TrackerFailure.Moved moved) {
			return new Found(null, new BadInput("issue", "links.moved", moved.to().issue()));
		}
	}

	private void tell(Viewer by, String action, TaskNumber task, Connections.Settings at, String what) {
		this.journal.record(by.id().value(), action, Tasks.subject(task.value()), Audience.TEAM,
				Map.of("name", at.name(), "what", what));
	}

	/** Whether everybody may read a task, so that it may cross. */
	public boolean isOpen(TaskNumber task) {
		return this.mirrored.row(task.value()).filter(MirroredTasks.Row::isOpen).isPresent();
	}

}
