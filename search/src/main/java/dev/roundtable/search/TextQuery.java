package dev.roundtable.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionBoostMode;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import dev.roundtable.search.Synonyms.Form;

/**
 * Words as queries on the fields of a {@link TextFields}: what a document must contain
 * and how it is weighed. Every number was measured, see {@code search/README.md}.
 */
record TextQuery(QueryText text, TextFields fields, Expansion expansion) {

	/** Of a longer text only its rarest words are asked for. */
	static final int MOST_TERMS = 64;

	/**
	 * Of a phrase that nobody quoted only its beginning is asked for: each further word
	 * costs as much as one of its own, also where it is the same again.
	 */
	private static final int LONGEST_PHRASE = 16;

	/** Of one that is excluded, of which there may be many. */
	private static final int LONGEST_EXCLUDED = 8;

	/** Characters of a question make more pairs than words. */
	private static final int MOST_WEIGHED = 2 * MOST_TERMS;

	private static final int A_QUESTION = 5;

	private static final int FEWEST = 5;

	private static final int MOST_WORDS = 12;

	private static final int MOST_CHARACTERS = 48;

	/** Up to this a run of characters is taken for words, beyond it for a sentence. */
	static final int WORD_LIKE = 4;

	private static final float PAIRS = 0.6f;

	private static final float QUOTED = 1_000;

	private static final float CHARACTERS_OF_WORDS = 0.1f;

	/** Of what the words of a synonym weigh, each its share. */
	private static final float SYNONYM = 0.5f;

	/**
	 * What a synonym weighs at most, however rare it is. Whatever has the word itself
	 * gets as much, so that it stands above what only has a synonym.
	 */
	private static final float MOST_OF_SYNONYMS = 1;

	/**
	 * Of two terms both, of three or four most; of a whole question fewer and fewer,
	 * since an answer does not repeat it.
	 */
	private static final String ENOUGH = "2<75% 4<40% 6<30% 9<20%";

	/** As much of the characters of a sentence, most of which stand everywhere. */
	private static final String ENOUGH_CHARACTERS = "2<60% 6<50% 12<40% 20<30%";

	private static final String ANY = "1";

	static TextQuery of(String typed, TextFields fields) {
		return of(typed, fields, Synonyms.NONE);
	}

	static TextQuery of(String typed, TextFields fields, Synonyms synonyms) {
		QueryText text = QueryText.parse(typed);
		TextQuery plain = new TextQuery(text, fields, Expansion.NONE);
		return plain.isPasted() ? plain : new TextQuery(text, fields, Expansion.of(typed, text, synonyms));
	}

