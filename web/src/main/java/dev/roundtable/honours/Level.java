package dev.roundtable.honours;

/**
 * How far somebody has come; the package says how that is computed.
 *
 * @param number from 1
 * @param points that she has
 * @param next points that the next level takes
 */
record Level(int number, long points, long next) {

	private static final int STEP = 10;

	static Level of(long posts, long reports, long answers, long days) {
		long points = 20 * reports + 10 * answers + (Math.min(posts, 200) + Math.min(days, 100)) / 2;
		int number = 1 + (int) Math.floor(Math.sqrt((double) points / STEP));
		return new Level(number, points, (long) STEP * number * number);
	}

	/** For templates: of the way from this level to the next, in percent. */
	public int percent() {
		long from = (long) STEP * (this.number - 1) * (this.number - 1);
		return (int) (100 * (this.points - from) / (this.next - from));
	}

}
