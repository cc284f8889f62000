package dev.roundtable.tracking;

import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.sync.Subject;

/** Subjects of errands as they are stored. */
final class Subjects {

	private static final String TASK = "task ";

	private static final String ISSUE = "issue ";

	private Subjects() {
	}

	/** The two parts of an issue's id are apart by what neither can contain. */
	static String key(Subject subject) {
		return switch (subject) {
			case Subject.OfTask(long task) -> TASK + task;
			case Subject.OfIssue(RemoteId issue) -> ISSUE + issue.project() + "\n" + issue.issue();
			case Subject.Poll() -> "poll";
			case Subject.Sweep() -> "sweep";
			case Subject.Everything() -> "everything";
		};
	}

	static Subject parse(String key) {
		if (key.startsWith(TASK)) {
			return new Subject.OfTask(Long.parseLong(key.substring(TASK.length())));
		}
		if (key.startsWith(ISSUE)) {
			int end = key.indexOf('\n');
			return new Subject.OfIssue(new RemoteId(key.substring(ISSUE.length(), end), key.substring(end + 1)));
		}
		return switch (key) {
			case "poll" -> new Subject.Poll();
			case "sweep" -> new Subject.Sweep();
			case "everything" -> new Subject.Everything();
			default -> throw new IllegalArgumentException("no subject: " + key);
		};
	}

}
