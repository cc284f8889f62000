package dev.roundtable.tracker.http;

/**
 * A part of a list, asked for by the number of a page, and smaller where a page is more
 * than fits: whoever may write an issue or a comment can make it large.
 *
 * @param offset what comes before it, a multiple of its size
 */
public record Portion(int offset, int size) {

	private static final int STEP = 5;

	public Portion {
		if (offset < 0 || size < 1 || offset % size != 0) {
			throw new IllegalArgumentException("not a page");
		}
	}

	public int page() {
		return this.offset / this.size + 1;
	}

	public boolean isSingle() {
		return this.size == 1;
	}

	/** Its beginning. */
	public Portion smaller() {
		int less = Math.max(1, this.size / STEP);
		return new Portion(this.offset, (this.offset % less == 0) ? less : 1);
	}

	/**
	 * What comes after it, larger again where there was room.
	 * @param most of a page
	 */
	public Portion next(boolean room, int most) {
		int after = this.offset + this.size;
		int more = this.size * STEP;
		return new Portion(after, (room && more <= most && after % more == 0) ? more : this.size);
	}

	/** From the beginning of another list. */
	public Portion first(boolean room, int most) {
		return new Portion(0, room ? Math.min(most, this.size * STEP) : this.size);
	}

	/**
	 * @throws IllegalArgumentException when it is none of ours
	 */
	public static Portion parse(String portion) {
		String[] parts = portion.split("[+]", 2);
		return new Portion(Integer.parseInt(parts[0]), Integer.parseInt(parts[parts.length - 1]));
	}

	@Override
	public String toString() {
		return this.offset + "+" + this.size;
	}

}
