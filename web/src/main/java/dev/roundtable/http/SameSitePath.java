package dev.roundtable.http;

import org.jspecify.annotations.Nullable;

/** Where a redirect may lead: a path of this site and nothing else. */
public final class SameSitePath {

	/**
	 * Characters, which are ASCII; what leads somewhere else must fit into the head of an
	 * answer.
	 */
	public static final int LONGEST = 4_000;

	private static final int MAX = 1500;

	private SameSitePath() {
	}

	/**
	 * @return the path as given, or {@code /} where it could lead off the site
	 */
	public static String orHome(@Nullable String path) {
		return (path != null && isSafe(path)) ? path : "/";
	}

	private static boolean isSafe(String path) {
		if (path.isEmpty() || path.length() > MAX || path.charAt(0) != '/') {
			return false;
		}
		if (path.length() > 1 && (path.charAt(1) == '/' || path.charAt(1) == '\\')) {
			return false;
		}
		// Browsers drop tabs and line ends and read a backslash as a slash; no header
		// holds
		// anything beyond ASCII.
		return path.chars().noneMatch((c) -> c <= ' ' || c > '~' || c == '\\');
	}

}
