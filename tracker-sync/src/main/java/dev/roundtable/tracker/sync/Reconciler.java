package dev.roundtable.tracker.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.roundtable.tracker.Access;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.RemoteIssue;
import dev.roundtable.tracker.Tracker;
import dev.roundtable.tracker.TrackerFailure;
import org.jspecify.annotations.Nullable;

/**
 * One connection at work. Any number of nodes may have one each; the ledger sees to it
 * that they do not do the same at the same time.
 */
public final class Reconciler {

	private final Desk desk;

	/**
	 * @throws IllegalArgumentException when a claim would end while something may be done
	 * yet that it was made for
	 */
	public Reconciler(Connection connection, Tracker tracker, TaskMirror mirror, SyncLedger ledger, Clock clock) {
		if (tracker.abilities().doubt().compareTo(Connection.LEASE) >= 0) {
			throw new IllegalArgumentException("a doubt longer than a claim");
		}
		this.desk = new Desk(connection, tracker, mirror, ledger, clock);
	}

	/**
	 * Asks whether the token works. If it does, a paused connection goes on.
	 * @throws TrackerFailure when it does not, or nobody answers
	 */
	public Access check() {
		Access access = this.desk.tracker().check();
		this.desk.ledger().resume(this.desk.id());
		return access;
	}

	/** What would be done about a task, read from both sides and carried nowhere. */
	public Preview preview(long task) {
		Optional<OurTask> ours = this.desk.mirror().read(task);
		Optional<Link> link = this.desk.ledger().ofTask(this.desk.id(), task);
		if (ours.isEmpty()) {
			return new Preview.Nothing("there is no such task");
		}
		if (link.isPresent() && link.get().stage() instanceof Link.Joined(RemoteId issue)) {
			return new Preview.Meet(Meeting.plan(this.desk.connection(), link.get(), ours.get(),
					this.desk.tracker().fetch(issue), this.desk.ledger().progress(this.desk.id())));
		}
		if (link.isPresent()) {
			return new Preview.Nothing("its link is " + link.get().stage());
		}
		return Making.wants(this.desk, ours.get())
				? new Preview.Make(new Translation(this.desk.connection().rules()).to(Side.THEIRS, ours.get().values(),
						this.desk.tracker().abilities().writable()::contains))
				: new Preview.Nothing("it is private or not among those that get an issue");
	}

	/**
	 * Does errands that are due. Issues of linked tasks are first looked at together, so
	 * the more at once, the fewer requests, and the longer ago that was when the last
	 * one's turn comes; twenty is a good number.
	 * @return how many there were
	 */
	public int work(int most) {
		List<Claim> claims = this.desk.ledger().claim(this.desk.id(), most, Connection.LEASE);
		Map<RemoteId, RemoteIssue> peeked = Map.of();
		for (int n = 0; n < claims.size(); n++) {
			try {
				if (n == 0) {
					peeked = peek(claims);
				}
				finish(claims.get(n), handle(claims.get(n), peeked));
			}
			catch (TrackerFailure.TokenRefused | TrackerFailure.Limited failure) {
				stop(claims.subList(n, claims.size()), failure);
				break;
			}
			catch (SyncLedger.ClaimLost lost) {
				// Whoever has it now does it.
			}
			catch (RuntimeException failure) {
				failed(claims.get(n), failure);
			}
		}
		return claims.size();
	}

	private Map<RemoteId, RemoteIssue> peek(List<Claim> claims) {
		List<Link> links = new ArrayList<>();
		for (Claim claim : claims) {
			if (claim.subject() instanceof Subject.OfTask(long task) && !claim.thorough()) {
				this.desk.ledger()
					.ofTask(this.desk.id(), task)
					.filter((link) -> link.seen() != null && link.seen().settled())
					.ifPresent(links::add);
			}
		}
		return links.isEmpty() ? Map.of() : Polling.peek(this.desk, links);
	}

	private Handled handle(Claim claim, Map<RemoteId, RemoteIssue> peeked) {
		switch (claim.subject()) {
			case Subject.OfTask(long task) -> {
				@Nullable RemoteId issue = this.desk.ledger().ofTask(this.desk.id(), task).map(Link::issue).orElse(null);
				return new TaskErrand(this.desk, claim, task).handle((issue != null) ? peeked.get(issue) : null);
			}
			case Subject.OfIssue(RemoteId issue) -> new Taking(this.desk, claim, issue).look();
			case Subject.Poll() -> new Polling(this.desk, claim).poll();
			case Subject.Sweep() -> {
				if (new Polling(this.desk, claim).sweep(claim.thorough())) {
					return new Handled.Again(now(), "there are more links");
				}
			}
			case Subject.Everything() -> {
				if (new Polling(this.desk, claim).everything()) {
					return new Handled.Again(now(), "there are more issues");
				}
			}
		}
		return new Handled.Done();
	}

	private void finish(Claim claim, Handled handled) {
		switch (handled) {
			case Handled.Done() -> this.desk.ledger().done(claim);
			case Handled.Again(Instant at, String why) -> this.desk.ledger().later(claim, at, why, false);
		}
	}

	/** It concerns the whole connection: nothing counts as a failure of an errand. */
	private void stop(List<Claim> claims, TrackerFailure failure) {
		String why = why(failure);
		if (failure instanceof TrackerFailure.Limited limited) {
			this.desk.ledger().rest(this.desk.id(), now().plus(Backoff.limited(limited.retryAfter())));
		}
		else {
			this.desk.ledger().pause(this.desk.id(), why);
		}
		claims.forEach((claim) -> this.desk.ledger().later(claim, now(), why, false));
	}

	private void failed(Claim claim, RuntimeException failure) {
		String why = why(failure);
		switch (failure) {
			case TrackerFailure.Refused _, TrackerFailure.Forbidden _, TrackerFailure.Gone _, SyncLedger.Taken _ ->
				this.desk.ledger().bury(claim, why);
			case TrackerFailure.Doubtful _ -> retry(claim, this.desk.tracker().abilities().doubt(), why);
			case TrackerFailure.Unavailable unavailable ->
				retry(claim, Backoff.after(claim.attempts(), unavailable.retryAfter()), why);
			default -> retry(claim, Backoff.after(claim.attempts(), null), why);
		}
	}

	private void retry(Claim claim, Duration wait, String why) {
		if (claim.attempts() + 1 >= Backoff.ATTEMPTS) {
			this.desk.ledger().bury(claim, why);
		}
		else {
			this.desk.ledger().later(claim, now().plus(wait), why, true);
		}
	}

	private static String why(RuntimeException failure) {
		String message = failure.getMessage();
		return failure.getClass().getSimpleName() + ((message != null) ? ": " + message : "");
	}

	private Instant now() {
		return this.desk.clock().instant();
	}

}
