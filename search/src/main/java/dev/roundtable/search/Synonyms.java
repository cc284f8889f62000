package dev.roundtable.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Words that mean the same, a group a line, with commas between them. They are folded as
 * everything that is searched, and only queries know them: the index need not be made
 * anew.
 */
public final class Synonyms {

	/** Characters of the whole list. */
	public static final int LONGEST = 20_000;

	/** Groups of the list. */
	public static final int MOST_GROUPS = 300;

	/** Words of one group. */
	public static final int MOST_WORDS = 12;

	/** Characters of one word. */
	public static final int LONGEST_WORD = 40;

	/** No word means the same as another. */
	public static final Synonyms NONE = new Synonyms();

	private static final Pattern COMMA = Pattern.compile("[,\uff0c\u3001]");

	private final Map<String, List<Entry>> byFirst = new HashMap<>();

	private final Set<Form> known = new HashSet<>();

	private @Nullable Flaw flaw;

	private Synonyms() {
	}

	/** What is wrong with a list. */
	public enum Wrong {

		/** More than {@link #MOST_GROUPS}. */
		GROUPS,

		/** The line has more than {@link #MOST_WORDS}. */
		WORDS,

		/** The word has more than {@link #LONGEST_WORD} characters. */
		LONG,

		/** The word is none that search looks for, or a single character. */
		NOTHING,

		/** The line has one word, or says the same one twice. */
		ALONE,

		/** The word stands in an earlier line, too. */
		TWICE

	}

	/**
	 * @param line the first is 1
	 * @param word as it stands there, empty where it is about the line
	 */
	public record Flaw(Wrong wrong, int line, String word) {
	}

	/**
	 * A way to write it, as the index has it.
	 *
	 * @param terms in order; one where it is a name
	 */
	record Form(List<String> terms, Kind kind) {

		enum Kind {

			/** Words and characters, one after the other. */
			SEQUENCE,

			/** Characters that stand side by side. */
			CHARACTERS,

			/** As a whole, such as C++. */
			NAME

		}

	}

	/** The group that a form is of. */
	record Entry(Form form, List<Form> group) {
	}

	/** The lines without a flaw. */
	public static Synonyms of(String text) {
		return read(text);
	}

	/** The first thing that is wrong with it. */
	public static Optional<Flaw> flaw(String text) {
		return Optional.ofNullable(read(text).flaw);
	}

	/** Forms that begin with the term, the longest first. */
	List<Entry> beginningWith(String term) {
		return this.byFirst.getOrDefault(term, List.of());
	}

	boolean isEmpty() {
		return this.byFirst.isEmpty();
	}

	private static Synonyms read(String text) {
		Synonyms read = new Synonyms();
		int groups = 0;
		int number = 0;
		for (String line : text.lines().toList()) {
			number++;
			if (line.isBlank()) {
				continue;
			}
			groups++;
			if (groups > MOST_GROUPS) {
				read.refuse(Wrong.GROUPS, number, "");
				break;
			}
			read.line(line, number);
		}
		read.byFirst.values()
			.forEach((entries) -> entries
				.sort(Comparator.comparingInt((Entry entry) -> entry.form().terms().size()).reversed()));
		return read;
	}

	private void line(String line, int number) {
		List<String> words = COMMA.splitAsStream(line).map(String::strip).filter((word) -> !word.isEmpty()).toList();
		if (words.size() > MOST_WORDS) {
			refuse(Wrong.WORDS, number, "");
			return;
		}
		List<Form> forms = new ArrayList<>();
		for (String word : words) {
			Form form = (word.length() <= LONGEST_WORD) ? form(word) : null;
			if (form == null || this.known.contains(form)) {
				refuse((word.length() > LONGEST_WORD) ? Wrong.LONG : (form == null) ? Wrong.NOTHING : Wrong.TWICE,
						number, word);
				return;
			}
			if (!forms.contains(form)) {
				forms.add(form);
			}
		}
		if (forms.size() < 2) {
			refuse(Wrong.ALONE, number, "");
			return;
		}
		this.known.addAll(forms);
		List<Form> group = List.copyOf(forms);
		group.forEach((form) -> this.byFirst.computeIfAbsent(form.terms().getFirst(), (_) -> new ArrayList<>())
			.add(new Entry(form, group)));
	}

	private void refuse(Wrong wrong, int line, String word) {
		if (this.flaw == null) {
			this.flaw = new Flaw(wrong, line, word);
		}
	}

	/** Null where it says nothing, or stands within too many other words. */
	private static @Nullable Form form(String word) {
		List<Token> tokens = TextAnalysis.tokens(word);
		List<Token> sequence = tokens.stream().filter((token) -> token.kind().inSequence()).toList();
		Set<String> names = QueryText.parse(word).names();
		Optional<Token> name = tokens.stream()
			.filter((token) -> token.kind() == Token.Kind.WHOLE && names.contains(token.term()))
			.filter((whole) -> sequence.stream()
				.allMatch((token) -> whole.start() <= token.start() && token.end() <= whole.end()))
			.findFirst();
		if (name.isPresent()) {
			return new Form(List.of(name.get().term()), Form.Kind.NAME);
		}
		List<String> terms = sequence.stream().map(Token::term).toList();
		boolean characters = sequence.stream().allMatch((token) -> token.kind() == Token.Kind.CHARACTER);
		if (terms.stream().noneMatch(QueryText::tells) || characters && terms.size() == 1) {
			return null;
		}
		return new Form(terms, characters ? Form.Kind.CHARACTERS : Form.Kind.SEQUENCE);
	}

}
