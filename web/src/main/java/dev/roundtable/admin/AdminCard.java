package dev.roundtable.admin;

/**
 * One card on the home of the administration: {@code admin.KEY} is its heading and
 * {@code admin.KEY.text} its sentence.
 *
 * @param order where it stands, small first
 * @param key the end of its message keys
 * @param count for the sentence's placeholder {@code {0}}
 * @param url where to do something about it, empty where there is nothing to do
 * @param state what it asks for
 */
public record AdminCard(int order, String key, long count, String url, State state) {

	/** Whether somebody has to do something. */
	public enum State {

		/** All is well. */
		GOOD,

		/** One of the first steps, not yet done. */
		STEP,

		/** Something is wrong. */
		BAD

	}

}
