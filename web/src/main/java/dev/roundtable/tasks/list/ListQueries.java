package dev.roundtable.tasks.list;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import dev.roundtable.http.BadInput;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Viewer;
import dev.roundtable.queries.Asked;
import dev.roundtable.queries.Operator;
import dev.roundtable.queries.Term;
import dev.roundtable.queries.Value;
import dev.roundtable.tasks.ComponentNames;
import dev.roundtable.tasks.list.ListQuery.Doubt;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Makes of what a person typed what the list is asked: the language of search with the
 * names of the list. Words are looked for in titles. What is not understood does not
 * count and is told.
 */
@Component
class ListQueries {

	/** Each is looked for in every title of the list. */
	private static final int MOST_WORDS = 10;

	/** What is looked up before the list is gone through. */
	private static final int MOST_LOOKUPS = 4;

	/** UTF-16 units of a word. */
	private static final int LONGEST = 200;

	private final Filters filters;

	private final Accounts accounts;

	private final ComponentNames components;

	ListQueries(Filters filters, Accounts accounts, ComponentNames components) {
		this.filters = filters;
		this.accounts = accounts;
		this.components = components;
	}

	/**
	 * @throws BadInput on {@code q} where a word is too long to be one
	 */
	ListQuery of(String q, @Nullable Viewer viewer) {
		Asked asked = Asked.parse(q);
		Reading reading = new Reading(q, viewer, new NamesInQuery(asked, this.accounts, this.components, viewer));
		asked.remarks()
			.forEach((remark) -> reading.doubts.add(new Doubt(remark.why().name(), remark.text(), remark.at())));
		List<Term> terms = new ArrayList<>();
		// Said twice is asked once.
		for (Term term : new LinkedHashSet<>(asked.terms())) {
			int doubts = reading.doubts.size();
			reading.read(term);
			if (reading.doubts.size() == doubts) {
				terms.add(reading.named(term));
			}
		}
		return new ListQuery(new Asked(terms, List.of()), reading.conditions, reading.sort, reading.costly,
				reading.doubts);
	}

	private final class Reading {

		private final String q;

		private final @Nullable Viewer viewer;

		private final List<Predicate<ListedTask>> conditions = new ArrayList<>();

		private final List<Doubt> doubts = new ArrayList<>();

		private Sort sort = Sort.SCORE;

		private int words;

		private int lookups;

		private int people;

		private boolean costly;

		private final NamesInQuery names;

		Reading(String q, @Nullable Viewer viewer, NamesInQuery names) {
			this.names = names;
			this.q = q;
			this.viewer = viewer;
		}

		void read(Term term) {
			switch (term) {
				case Term.Word word -> words(word, word.text());
				case Term.Phrase phrase -> words(phrase, phrase.text());
				case Term.Named named -> Operator.of(named.name())
					.ifPresentOrElse((operator) -> read(operator, named), () -> doubt("name", named, named.name()));
			}
		}

		/**
		 * Shared pages say who, and not "me", and the key of a board, whatever she calls
		 * it.
		 */
		Term named(Term term) {
			if (!(term instanceof Term.Named named)) {
				return term;
			}
			UnaryOperator<String> meant = switch (Operator.of(named.name()).orElse(Operator.IS)) {
				case IN -> (text) -> this.names.componentKey(text);
				case ASSIGNEE, BY -> (text) -> (this.viewer != null && Filters.isMe(text)) ? this.viewer.name() : text;
				default -> UnaryOperator.identity();
			};
			return named.with(meant);
		}

		private void doubt(String code, Term term, String text) {
			this.doubts.add(new Doubt(code, text, Math.max(0, this.q.indexOf(term.written()))));
		}

		private void add(boolean excluded, Predicate<ListedTask> condition) {
			this.conditions.add(excluded ? condition.negate() : condition);
		}

		private void words(Term term, String text) {
			if (text.length() > LONGEST) {
				throw new BadInput("q", "text.long", LONGEST, text.length());
			}
			if (++this.words > MOST_WORDS) {
				doubt("TOO_MANY", term, term.written());
				return;
			}
			this.costly = true;
			add(term.excluded(), Filters.words(text));
		}

		private void read(Operator operator, Term.Named named) {
			if (operator == Operator.SORT) {
				sort(named);
				return;
			}
			if (Filters.looksUp(operator, named.values()) && ++this.lookups > MOST_LOOKUPS) {
				doubt("TOO_MANY", named, named.written());
				return;
			}
			if (NamesInQuery.isPerson(operator) && (this.people += named.values().size()) > NamesInQuery.MOST_PEOPLE) {
				doubt("TOO_MANY", named, named.written());
				return;
			}
			Predicate<ListedTask> condition = ListQueries.this.filters.of(operator, named.values(), this.viewer,
					this.names);
			if (condition != null) {
				add(named.excluded(), condition);
				this.costly = this.costly || operator == Operator.BUILD;
			}
			else {
				String code = switch (operator) {
					case IN -> "board";
					case BY, ASSIGNEE -> "person";
					case TAG, TYPE, TOPIC -> "name";
					default -> "value";
				};
				doubt(code, named, code.equals("name") ? named.name() : named.written());
			}
		}

		private void sort(Term.Named named) {
			Sort wanted = Value.constant(Sort.class, named.values().getFirst().text());
			if (wanted == null || named.excluded() || named.values().size() > 1) {
				doubt("value", named, named.written());
			}
			else {
				this.sort = wanted;
			}
		}

	}

}
