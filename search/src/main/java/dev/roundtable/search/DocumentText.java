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

	private String sequence = "";

	private DocumentText() {
	}

	/** Of one floor. */
	static DocumentText of(String title, String body) {
		DocumentText text = new DocumentText();
		text.add(title, 1);
		text.add(body, 1);
		return text;
	}

	/** Of a whole thread. */
	static DocumentText of(SearchDocument document) {
		DocumentText text = new DocumentText();
		text.add(document.title(), TITLE);
		document.facts().tags().forEach((tag) -> text.add(tag, BEGINNING));
		text.add(document.body(), BEGINNING);
		int chars = 0;
		Set<String> known = new HashSet<>();
		for (String answer : document.answers()) {
			chars += answer.length();
			if (chars <= WHOLE_CHARS) {
				text.add(answer, 1);
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

	/** The words of what was added last, in order. */
	String sequence() {
		return this.sequence;
	}

	private void add(String text, int times) {
		if (text.isEmpty()) {
			return;
		}
		StringBuilder inOrder = new StringBuilder();
		StringBuilder humps = new StringBuilder();
		StringBuilder combined = new StringBuilder();
		for (Token token : TextAnalysis.tokens(text)) {
			switch (token.kind()) {
				case WORD, CHARACTER -> inOrder.append(token.term()).append(' ');
				case HUMP -> humps.append(token.term()).append(' ');
				case BIGRAM, PREFIX -> combined.append(token.term()).append(' ');
				case WHOLE -> {
					combined.append(token.term()).append(' ');
					if (Versions.isVersion(token.term()) && this.versions.size() < MOST_VERSIONS) {
						this.versions.add(Versions.sortable(token.term()));
					}
				}
			}
		}
		this.sequence = inOrder.toString();
		for (int i = 0; i < times; i++) {
			addUnlessEmpty(this.words, inOrder);
			addUnlessEmpty(this.words, humps);
			addUnlessEmpty(this.pairs, combined);
		}
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

	private static void addUnlessEmpty(List<String> values, StringBuilder text) {
		if (!text.isEmpty()) {
			values.add(text.toString());
		}
	}

}
