package dev.roundtable.queries;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One of the things that somebody asks for.
 */
public sealed interface Term {

	/** As it is written in the language; what {@link Asked#parse} understands again. */
	String written();

	/** Whether that is what she does not want. */
	boolean excluded();

	/** Words as they stand between two spaces. */
	record Word(String text, boolean excluded) implements Term {

		@Override
		public String written() {
			return (excluded() ? "-" : "") + text();
		}

	}

	/**
	 * Words in that order.
	 *
	 * @param quotes the signs before and after it
	 */
	record Phrase(String text, Quotes quotes, boolean excluded) implements Term {

		@Override
		public String written() {
			return (excluded() ? "-" : "") + quotes().around(text());
		}

	}

	/** A name and one or more values, of which any will do. */
	record Named(String name, List<Value> values, boolean excluded) implements Term {

		public Named {
			values = List.copyOf(values);
			if (values.isEmpty()) {
				throw new IllegalArgumentException("A name without a value says nothing");
			}
		}

		/** What adds this to a query. */
		public static Named of(String name, String value) {
			return new Named(name, List.of(Value.of(Value.Is.EQUAL, value)), false);
		}

		/** The same with other values in the place of those that mean something else. */
		public Named with(UnaryOperator<String> meant) {
			return new Named(name(), values().stream().map((value) -> value.with(meant)).toList(), excluded());
		}

		@Override
		public String written() {
			return (excluded() ? "-" : "") + name() + ":"
					+ String.join("|", values().stream().map(Value::written).toList());
		}

	}

}
