package dev.roundtable.queries;

/**
 * What was not understood.
 *
 * @param at where in the text it stands, counted from 0
 * @param text what it says there
 */
public record Remark(Why why, int at, String text) {

	public enum Why {

		/** A quotation mark without its other half. */
		UNCLOSED,

		/** A name with nothing behind it. */
		NO_VALUE,

		/** What goes beyond the most that is read. */
		TOO_LONG,

		/** More names, phrases or exclusions than are heeded; the rest is left out. */
		TOO_MANY

	}

}
