package dev.roundtable.feedback.verifying;

import dev.roundtable.http.BadInput;

/**
 * How many have to say so. Public for its template.
 *
 * @param refuting that it is still broken, until a task is open again
 * @param proving fans that it works, until a task is verified; one who reported it is
 * enough
 */
public record Bars(int refuting, int proving, long version) {

	static final int MOST = 1000;

	/**
	 * @throws BadInput on the number that is wrong
	 */
	public Bars {
		if (refuting < 1 || refuting > MOST) {
			throw new BadInput("refuting", "number.range", 1, MOST);
		}
		if (proving < 1 || proving > MOST) {
			throw new BadInput("proving", "number.range", 1, MOST);
		}
	}

}
