package dev.roundtable.search;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a person looks for.
 *
 * @param text as typed, any language; what stands in quotes is bound
 * @param excluded words, and at most {@link #MOST_EXCLUDED_PHRASES} phrases in quotes, of
 * which a hit has none
 * @param conditions all of which hold for a hit
 * @param audiences those the person belongs to; a document is found when its own audience
 * and that of its source are among them
 * @param cursor from the previous {@link SearchHits}
 * @param size hits a page, 1 to 100
 * @param counted whether to count by {@link Field} as well
 * @param synonyms other words for those of the text
 */
public record SearchQuery(String text, List<String> excluded, Scope scope, List<Condition> conditions, Sort sort,
		Set<String> audiences, @Nullable String cursor, int size, boolean counted, Synonyms synonyms) {

	/** Phrases that are excluded: of more, each hit would be looked through for each. */
	public static final int MOST_EXCLUDED_PHRASES = 8;

	/** By its own words. */
	public SearchQuery(String text, List<String> excluded, Scope scope, List<Condition> conditions, Sort sort,
			Set<String> audiences, @Nullable String cursor, int size, boolean counted) {
		this(text, excluded, scope, conditions, sort, audiences, cursor, size, counted, Synonyms.NONE);
	}

	public enum Scope {

		/** Topics with their answers, and tasks that no topic stands for. */
		THREADS,

		TOPICS,

		TASKS,

		/** Single answers. */
		REPLIES

	}

	public enum Sort {

		/** Without words, the newest come first. */
		RELEVANCE,

		NEWEST,

		/** Those that concern most people. */
		PEOPLE

	}

	/** The best for these words. */
	public static SearchQuery of(String text, Set<String> audiences, int size) {
		return new SearchQuery(text, List.of(), Scope.THREADS, List.of(), Sort.RELEVANCE, audiences, null, size, false);
	}

}
