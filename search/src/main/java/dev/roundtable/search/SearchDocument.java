package dev.roundtable.search;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What can be found, in the terms of search alone.
 *
 * @param version of what was read: what was read earlier never replaces what was read
 * later
 * @param thread what it is a floor of; its own key for a topic or task
 * @param title empty for a reply
 * @param body plain text
 * @param answers plain texts of what was answered, empty for a reply
 * @param audience who may find it, for example {@code everyone} or {@code team}
 * @param sourceAudience who may see where it comes from: both must let one
 */
public record SearchDocument(DocumentKey key, long version, DocumentKey thread, String title, String body,
		List<String> answers, Facts facts, Instant createdAt, String audience, String sourceAudience) {

	/**
	 * What a document is found by beside its words.
	 *
	 * @param author of the beginning
	 * @param has as of {@link Field#HAS}
	 * @param people how many it concerns
	 * @param fixedIn the build that fixed it, as written
	 * @param builds on which people say to have it, as written
	 * @param joined whether another document stands for it in a search of everything
	 */
	public record Facts(@Nullable String board, @Nullable String kind, @Nullable String status, List<String> tags,
			@Nullable String author, Set<String> has, int people, @Nullable String fixedIn, Set<String> builds,
			boolean joined) {

		/** Of something that nobody narrows a search by. */
		public static final Facts NONE = new Facts(null, null, null, List.of(), null, Set.of(), 0, null, false);

		/** Of something that nobody names a build for. */
		public Facts(@Nullable String board, @Nullable String kind, @Nullable String status, List<String> tags,
				@Nullable String author, Set<String> has, int people, @Nullable String fixedIn, boolean joined) {
			this(board, kind, status, tags, author, has, people, fixedIn, Set.of(), joined);
		}

	}

}
