package dev.roundtable.caching;

import org.jspecify.annotations.Nullable;

/**
 * A room's word on which of its pages may be kept in memory for anonymous readers. Asked
 * at every anonymous request, so the answer must be cheap. Only what everyone may read is
 * ever kept: where an audience is narrower, the answer is null.
 */
@FunctionalInterface
public interface CachedPage {

	/**
	 * @param query the raw query string, empty when there is none
	 * @return what differs whenever the page would, or null when this page is not to be
	 * kept or not this room's
	 */
	@Nullable Version versionOf(String path, String query);

	/**
	 * The version of a page, in two parts. A copy with the same content and other
	 * counters is good for a second: a storm of votes does not make a page anew for each
	 * of them.
	 *
	 * @param content differs when what was written differs
	 * @param counters differs when only votes, reactions or views do
	 */
	record Version(String content, String counters) {

		/** Where nothing is merely counted. */
		public static Version of(String content) {
			return new Version(content, "");
		}

	}

}
