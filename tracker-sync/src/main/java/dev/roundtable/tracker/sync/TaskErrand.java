package dev.roundtable.tracker.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.RemoteIssue;
import dev.roundtable.tracker.TrackerFailure;
import org.jspecify.annotations.Nullable;

/** Does what a task needs, whatever its link has come to. */
final class TaskErrand {

	private final Desk desk;

	private final Claim claim;

	private final long task;

	TaskErrand(Desk desk, Claim claim, long task) {
		this.desk = desk;
		this.claim = claim;
		this.task = task;
	}

	/**
	 * @param peeked the issue without its comments, as it was just seen; null when it was
	 * not
	 */
	Handled handle(@Nullable RemoteIssue peeked) {
		@Nullable OurTask ours = this.desk.mirror().read(this.task).orElse(null);
		Optional<Link> known = this.desk.ledger().ofTask(this.desk.id(), this.task);
		boolean wanted = ours != null && Making.wants(this.desk, ours);
		if (known.isEmpty()) {
			return wanted ? makeFirst(ours) : new Handled.Done();
		}
		Pair pair = new Pair(this.desk, this.claim, known.get());
		return switch (known.get().stage()) {
			case Link.Making() -> make(pair, ours, true);
			case Link.Ended(RemoteId issue, String _, boolean parted) ->
				(issue == null && !parted && wanted) ? makeAgain(pair, ours) : new Handled.Done();
			case Link.Joined(RemoteId issue) -> meet(pair, ours, issue, peeked);
			case Link.Taking(RemoteId _) -> new Handled.Done();
		};
	}

	private Handled makeFirst(@Nullable OurTask ours) {
		Link making = Link.making(this.desk.id(), this.task);
		this.desk.ledger().open(making);
		return make(new Pair(this.desk, this.claim, making), ours, false);
	}

	/** It was refused once, or not to be seen for a while. */
	private Handled makeAgain(Pair pair, @Nullable OurTask ours) {
		pair.keep(Link.making(this.desk.id(), this.task));
		return make(pair, ours, true);
	}

	private Handled make(Pair pair, @Nullable OurTask ours, boolean tried) {
		RemoteIssue made = new Making(pair).make(ours, tried);
		if (made == null || ours == null) {
			return new Handled.Done();
		}
		return agree(pair, ours, made);
	}

	private Handled meet(Pair pair, @Nullable OurTask ours, RemoteId issue, @Nullable RemoteIssue peeked) {
		if (ours == null) {
			return end(pair, Side.THEIRS, "the task is gone");
		}
		try {
			RemoteIssue theirs = (peeked != null && isAsItWas(pair.link(), peeked)) ? peeked
					: this.desk.tracker().fetch(issue);
			return agree(pair, ours, theirs);
		}
		catch (TrackerFailure.Gone failure) {
			return end(pair, Side.OURS, "the issue is gone");
		}
		catch (TrackerFailure.Moved failure) {
			pair.keep(pair.link().joined(this.task, failure.to()), pair.told(Side.THEIRS, "link",
					Carried.Outcome.CARRIED, issue.toString(), failure.to().toString(), null));
			return again("the issue has moved");
		}
	}

	/** Whether its comments need not be read: nothing was said, and none is in doubt. */
	private boolean isAsItWas(Link link, RemoteIssue peeked) {
		return !this.claim.thorough() && link.seen() != null && link.seen().settled()
				&& link.seen().updatedAt().equals(peeked.updatedAt())
				&& link.comments().stream().noneMatch((one) -> one.state() == Crossing.State.SENDING);
	}

	private Handled end(Pair pair, Side to, String why) {
		pair.keep(pair.link().ended(why), pair.told(to, "link", Carried.Outcome.ENDED, null, null, why));
		return new Handled.Done();
	}

	private Handled agree(Pair pair, OurTask ours, RemoteIssue theirs) {
		new Meeting(pair).agree(ours, theirs);
		if (pair.hasMoreToSee()) {
			return again("somebody else was there too");
		}
		Duration precision = this.desk.tracker().abilities().precision();
		if (theirs.comments() != null && !theirs.isSettled(precision)) {
			return again("more may have happened at the same time");
		}
		return new Handled.Done();
	}

	private Handled again(String why) {
		Instant at = this.desk.clock().instant().plus(this.desk.tracker().abilities().precision()).plusSeconds(1);
		return new Handled.Again(at, why);
	}

}
