package dev.roundtable.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a text becomes in the two fields of {@link TextFields}. In a whole thread a title
 * stands four times and its beginning twice: that makes one field of the three that they
 * would be, weighed together as BM25F does, at a tenth of what asking three costs.
 */
final class DocumentText {

	private static final int TITLE = 4;

	private static final int BEGINNING = 2;

	/**
	 * Beyond this only words that a thread does not have yet are added to it: about 100
	 * pages, in which nobody looks for a phrase.
	 */
	private static final int WHOLE_CHARS = 200_000;

	private static final int MOST_VERSIONS = 20;

	private final List<String> words = new ArrayList<>();

	private final List<String> pairs = new ArrayList<>();

	private final Set<String> versions = new LinkedHashSet<>();

	private DocumentText() {
	}

	/** Of one floor. */
	static DocumentText of(Part title, Part body) {
		DocumentText text = new DocumentText();
		text.add(title, 1);
		text.add(body, 1);
		return text;
	}

	/**
	 * Of a whole thread.
	 * @param title, body its beginning, analysed
	 */
	static DocumentText of(Part title, Part body, SearchDocument document) {
		DocumentText text = new DocumentText();
		text.add(title, TITLE);
		document.facts().tags().forEach((tag) -> text.add(Part.of(tag), BEGINNING));
		text.add(body, BEGINNING);
		int chars = 0;
		Set<String> known = new HashSet<>();
		for (String answer : document.answers()) {
			chars += answer.length();
			if (chars <= WHOLE_CHARS) {
				text.add(Part.of(answer), 1);
			}
			else if (chars <= TextAnalysis.LONGEST_TEXT) {
				text.addNew(answer, known);
			}
		}
		return text;
	}

	/** The engine keeps values apart, so that a phrase does not reach over their ends. */
	List<String> words() {
		return this.words;
	}

	List<String> pairs() {
		return this.pairs;
	}

	/** Versions that it names, sortable. */
	Set<String> versions() {
		return this.versions;
	}

	private void add(Part part, int times) {
		for (int i = 0; i < times; i++) {
			addUnlessEmpty(this.words, part.words());
			addUnlessEmpty(this.words, part.humps());
			addUnlessEmpty(this.pairs, part.pairs());
		}
		part.versions().stream().limit(MOST_VERSIONS - this.versions.size()).forEach(this.versions::add);
	}

	private void addNew(String text, Set<String> known) {
		StringBuilder single = new StringBuilder();
		StringBuilder combined = new StringBuilder();
		for (Token token : TextAnalysis.tokens(text)) {
			if (known.add(token.term())) {
				boolean apart = switch (token.kind()) {
					case WORD, CHARACTER, HUMP -> true;
					case BIGRAM, PREFIX, WHOLE -> false;
				};
				(apart ? single : combined).append(token.term()).append(' ');
			}
		}
		addUnlessEmpty(this.words, single);
		addUnlessEmpty(this.pairs, combined);
	}

	private static void addUnlessEmpty(List<String> values, CharSequence text) {
		if (!text.isEmpty()) {
			values.add(text.toString());
		}
	}

	/**
	 * A title, a floor or a tag, analysed once for all the fields that it stands in.
	 *
	 * @param words in order, blanks between them
	 * @param humps parts of words
	 * @param pairs of characters, and names as a whole
	 * @param versions sortable
	 */
	record Part(String words, String humps, String pairs, Set<String> versions) {

		static Part of(String text) {
			StringBuilder words = new StringBuilder();
			StringBuilder humps = new StringBuilder();
			StringBuilder pairs = new StringBuilder();
			Set<String> versions = new LinkedHashSet<>();
			for (Token token : TextAnalysis.tokens(text)) {
				switch (token.kind()) {
					case WORD, CHARACTER -> words.append(token.term()).append(' ');
					case HUMP -> humps.append(token.term()).append(' ');
					case BIGRAM, PREFIX -> pairs.append(token.term()).append(' ');
					case WHOLE -> {
						pairs.append(token.term()).append(' ');
						if (Versions.isVersion(token.term()) && versions.size() < MOST_VERSIONS) {
							versions.add(Versions.sortable(token.term()));
						}
					}
				}
			}
			return new Part(words.toString(), humps.toString(), pairs.toString(), versions);
		}

	}

}
