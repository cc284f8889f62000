package dev.roundtable.tracker.sync;

import org.jspecify.annotations.Nullable;

/**
 * What each side had, in its own words, when a field was last looked at and dealt with. A
 * side has changed when it has something else now.
 *
 * @param why the two do not say the same, where they do not; a person reads it
 */
public record Baseline(String ours, String theirs, Standing standing, @Nullable String why) {

	public enum Standing {

		/** Both say the same, as far as their words allow. */
		AGREED,

		/** They do not, and nothing is done until one of them changes. */
		DIFFERS,

		/**
		 * Both changed, and a person is to say who is right. Nothing is done until then.
		 */
		ASKED,

		/** A person said so. */
		OURS_IS_RIGHT, THEIRS_IS_RIGHT

	}

	static Baseline agreed(String ours, String theirs) {
		return new Baseline(ours, theirs, Standing.AGREED, null);
	}

	static Baseline differs(String ours, String theirs, String why) {
		return new Baseline(ours, theirs, Standing.DIFFERS, why);
	}

	static Baseline asked(String ours, String theirs) {
		return new Baseline(ours, theirs, Standing.ASKED, "both sides changed it");
	}

	/** What a person said about two values that differ. */
	public Baseline answered(Side right) {
		return new Baseline(this.ours, this.theirs,
				(right == Side.OURS) ? Standing.OURS_IS_RIGHT : Standing.THEIRS_IS_RIGHT, this.why);
	}

}
