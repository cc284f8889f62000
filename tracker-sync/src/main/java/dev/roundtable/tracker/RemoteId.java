package dev.roundtable.tracker;

/**
 * An issue within a connection.
 *
 * @param project as the tracker addresses it: {@code buglist}, {@code owner/name}
 * @param issue within the project: a number or a key
 */
public record RemoteId(String project, String issue) {

	/** Characters at most of either part. */
	public static final int LENGTH = 200;

	public RemoteId {
		require(project);
		require(issue);
	}

	private static void require(String part) {
		if (part.isBlank() || part.length() > LENGTH || part.chars().anyMatch(Character::isISOControl)) {
			throw new IllegalArgumentException("not part of an issue's id");
		}
	}

	@Override
	public String toString() {
		return this.project + "#" + this.issue;
	}

}
