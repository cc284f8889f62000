package dev.roundtable.queries;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What somebody asks for, taken apart:
 *
 * <pre>
 * query  = { space | [ "-" ] ( named | phrase | word ) }
 * named  = name ":" value { "|" value }
 * value  = [ "&gt;=" | "&lt;=" | "&gt;" | "&lt;" ] ( phrase | word without "|" )
 * phrase = '"' … '"' | “ … ” | 「 … 」 | 『 … 』
 * name   = letters, and "-" between them
 * </pre>
 *
 * Every text is one: what does not fit is taken as words, and told. What it is printed as
 * is understood as the same again. A hyphen counts before more than one letter:
 * {@code -O} is what a command is given.
 */
public record Asked(List<Term> terms, List<Remark> remarks) {

	/** Characters that are read. */
	public static final int LONGEST = 2_000;

	/** Names, phrases and exclusions together. */
	static final int MOST_CONDITIONS = 32;

	public Asked {
		terms = List.copyOf(terms);
		remarks = List.copyOf(remarks);
	}

	/** Of whatever text. */
	public static Asked parse(String text) {
		return new AskedParser(text).parse();
	}

	/** The names with their values. */
	public List<Term.Named> named() {
		return this.terms.stream().filter(Term.Named.class::isInstance).map(Term.Named.class::cast).toList();
	}

	/** The same without the one. */
	public Asked without(Term gone) {
		return new Asked(this.terms.stream().filter((term) -> !term.equals(gone)).toList(), List.of());
	}

	/** The same with one more, at the end. */
	public Asked with(Term more) {
		List<Term> terms = new ArrayList<>(this.terms);
		if (!terms.contains(more)) {
			terms.add(more);
		}
		return new Asked(terms, List.of());
	}

	@Override
	public String toString() {
		return this.terms.stream().map(Term::written).collect(Collectors.joining(" "));
	}

}
