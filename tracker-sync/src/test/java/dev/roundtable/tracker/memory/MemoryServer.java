package dev.roundtable.tracker.memory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.roundtable.tracker.Choice;
import dev.roundtable.tracker.CommentMark;
import dev.roundtable.tracker.ExternalId;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RemoteComment;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.RemoteIssue;
import dev.roundtable.tracker.RemotePerson;
import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.Values;
import dev.roundtable.tracker.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * The far side: a tracker that does what Redmine was seen to do. Its times have one
 * second, a status that its workflow forbids is acknowledged and ignored, closing an
 * issue closes its duplicates, and whoever edits a comment leaves no trace.
 */
public final class MemoryServer {

	public static final String PROJECT = "buglist";

	public static final Set<Field> FIELDS = Set.of(Field.TITLE, Field.DESCRIPTION, Field.STATUS, Field.SEVERITY,
			Field.ASSIGNEE);

	public static final List<String> STATUSES = List.of("Open", "Doing", "Done", "Shipped", "Rejected");

	static final Set<String> CLOSED = Set.of("Done", "Shipped", "Rejected");

	public static final int TITLE = 60;

	static final RemotePerson ROBOT = new RemotePerson("robot", "Roundtable");

	private static final Map<String, Set<String>> WORKFLOW = Map.of("Open", Set.of("Doing", "Done", "Rejected"),
			"Doing", Set.of("Open", "Done", "Rejected"), "Done", Set.of("Open", "Doing", "Shipped"), "Shipped",
			Set.of("Open", "Doing"), "Rejected", Set.of("Open", "Doing"));

	private final Map<Long, MemoryIssue> issues = new LinkedHashMap<>();

	private final Clock clock;

	private Duration skew = Duration.ZERO;

	private long last;

	private long lastNote;

	private final Map<CommentMark, Integer> marksWritten = new LinkedHashMap<>();

	private boolean tokenGood = true;

	private boolean tellsComments;

	/** Writing requests that it did the work of. */
	private int writes;

	public MemoryServer(Clock clock) {
		this.clock = clock;
	}

	Instant now() {
		return this.clock.instant().plus(this.skew).truncatedTo(ChronoUnit.SECONDS);
	}

	public void setSkew(Duration skew) {
		this.skew = skew;
	}

	public void setTokenGood(boolean good) {
		this.tokenGood = good;
	}

	public boolean isTokenGood() {
		return this.tokenGood;
	}

	/** Whether the answer to an update has the issue's comments. */
	public void setTellsComments(boolean tells) {
		this.tellsComments = tells;
	}

	boolean tellsComments() {
		return this.tellsComments;
	}

	/** All there is, whoever may see it. */
	public List<RemoteIssue> everything() {
		MemoryTracker tracker = new MemoryTracker(this);
		return this.issues.values().stream().map((issue) -> tracker.read(issue, true)).toList();
	}

	public static List<RemoteComment> comments(RemoteIssue issue) {
		return (issue.comments() != null) ? issue.comments() : List.of();
	}

	/** How often each mark was written by us, without those that people took away. */
	public Map<CommentMark, Integer> marksWritten() {
		return this.marksWritten;
	}

	public int writes() {
		return this.writes;
	}

	void wrote() {
		this.writes++;
	}

	public static RemoteId id(long number) {
		return new RemoteId(PROJECT, String.valueOf(number));
	}

	Iterable<MemoryIssue> all() {
		return List.copyOf(this.issues.values());
	}

	MemoryIssue get(RemoteId id) {
		MemoryIssue issue = this.issues.get(Long.parseLong(id.issue()));
		if (issue == null) {
			throw new TrackerFailure.Gone("no issue " + id);
		}
		return issue;
	}

	public boolean has(RemoteId id) {
		return this.issues.containsKey(Long.parseLong(id.issue()));
	}

	MemoryIssue open(RemotePerson by, Values values, @Nullable ExternalId externalId) {
		Values filled = new Values(Map.of(Field.DESCRIPTION, "", Field.STATUS, "Open", Field.SEVERITY, "Normal",
				Field.ASSIGNEE, "", Field.TITLE, "?"))
			.with(values);
		MemoryIssue issue = new MemoryIssue(++this.last, by, filled, now());
		issue.externalId = externalId;
		this.issues.put(issue.number, issue);
		return issue;
	}

	/** Fields that it has no list for are not chosen. */
	List<Choice> choices(Field field) {
		return switch (field) {
			case STATUS -> STATUSES.stream().map(Choice::of).toList();
			case SEVERITY -> Stream.of("Low", "Normal", "High").map(Choice::of).toList();
			case ASSIGNEE -> Stream.of(ROBOT, MemoryPeople.ENGINEER)
				.map((person) -> new Choice(person.key(), person.name()))
				.toList();
			case TITLE, DESCRIPTION, KIND, COMPONENT, RELEASE -> List.of();
		};
	}

	/** Whoever may set any status, or is ignored. */
	void write(MemoryIssue issue, Values values, boolean anyStatus) {
		String before = status(issue);
		String status = values.get(Field.STATUS);
		if (status != null && !STATUSES.contains(status)) {
			throw new TrackerFailure.Refused("no status " + status, Field.STATUS);
		}
		boolean ignored = status != null && !status.equals(before) && !anyStatus
				&& !WORKFLOW.getOrDefault(before, Set.of()).contains(status);
		issue.values = issue.values.with(values.only((field) -> field != Field.STATUS || !ignored));
		touch(issue);
		if (CLOSED.contains(status(issue)) && !CLOSED.contains(before)) {
			closeDuplicates(issue);
		}
	}

	private void closeDuplicates(MemoryIssue issue) {
		for (MemoryIssue other : all()) {
			if (other.duplicateOf == issue.number && !CLOSED.contains(status(other))) {
				other.values = other.values.with(Field.STATUS, status(issue));
				touch(other);
				closeDuplicates(other);
			}
		}
	}

	static String status(MemoryIssue issue) {
		return issue.values.byField().getOrDefault(Field.STATUS, "Open");
	}

	void touch(MemoryIssue issue) {
		Instant now = now();
		issue.updatedAt = now.isAfter(issue.updatedAt) ? now : issue.updatedAt;
	}

	MemoryIssue.Note note(MemoryIssue issue, RemotePerson by, String text, @Nullable CommentMark mark,
			Visibility visibility) {
		MemoryIssue.Note note = new MemoryIssue.Note("n" + ++this.lastNote, by, text, mark, visibility, now());
		if (mark != null) {
			this.marksWritten.merge(mark, 1, Integer::sum);
		}
		issue.notes.add(note);
		touch(issue);
		return note;
	}

	/** People take away whatever they like, and it leaves no trace. */
	void unsay(MemoryIssue issue, String comment) {
		issue.notes.removeIf((note) -> {
			boolean meant = note.id.equals(comment);
			if (meant && note.mark != null) {
				this.marksWritten.merge(note.mark, -1, Integer::sum);
			}
			return meant;
		});
	}

	void delete(RemoteId id) {
		this.issues.remove(Long.parseLong(id.issue()));
	}

}
