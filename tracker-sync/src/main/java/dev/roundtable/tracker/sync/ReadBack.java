package dev.roundtable.tracker.sync;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RemoteIssue;
import org.jspecify.annotations.Nullable;

/**
 * What a field of an issue was, was to become, and is after it was written. Trackers
 * acknowledge what they ignore, and people are there at the same time.
 */
record ReadBack(String before, String asked, String after, boolean text) {

	static ReadBack of(Field field, String before, String asked, RemoteIssue after) {
		String now = after.values().get(field);
		boolean text = field == Field.TITLE || field == Field.DESCRIPTION;
		return new ReadBack(before, asked, (now != null) ? now : before, text);
	}

	/** Trackers tidy the white space of texts. */
	private boolean took() {
		return this.asked.equals(this.after) || (this.text && tidy(this.asked).equals(tidy(this.after)));
	}

	private static String tidy(String text) {
		return text.replaceAll("\\s+", " ").strip();
	}

	private boolean ignored() {
		return !took() && this.before.equals(this.after);
	}

	/** Neither what was there nor what was asked for: the other's turn comes next. */
	boolean isSomebodyElses() {
		return !took() && !ignored();
	}

	@Nullable String whyIgnored() {
		return ignored() ? "the tracker acknowledged “" + this.asked + "” and kept “" + this.after + "”" : null;
	}

	/**
	 * What was asked for stands for theirs where somebody else's value is there: that is
	 * a change of theirs then, and is seen as one.
	 */
	Baseline baseline(String ours) {
		String why = whyIgnored();
		if (why != null) {
			return Baseline.differs(ours, this.after, why);
		}
		return Baseline.agreed(ours, took() ? this.after : this.asked);
	}

}
