package dev.roundtable.tracker.sync;

import java.util.ArrayList;
import java.util.List;

import dev.roundtable.tracker.RemoteId;
import org.jspecify.annotations.Nullable;

/** A link at work under a claim. */
final class Pair {

	private final Desk desk;

	private final Claim claim;

	private Link link;

	/** As the ledger has it. */
	private Link kept;

	private final List<Carried> untold = new ArrayList<>();

	private boolean moreToSee;

	Pair(Desk desk, Claim claim, Link link) {
		this.desk = desk;
		this.claim = claim;
		this.link = link;
		this.kept = link;
	}

	Desk desk() {
		return this.desk;
	}

	Link link() {
		return this.link;
	}

	/** A task that the claim is for. */
	long task() {
		if (this.claim.subject() instanceof Subject.OfTask(long task)) {
			return task;
		}
		throw new IllegalStateException("not under the claim of a task");
	}

	RemoteId issue() {
		RemoteId issue = this.link.issue();
		if (issue == null) {
			throw new IllegalStateException("there is no issue yet");
		}
		return issue;
	}

	void keep(Link next, Carried... carried) {
		keep(next, List.of(carried));
	}

	void keep(Link next, List<Carried> carried) {
		note(next, carried);
		if (!next.equals(this.kept) || !this.untold.isEmpty()) {
			this.desk.ledger().keep(this.claim, next, List.copyOf(this.untold));
			this.kept = next;
			this.untold.clear();
		}
	}

	/** As {@link #keep}, for what may be kept with whatever is kept next. */
	void note(Link next, Carried... carried) {
		note(next, List.of(carried));
	}

	private void note(Link next, List<Carried> carried) {
		this.link = next;
		this.untold.addAll(carried);
	}

	void renew() {
		this.desk.renew(this.claim);
	}

	/** What was read back is not what was expected: somebody else was there too. */
	void lookAgain() {
		this.moreToSee = true;
	}

	boolean hasMoreToSee() {
		return this.moreToSee;
	}

	Carried told(Side to, String what, Carried.Outcome outcome, @Nullable String before, @Nullable String after,
			@Nullable String why) {
		return this.desk.told(this.link.task(), this.link.issue(), to, what, outcome, before, after, why);
	}

}
