package dev.roundtable.queries;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads a text from left to right. What it made nothing of it says once for each reason.
 */
final class AskedParser {

	private static final int LONGEST_NAME = 20;

	private static final int MOST_VALUES = 20;

	private final String text;

	private final List<Term> terms = new ArrayList<>();

	private final List<Remark> remarks = new ArrayList<>();

	private int at;

	private int conditions;

	AskedParser(String text) {
		String read = text;
		if (text.length() > Asked.LONGEST) {
			int end = Asked.LONGEST - (Character.isHighSurrogate(text.charAt(Asked.LONGEST - 1)) ? 1 : 0);
			read = text.substring(0, end);
			this.remarks.add(new Remark(Remark.Why.TOO_LONG, end, ""));
		}
		this.text = read;
	}

	Asked parse() {
		while (this.at < this.text.length()) {
			if (Value.isSpace(sign())) {
				this.at++;
			}
			else {
				term();
			}
		}
		return new Asked(this.terms, this.remarks);
	}

	private char sign() {
		return this.text.charAt(this.at);
	}

	private boolean isSign(char sign) {
		return this.at < this.text.length() && sign() == sign;
	}

	private void term() {
		int start = this.at;
		boolean excluded = isExcluded();
		if (excluded) {
			this.at++;
		}
		Term term = named(excluded);
		if (term == null) {
			term = phrase(excluded);
		}
		if (term != null) {
			addCondition(term, start);
		}
		else if (Quotes.beginning(sign()) != null) {
			passQuotes();
		}
		else {
			word(start, excluded);
		}
	}

	/**
	 * A hyphen before something. Two of them, and one before a single letter, are what
	 * commands are given ({@code --force}, {@code -O}), or a dash.
	 */
	private boolean isExcluded() {
		if (!isSign('-') || this.at + 1 >= this.text.length()) {
			return false;
		}
		char next = this.text.charAt(this.at + 1);
		boolean single = next < 128 && Character.isLetterOrDigit(next)
				&& (this.at + 2 == this.text.length() || Value.isSpace(this.text.charAt(this.at + 2))
						|| Quotes.beginning(this.text.charAt(this.at + 2)) != null);
		return !single
				&& (Character.isLetterOrDigit(next) || Character.isSurrogate(next) || Quotes.beginning(next) != null);
	}

	private @Nullable Term named(boolean excluded) {
		int start = this.at;
		String name = name();
		if (name == null) {
			return null;
		}
		List<Value> values = new ArrayList<>();
		do {
			this.at++;
			Value value = value();
			if (value == null) {
				remark(Remark.Why.NO_VALUE, start, this.text.substring(start, this.at));
				break;
			}
			values.add(value);
		}
		while (isSign('|') && values.size() < MOST_VALUES);
		if (values.isEmpty()) {
			this.at = start;
			return null;
		}
		while (isSign('|')) {
			this.at++;
		}
		return new Term.Named(name, values, excluded);
	}

	/** Leaves the place at its colon. */
	private @Nullable String name() {
		int end = this.at;
		while (end < this.text.length() && end - this.at <= LONGEST_NAME && isOfName(this.text.charAt(end))) {
			end++;
		}
		boolean named = end > this.at && end < this.text.length() && isColon(this.text.charAt(end))
				&& isValueAt(end + 1);
		if (!named) {
			return null;
		}
		String name = this.text.substring(this.at, end);
		this.at = end;
		return name;
	}

	private static boolean isOfName(char sign) {
		return Character.isLetter(sign) || sign == '-';
	}

	private static boolean isColon(char sign) {
		return sign == ':' || sign == '\uff1a';
	}

	/** Not that of an address ({@code https://}) or of a path ({@code std::string}). */
	private boolean isValueAt(int place) {
		return place < this.text.length() && !Value.isSpace(this.text.charAt(place))
				&& !isColon(this.text.charAt(place)) && this.text.charAt(place) != '/';
	}

	private @Nullable Value value() {
		Value.Is is = Value.Is.EQUAL;
		for (Value.Is other : List.of(Value.Is.AT_LEAST, Value.Is.AT_MOST, Value.Is.MORE, Value.Is.LESS)) {
			if (is == Value.Is.EQUAL && this.text.startsWith(other.sign, this.at)) {
				is = other;
			}
		}
		this.at += is.sign.length();
		Quotes quotes = (this.at < this.text.length()) ? Quotes.beginning(sign()) : null;
		String quoted = (quotes != null) ? quoted(quotes) : null;
		if (quoted != null) {
			return new Value(is, quoted, quotes);
		}
		if (quotes != null) {
			passQuotes();
		}
		int start = this.at;
		while (this.at < this.text.length() && !Value.ends(sign())) {
			this.at++;
		}
		String plain = this.text.substring(start, this.at);
		return plain.replace('"', ' ').isBlank() ? null : Value.of(is, plain);
	}

	private @Nullable Term phrase(boolean excluded) {
		Quotes quotes = Quotes.beginning(sign());
		String quoted = (quotes != null) ? quoted(quotes) : null;
		return (quotes != null && quoted != null) ? new Term.Phrase(quoted, quotes, excluded) : null;
	}

	/**
	 * What stands between them, with the place behind; null where they are not closed.
	 */
	private @Nullable String quoted(Quotes quotes) {
		int end = this.text.indexOf(quotes.after(), this.at + 1);
		if (end < 0 || this.text.substring(this.at + 1, end).isBlank()) {
			return null;
		}
		String quoted = this.text.substring(this.at + 1, end);
		this.at = end + 1;
		return quoted;
	}

	/** A mark without another half, or with nothing between the two. */
	private void passQuotes() {
		Quotes quotes = Quotes.beginning(sign());
		int end = (quotes != null) ? this.text.indexOf(quotes.after(), this.at + 1) : -1;
		if (end < 0) {
			remark(Remark.Why.UNCLOSED, this.at, this.text.substring(this.at, this.at + 1));
		}
		boolean nothing = end > 0 && this.text.substring(this.at + 1, end).isBlank();
		this.at = nothing ? end + 1 : this.at + 1;
	}

	/** Until a space, or until a phrase begins. */
	private void word(int start, boolean excluded) {
		int from = this.at;
		while (this.at < this.text.length() && !Value.isSpace(sign()) && (this.at == from || !isBeginning())) {
			this.at++;
		}
		Term.Word word = new Term.Word(this.text.substring(from, this.at), excluded);
		if (excluded) {
			addCondition(word, start);
		}
		else {
			this.terms.add(word);
		}
	}

	/** Behind a letter or a digit of ASCII a straight one is an inch, or an end. */
	private boolean isBeginning() {
		Quotes quotes = Quotes.beginning(sign());
		char before = this.text.charAt(this.at - 1);
		return quotes != null && (quotes != Quotes.STRAIGHT || before >= 128 || !Character.isLetterOrDigit(before));
	}

	private void addCondition(Term term, int start) {
		if (++this.conditions <= Asked.MOST_CONDITIONS) {
			this.terms.add(term);
		}
		else {
			remark(Remark.Why.TOO_MANY, start, term.written());
		}
	}

	private void remark(Remark.Why why, int place, String about) {
		if (this.remarks.stream().noneMatch((remark) -> remark.why() == why)) {
			this.remarks.add(new Remark(why, place, about));
		}
	}

}
