package dev.roundtable.tracker.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RemoteId;

/**
 * What is remembered, shared by all nodes. Each call is one short transaction; what it
 * returned from is on disk.
 *
 * <p>
 * <b>Errands.</b> One row for a connection and a subject, however often it is wanted. It
 * is claimed by one node at a time, and waits: when it was never tried, for nothing;
 * after a failure, for its time, whoever wants it meanwhile (what may be done yet must
 * not be overtaken). Wanted again while it is claimed, it stays when the claim is done.
 *
 * <p>
 * <b>Links.</b> Unique on connection and task, and on connection and issue. A link with a
 * task is written under the claim of that task's errand, and no other.
 */
public interface SyncLedger {

	// Errands

	/**
	 * Has somebody look at it. A dead letter lives again: something is new about it.
	 * @param thorough see {@link Claim#thorough()}; once wanted, it stays until it is
	 * done
	 */
	void want(ConnectionId connection, Subject subject, boolean thorough);

	/**
	 * Errands of a connection that nobody has and that have waited long enough, the
	 * longest wanted first; none while the connection is paused or rests.
	 * @param lease how long from now the claims last
	 */
	List<Claim> claim(ConnectionId connection, int most, Duration lease);

	/**
	 * Makes a claim last as long as a new one.
	 * @throws ClaimLost when it has ended
	 */
	void renew(Claim claim, Duration lease);

	/**
	 * The errand is done, unless it was wanted again. Nothing when the claim has ended.
	 */
	void done(Claim claim);

	/**
	 * Gives the errand back, to be tried again.
	 * @param counts whether this was an attempt that failed
	 */
	void later(Claim claim, Instant at, String why, boolean counts);

	/** Makes a dead letter of it, for a person to read. */
	void bury(Claim claim, String why);

	/** Tries a dead letter again, with as many attempts as a new one. */
	void replay(ConnectionId connection, Subject subject);

	// Links

	Optional<Link> ofTask(ConnectionId connection, long task);

	Optional<Link> ofIssue(ConnectionId connection, RemoteId issue);

	/** Joined ones in the order of their tasks. */
	List<Link> joined(ConnectionId connection, long afterTask, int most);

	/**
	 * Adds a link.
	 * @throws Taken when the task or the issue has another one
	 */
	void open(Link link);

	/**
	 * Puts a link in the place of the one of the same task, or at {@link Link.Taking} of
	 * the same issue, and adds to the audit trail.
	 * @throws ClaimLost when the claim has ended
	 * @throws Taken when the issue has another link
	 */
	void keep(Claim claim, Link link, List<Carried> carried);

	/**
	 * A person says who is right about a field that differs, and the task is wanted.
	 * Nothing where the field does not differ.
	 */
	void answer(ConnectionId connection, long task, Field field, Side right);

	// Connections

	/** {@link Progress#NONE} before the first. */
	Progress progress(ConnectionId connection);

	/**
	 * @throws ClaimLost when the claim has ended
	 */
	void keep(Claim claim, Progress progress);

	/** Nothing is claimed until {@link #resume}. */
	void pause(ConnectionId connection, String why);

	void resume(ConnectionId connection);

	/** Nothing is claimed until then. A later moment that was named before stays. */
	void rest(ConnectionId connection, Instant until);

	/** Somebody else may have the errand now; whatever this node still does is stale. */
	final class ClaimLost extends RuntimeException {

		private static final long serialVersionUID = 1L;

		public ClaimLost() {
			super("the claim has ended");
		}

	}

	/** The task or the issue is linked already. */
	final class Taken extends RuntimeException {

		private static final long serialVersionUID = 1L;

		public Taken() {
			super("linked already");
		}

	}

}
