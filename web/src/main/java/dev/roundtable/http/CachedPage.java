package dev.roundtable.http;

import org.jspecify.annotations.Nullable;

/**
 * A room's word on which of its pages may be kept in memory for anonymous readers. Asked
 * at every anonymous request, so the answer must be cheap.
 */
@FunctionalInterface
public interface CachedPage {

	/**
	 * @param query the raw query string, empty when there is none
	 * @return a text that differs whenever the page would, or null when this page is not
	 * to be kept or not this room's
	 */
	@Nullable String versionOf(String path, String query);

}
