package dev.roundtable.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;

/**
 * Words as queries on the fields of a {@link TextFields}: what a document must contain
 * and how it is weighed. Every number was measured, see {@code search/README.md}.
 */
record TextQuery(QueryText text, TextFields fields) {

	/** Of a longer text only its rarest words are asked for. */
	static final int MOST_TERMS = 64;

	private static final int A_QUESTION = 5;

	private static final int FEWEST = 5;

	private static final int MOST_WORDS = 12;

	private static final int MOST_CHARACTERS = 48;

	/** Up to this a run of characters is taken for words, beyond it for a sentence. */
	private static final int WORD_LIKE = 4;

	private static final float PAIRS = 0.6f;

	private static final float CHARACTERS_OF_WORDS = 0.1f;

	/**
	 * Of two terms both, of three or four most; of a whole question fewer and fewer,
	 * since an answer does not repeat it.
	 */
	private static final String ENOUGH = "2<75% 4<40% 6<30% 9<20%";

	/** As much of the characters of a sentence, most of which stand everywhere. */
	private static final String ENOUGH_CHARACTERS = "2<60% 6<50% 12<40% 20<30%";

	private static final String ANY = "1";

	static TextQuery of(String typed, TextFields fields) {
		return new TextQuery(QueryText.parse(typed), fields);
	}

	/**
	 * Whether a pasted text rather than a question: what it quotes and names is not what
	 * a document must contain.
	 */
	boolean isPasted() {
		return this.text.words().size() > MOST_WORDS
				|| this.text.characters(1, Integer.MAX_VALUE).size() > MOST_CHARACTERS;
	}

	/**
	 * How many hits there should be before any of the words is enough. Who names
	 * something, or asks for a word or two, means it.
	 */
	int fewest() {
		boolean asks = this.text.names().isEmpty() && this.text.phrases().isEmpty()
				&& this.text.words().size() + this.text.pairs(Integer.MAX_VALUE).size() >= A_QUESTION;
		return asks ? FEWEST : 1;
	}

	/**
	 * What makes a document better.
	 * @param bool takes the clauses
	 */
	void weigh(BoolQuery.Builder bool) {
		if (isPasted()) {
			addRarest(bool, this.fields.words(), this.text.sequence(), MOST_TERMS, 1);
			addRarest(bool, this.fields.pairs(), this.text.pairs(Integer.MAX_VALUE), MOST_TERMS, 1);
		}
		else {
			add(bool, this.fields.words(), this.text.words(), 1);
			add(bool, this.fields.pairs(), this.text.pairs(Integer.MAX_VALUE), PAIRS);
			Set<String> sentence = this.text.characters(WORD_LIKE + 1, Integer.MAX_VALUE);
			Set<String> words = this.text.characters(1, WORD_LIKE);
			words.removeAll(sentence);
			add(bool, this.fields.words(), sentence, 1);
			add(bool, this.fields.words(), words, this.text.pairs(WORD_LIKE).isEmpty() ? 1 : CHARACTERS_OF_WORDS);
		}
		add(bool, this.fields.pairs(), this.text.names(), 1);
		add(bool, this.fields.pairs(), this.text.joined(), 1);
		if (this.text.sequence().size() > 1 && !isPasted()) {
			bool.should(phrase(this.text.sequence()));
		}
	}

	/**
	 * What a document must contain, all of it.
	 * @param strict whether most of the words are asked for, not any of them; quoted
	 * phrases are always, names only then; nothing of a pasted text, of which what is
	 * weighed is enough
	 */
	List<Query> conditions(boolean strict) {
		List<Query> all = new ArrayList<>();
		if (isPasted()) {
			return all;
		}
		this.text.phrases().forEach((phrase) -> all.add(phrase(phrase)));
		if (strict) {
			this.text.names().forEach((name) -> all.add(any(this.fields.pairs(), List.of(name), ANY)));
		}
		List<Query> either = either(strict);
		if (!either.isEmpty()) {
			all.add(Query.of((query) -> query.bool((bool) -> bool.should(either).minimumShouldMatch(ANY))));
		}
		return all;
	}

	/** Contains something that was asked for: a word, a pair, a name. */
	Query telling() {
		List<Query> any = new ArrayList<>();
		addCondition(any, this.fields.words(), this.text.words(), ANY);
		addCondition(any, this.fields.pairs(), this.text.pairs(Integer.MAX_VALUE), ANY);
		addCondition(any, this.fields.pairs(), this.text.names(), ANY);
		addCondition(any, this.fields.words(), this.text.characters(1, 1), ANY);
		return Query.of((query) -> query.bool((bool) -> bool.should(any).minimumShouldMatch(ANY)));
	}

	/** Whoever mixes scripts, as in "相机 camera", asks for either. */
	private List<Query> either(boolean strict) {
		List<Query> either = new ArrayList<>();
		addCondition(either, this.fields.words(), this.text.words(), strict ? ENOUGH : ANY);
		addCondition(either, this.fields.words(), this.text.characters(WORD_LIKE + 1, Integer.MAX_VALUE),
				strict ? ENOUGH_CHARACTERS : ANY);
		addCondition(either, this.fields.pairs(), this.text.pairs(WORD_LIKE), strict ? ENOUGH : ANY);
		addCondition(either, this.fields.words(), this.text.characters(1, 1), strict ? ENOUGH : ANY);
		if (!strict) {
			addCondition(either, this.fields.pairs(), this.text.names(), ANY);
		}
		return either;
	}

	private static void addCondition(List<Query> conditions, String field, Collection<String> terms, String enough) {
		if (!terms.isEmpty()) {
			conditions.add(any(field, terms, enough));
		}
	}

	private static void add(BoolQuery.Builder bool, String field, Collection<String> terms, float boost) {
		if (!terms.isEmpty()) {
			bool.should(
					(query) -> query.match((match) -> match.field(field).query(String.join(" ", terms)).boost(boost)));
		}
	}

	private static Query any(String field, Collection<String> terms, String enough) {
		List<String> some = terms.stream().limit(MOST_TERMS).toList();
		return Query.of((query) -> query
			.match((match) -> match.field(field).query(String.join(" ", some)).minimumShouldMatch(enough)));
	}

	private Query phrase(List<String> sequence) {
		return Query.of((query) -> query
			.matchPhrase((match) -> match.field(this.fields.words()).query(String.join(" ", sequence))));
	}

	/** The engine knows which are rare. */
	static void addRarest(BoolQuery.Builder bool, String field, Collection<String> terms, int most, float boost) {
		if (!terms.isEmpty()) {
			bool.should((query) -> query.moreLikeThis((like) -> like.fields(field)
				.like((text) -> text.text(String.join(" ", terms)))
				.analyzer("whitespace")
				.maxQueryTerms(most)
				.minTermFreq(1)
				.minDocFreq(1)
				.minimumShouldMatch("0%")
				.boost(boost)));
		}
	}

}
