package dev.roundtable.tracker.sync;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A comment and its copy on the other side. Whoever wrote it owns it: her edits are
 * carried, those of the copy are not.
 *
 * @param origin the side it was written on
 * @param ours null while it has not been written here, and when it was refused
 * @param theirs null while it is not known to be there
 * @param said a digest of what its owner last said, as far as the copy has it
 * @param why it is as it is, where a person would ask
 */
public record Crossing(Side origin, @Nullable Long ours, @Nullable String theirs, State state, String said,
		@Nullable String why) {

	public enum State {

		/** It may be there: a request was on its way. */
		SENDING,

		CROSSED,

		/** The other side does not want it as it is. */
		REFUSED,

		/** One of the two was taken away, and nothing more is done. */
		ENDED

	}

	/**
	 * @throws IllegalArgumentException when it is neither here nor there
	 */
	public Crossing {
		if (ours == null && theirs == null) {
			throw new IllegalArgumentException("a comment that is nowhere");
		}
	}

	static Crossing sending(OurComment comment) {
		return new Crossing(Side.OURS, comment.id(), null, State.SENDING, Said.by(comment), null);
	}

	Crossing crossed(String said) {
		return new Crossing(this.origin, this.ours, this.theirs, State.CROSSED, said, null);
	}

	Crossing arrived(String theirs) {
		return new Crossing(this.origin, this.ours, theirs, State.CROSSED, this.said, null);
	}

	Crossing refused(String why) {
		return new Crossing(this.origin, this.ours, this.theirs, State.REFUSED, this.said, why);
	}

	Crossing ended(String why) {
		return new Crossing(this.origin, this.ours, this.theirs, State.ENDED, this.said, why);
	}

	/** Whether both are the same comment, whatever became of it. */
	boolean isSameAs(Crossing other) {
		return this.origin == other.origin && ((this.origin == Side.OURS) ? Objects.equals(this.ours, other.ours)
				: Objects.equals(this.theirs, other.theirs));
	}

}
