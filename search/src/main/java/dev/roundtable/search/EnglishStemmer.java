package dev.roundtable.search;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Lucene keeps its stemmer to itself; a stream of one word is the way to it. */
final class EnglishStemmer {

	private final PorterStemFilter filter = new PorterStemFilter(new OneWord());

	private final CharTermAttribute term = this.filter.getAttribute(CharTermAttribute.class);

	String stem(String word) {
		this.term.setEmpty().append(word);
		try {
			this.filter.incrementToken();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return this.term.toString();
	}

	private static final class OneWord extends TokenStream {

		OneWord() {
			addAttribute(CharTermAttribute.class);
		}

		@Override
		public boolean incrementToken() {
			return true;
		}

	}

}
