package dev.roundtable.tracker.sync;

import java.util.List;
import java.util.Map;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RemoteComment;
import dev.roundtable.tracker.RemoteIssue;
import org.jspecify.annotations.Nullable;

/** Brings a task and its issue to agreement. */
final class Meeting {

	private final Pair pair;

	private final Desk desk;

	Meeting(Pair pair) {
		this.pair = pair;
		this.desk = pair.desk();
	}

	/** What would be done. */
	static Plan plan(Connection connection, Link link, OurTask ours, RemoteIssue theirs, Progress progress) {
		if (!ours.isPublic() || !theirs.isPublic()) {
			return new Plan(Map.of(), List.of(), (ours.isPublic() ? "the issue" : "the task") + " is not public");
		}
		Map<Field, FieldStep> fields = new FieldPlanner(connection, ours, theirs, progress.ahead()).plan(link.fields());
		List<CommentStep> comments = new CommentPlanner(connection, ours.comments(), theirs.comments())
			.plan(link.comments());
		return new Plan(fields, comments, null);
	}

	/**
	 * @param theirs as it was just read; without comments when they are as they were
	 * @throws FieldWork.Stale when the task changed meanwhile
	 */
	void agree(OurTask ours, RemoteIssue theirs) {
		Connection connection = this.desk.connection();
		Plan plan = plan(connection, this.pair.link(), ours, theirs, this.desk.ledger().progress(connection.id()));
		if (plan.held() != null) {
			return;
		}
		Link.@Nullable Seen seen = this.pair.link().seen();
		RemoteIssue after = new FieldWork(this.pair, theirs).carry(plan.fields());
		List<CommentStep> comments = plan.comments();
		if (after.comments() != null) {
			seen = seen(after);
			comments = comments(ours, after.comments());
		}
		else if (after != theirs) {
			seen = null;
		}
		Link.@Nullable Seen last = new CommentWork(this.pair).carry(comments, seen);
		this.pair.keep(this.pair.link().seen(last));
	}

	private Link.Seen seen(RemoteIssue issue) {
		return new Link.Seen(issue.updatedAt(), issue.isSettled(this.desk.tracker().abilities().precision()));
	}

	private List<CommentStep> comments(OurTask ours, List<RemoteComment> theirs) {
		return new CommentPlanner(this.desk.connection(), ours.comments(), theirs).plan(this.pair.link().comments());
	}

}
