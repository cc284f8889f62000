package dev.roundtable.site;

/**
 * The picture that stands for the site's name.
 *
 * @param width in pixels, of which two or more are one of a page's
 */
public record Logo(String url, int width, int height) {

	/** As high as a line at most. */
	private static final int LINE = 40;

	/** For templates: the width in which it is shown. */
	public int shownWidth() {
		return Math.max(1, Math.round((float) this.width * shownHeight() / this.height));
	}

	/** For templates. */
	public int shownHeight() {
		return Math.min(this.height, LINE);
	}

}
