package dev.roundtable.tracker.redmine;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;

import dev.roundtable.tracker.RemoteIssue;
import dev.roundtable.tracker.http.Outside;
import org.jspecify.annotations.Nullable;

/**
 * How the changes of a project are read in pages that nothing falls out of. Pages by
 * offset lose an issue whenever one before it changes and moves to the end; these begin
 * at the second where the last one ended. A second with more changes than a page
 * (everything moved at once) is read by the numbers of its issues.
 *
 * <p>
 * Redmine counts microseconds, shows seconds, and for "since a second" answers with what
 * came after the second before: a page has some that are too early, and they are dropped.
 *
 * @param from the second that the page begins with
 * @param after within that second alone, the number to go on behind; null for all since
 */
record Pages(Instant from, @Nullable Long after) {

	Pages {
		from = from.truncatedTo(ChronoUnit.SECONDS);
	}

	/**
	 * @throws IllegalArgumentException when it is none of ours
	 */
	static Pages parse(String page) {
		try {
			int slash = page.indexOf('/');
			return (slash < 0) ? new Pages(Instant.parse(page), null)
					: new Pages(Instant.parse(page.substring(0, slash)), Long.valueOf(page.substring(slash + 1)));
		}
		catch (DateTimeParseException | NumberFormatException ex) {
			throw new IllegalArgumentException("not a page", ex);
		}
	}

	String query(String project, int size) {
		String list = Outside.query("/issues.json", "project_id", project, "subproject_id", "!*", "status_id", "*",
				"limit", String.valueOf(size));
		if (this.after == null) {
			return Outside.query(list, "sort", "updated_on:asc,id:asc", "updated_on", ">=" + this.from);
		}
		return Outside.query(list, "sort", "id:asc", "updated_on", "><" + this.from + "|" + this.from.plusSeconds(1),
				"issue_id", ">=" + (this.after + 1));
	}

	/** Whether an issue belongs to the page, or was answered with it only. */
	boolean has(RemoteIssue issue) {
		return (this.after == null) ? !issue.updatedAt().isBefore(this.from) : issue.updatedAt().equals(this.from);
	}

	/**
	 * The page after this one, for which these were answered; null when there is none.
	 */
	@Nullable Pages next(List<RemoteIssue> answered, int size) {
		boolean full = answered.size() >= size;
		if (this.after != null) {
			return full ? new Pages(this.from, Long.valueOf(answered.getLast().id().issue()))
					: new Pages(this.from.plusSeconds(1), null);
		}
		if (!full) {
			return null;
		}
		Instant last = answered.getLast().updatedAt();
		return last.isAfter(this.from) ? new Pages(last, null) : new Pages(this.from, 0L);
	}

	@Override
	public String toString() {
		return (this.after == null) ? this.from.toString() : this.from + "/" + this.after;
	}

}