	/**
	 * Whether a pasted text rather than a question: what it quotes and names is not what
	 * a document must contain.
	 */
	boolean isPasted() {
		return this.text.words().size() > MOST_WORDS || this.text.names().size() > MOST_WORDS
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
			bool.should(phrase(beginning(this.text.sequence(), LONGEST_PHRASE)));
		}
		this.expansion.found().forEach((found) -> weigh(bool, found));
	}

	private void weigh(BoolQuery.Builder bool, Expansion.Found found) {
		Query own = form(found.own(), 1);
		bool.should((query) -> query.constantScore((same) -> same.filter(own).boost(MOST_OF_SYNONYMS)));
		List<Query> others = found.others()
			.stream()
			.map((other) -> form(other, SYNONYM / other.terms().size()))
			.toList();
		bool.should((query) -> query
			.functionScore((bounded) -> bounded.query((best) -> best.disMax((each) -> each.queries(others)))
				.functions((function) -> function.weight((double) MOST_OF_SYNONYMS))
				.boostMode(FunctionBoostMode.Min)));
	}

	/**
	 * What a document must contain, all of it.
	 * @param strict whether most of the words are asked for, not any of them; quoted
	 * phrases are always, names only then; nothing of a pasted text, of which what is
	 * weighed is enough
	 */
	List<Query> conditions(boolean strict) {
		return conditions(strict, MOST_TERMS);
	}

	private List<Query> conditions(boolean strict, int longest) {
		List<Query> all = new ArrayList<>();
		if (isPasted()) {
			return all;
		}
		all.addAll(phrases(longest));
		if (strict) {
			this.text.names().forEach((name) -> all.add(named(name)));
		}
		List<Query> either = either(strict);
		if (!this.expansion.found().isEmpty() && !either.isEmpty()) {
			either.add(otherwise(strict));
		}
		if (!either.isEmpty()) {
			all.add(anyOf(either));
		}
		return all;
	}

	/**
	 * What nothing that is found may contain, all of it: of long phrases the beginning.
	 */
	List<Query> exclusions() {
		return isPasted() ? phrases(LONGEST_EXCLUDED) : conditions(true, LONGEST_EXCLUDED);
	}

	/** Has it been quoted, it says more than all the other words. */
	List<Query> quoted() {
		return isPasted() ? List.of() : phrases(MOST_TERMS).stream()
			.map((phrase) -> Query.of((query) -> query.constantScore((same) -> same.filter(phrase).boost(QUOTED))))
			.toList();
	}

	private List<Query> phrases(int longest) {
		return this.text.phrases()
			.stream()
			.map((phrase) -> beginning(phrase, longest))
			.distinct()
			.map(this::phrase)
			.toList();
	}

	private static List<String> beginning(List<String> phrase, int longest) {
		return phrase.subList(0, Math.min(phrase.size(), longest));
	}

	/** Contains something that was asked for: a word, a pair, a name. */
	Query telling() {
		List<Query> any = new ArrayList<>();
		addCondition(any, this.fields.words(), this.text.words(), ANY);
		addCondition(any, this.fields.pairs(), this.text.pairs(Integer.MAX_VALUE), ANY);
		addCondition(any, this.fields.pairs(), this.text.names(), ANY);
		addCondition(any, this.fields.words(), this.text.characters(1, 1), ANY);
		this.expansion.found().forEach((found) -> any.add(said(found)));
		return anyOf(any);
	}

	/** A name, or what it is called otherwise. */
	private Query named(String name) {
		return this.expansion.found()
			.stream()
			.filter((found) -> found.own().kind() == Form.Kind.NAME && found.own().terms().contains(name))
			.findFirst()
			.map(this::said)
			.orElseGet(() -> any(this.fields.pairs(), List.of(name), ANY));
	}

	/**
	 * Most of what was asked for, where each thing that has other words may be said in
	 * any of them. Of a sentence its characters are one thing.
	 */
	private Query otherwise(boolean strict) {
		QueryText rest = this.expansion.rest();
		List<Query> things = new ArrayList<>();
		this.expansion.found().forEach((found) -> things.add(said(found)));
		rest.words()
			.stream()
			.filter(QueryText::tells)
			.limit(MOST_TERMS)
			.forEach((word) -> things.add(term(this.fields.words(), word)));
		rest.pairs(WORD_LIKE).stream().limit(MOST_TERMS).forEach((pair) -> things.add(term(this.fields.pairs(), pair)));
		rest.characters(1, 1).forEach((one) -> things.add(term(this.fields.words(), one)));
		addCondition(things, this.fields.words(), rest.characters(WORD_LIKE + 1, Integer.MAX_VALUE),
				strict ? ENOUGH_CHARACTERS : ANY);
		return Query.of((query) -> query.bool((bool) -> bool.should(things).minimumShouldMatch(strict ? ENOUGH : ANY)));
	}

	/** In any of its words. */
	private Query said(Expansion.Found found) {
		List<Query> forms = new ArrayList<>(List.of(form(found.own(), 1)));
		found.others().forEach((other) -> forms.add(form(other, 1)));
		return anyOf(forms);
	}

	private Query form(Form form, float boost) {
		List<String> terms = form.terms();
		if (form.kind() == Form.Kind.NAME) {
			return term(this.fields.pairs(), terms.getFirst(), boost);
		}
		if (terms.size() == 1) {
			return term(this.fields.words(), terms.getFirst(), boost);
		}
		return (form.kind() == Form.Kind.CHARACTERS && terms.size() == 2)
				? term(this.fields.pairs(), String.join("", terms), boost) : Query.of((query) -> query.matchPhrase(
						(match) -> match.field(this.fields.words()).query(String.join(" ", terms)).boost(boost)));
	}

	private static Query term(String field, String term) {
		return term(field, term, 1);
	}

	private static Query term(String field, String term, float boost) {
		return Query.of((query) -> query.term((one) -> one.field(field).value(term).boost(boost)));
	}

	private static Query anyOf(List<Query> queries) {
		return Query.of((query) -> query.bool((bool) -> bool.should(queries).minimumShouldMatch(ANY)));
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
			List<String> some = terms.stream().limit(MOST_WEIGHED).toList();
			bool.should(
					(query) -> query.match((match) -> match.field(field).query(String.join(" ", some)).boost(boost)));
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
