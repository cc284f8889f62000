package dev.roundtable.queries;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

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

	/** The same without what was asked for by that name. */
	public Asked without(Operator operator) {
		return new Asked(this.terms.stream().filter((term) -> !isBy(operator, term)).toList(), List.of());
	}

	private static boolean isBy(Operator operator, Term term) {
		return term instanceof Term.Named named && !named.excluded()
				&& Operator.of(named.name()).filter(operator::equals).isPresent();
	}

	/**
	 * What stands in a form behind a name.
	 * @return empty where nothing does, or more than one
	 */
	public String value(Operator operator) {
		Term.@Nullable Named found = named().stream().filter((term) -> isBy(operator, term)).findFirst().orElse(null);
		if (found == null || found.values().size() != 1) {
			return "";
		}
		boolean quoted = found.values().getFirst().quotes() != null;
		return quoted ? found.values().getFirst().text() : found.written().substring(found.name().length() + 1);
	}

	/**
	 * The same with what a form says beside it. A field that says what is asked for
	 * already changes nothing, an empty one takes away what its name said.
	 */
	public Asked narrowed(Map<String, String> fields) {
		Map<Operator, String> given = new EnumMap<>(Operator.class);
		fields.forEach((name, value) -> Operator.of(name).ifPresent((operator) -> given.put(operator, value.strip())));
		Asked asked = this;
		for (Map.Entry<Operator, String> field : given.entrySet()) {
			if (!field.getValue().equals(asked.value(field.getKey()))) {
				asked = asked.without(field.getKey());
				asked = field.getValue().isEmpty() ? asked : asked.with(field.getKey(), field.getValue());
			}
		}
		return asked;
	}

	/** A comparison is typed into a field as into the line. */
	private Asked with(Operator operator, String value) {
		Asked typed = parse(operator.written() + ":" + value);
		boolean one = typed.terms().size() == 1 && typed.named().size() == 1 && typed.remarks().isEmpty();
		return with(one ? typed.named().getFirst() : Term.Named.of(operator.written(), value));
	}

	@Override
	public String toString() {
		return this.terms.stream().map(Term::written).collect(Collectors.joining(" "));
	}

}
