/**
 * Keeps tasks and issues in agreement, through two ports: {@link TaskMirror}, our side,
 * and {@link SyncLedger}, what is remembered. {@link Reconciler} is one connection at
 * work.
 *
 * <h2>Why there are no loops</h2> Nothing is carried because something <em>happened</em>,
 * but because a side <em>differs from what that same side had</em> when both last agreed
 * (its {@link Baseline}). Whatever is written is read back, and what was read becomes the
 * baseline of the side it was written to, whether the write took or was ignored. So after
 * a write neither side differs from its own baseline, and nothing is left to be carried:
 * a change causes at most one write per connection and field, and none on the side that
 * it came from. A translation that loses something (two of our statuses are one of
 * theirs) never makes a difference, because no value is compared with a translated one
 * once there is a baseline.
 *
 * <p>
 * With two connections A and B on one task, a change in A becomes a change of the task,
 * with A's baseline renewed; to B it is a change like any other, and A, asked again,
 * finds its own baseline. A comment is known by the pair of its ids (a {@link Crossing}),
 * or by where our comment says it came from, or by the mark that its copy bears: each
 * holds before the next can be missing.
 *
 * <h2>Why nothing is doubled</h2> Two calls make something new there, and before each its
 * row is on disk ({@link Link.Making}, {@link Crossing.State#SENDING}). Whoever finds
 * such a row looks first whether the work was done, by our name for it, and no earlier
 * than {@link dev.roundtable.tracker.Abilities#doubt()} after it was last tried: a
 * failure without an answer waits that long, and a claim lives longer than that. What is
 * made here is made once for what it was made of; {@link TaskMirror} promises that.
 *
 * <h2>Why nothing is lost</h2> What has to be looked at is a row that outlives whoever
 * works on it, wanted again while somebody does or not; the work reads both sides anew
 * each time. A side that was not looked at keeps differing from its baseline for as long
 * as it takes.
 *
 * <h2>Why nothing leaks</h2> A link carries nothing unless the task and the issue are
 * both public, each in the words of its own side, and no comment unless it is.
 */
@NamedInterface("sync")
@NullMarked
package dev.roundtable.tracker.sync;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
