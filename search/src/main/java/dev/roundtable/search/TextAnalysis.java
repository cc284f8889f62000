package dev.roundtable.search;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;
import org.jspecify.annotations.Nullable;

/**
 * Turns a text in any language into tokens. Documents, queries and highlighting all go
 * through here, so they always agree, and the engine needs no analysis modules.
 */
final class TextAnalysis {

	/** What lies beyond is not searched: about 300 pages. */
	static final int LONGEST_TEXT = 1_000_000;

	private static final int LONGEST_TOKEN = 128;

	private static final Set<String> UNSPACED = typesOf(StandardTokenizer.IDEOGRAPHIC, StandardTokenizer.HIRAGANA,
			StandardTokenizer.KATAKANA, StandardTokenizer.HANGUL, StandardTokenizer.SOUTHEAST_ASIAN);

	private static final String EMOJI = StandardTokenizer.TOKEN_TYPES[StandardTokenizer.EMOJI];

	private static final Pattern PIECE = Pattern.compile("[\\p{L}\\p{N}]+");

	private static final Pattern HUMP = Pattern.compile("\\p{Lu}+(?!\\p{Ll})|\\p{Lu}?[\\p{Ll}\\p{Lo}]+|\\p{N}+");

	private static final Pattern VERSION = Pattern.compile("v\\d+(\\.\\w+)+", Pattern.CASE_INSENSITIVE);

	private static final Pattern APOSTROPHE = Pattern.compile("['\u2019](s$)?", Pattern.CASE_INSENSITIVE);

	private static final Set<String> JOINTS = Set.of("::", "-", ".", "#");

	private static final Pattern HEXADECIMAL = Pattern.compile("0x\\p{XDigit}{2,}", Pattern.CASE_INSENSITIVE);

	private static final Pattern DOTTED_NUMBER = Pattern.compile("\\d+(\\.\\w+)+");

	private final String text;

	private final List<Token> tokens = new ArrayList<>();

	private final EnglishStemmer stemmer = new EnglishStemmer();

	/**
	 * Start and end of a chain such as {@code std::fs::File}; its end is -1 without one.
	 */
	private int chainStart;

	private int chainEnd = -1;

	private int links;

	private @Nullable Token lastCharacter;

	private TextAnalysis(String text) {
		this.text = (text.length() <= LONGEST_TEXT) ? text : text.substring(0, LONGEST_TEXT);
	}

	/** The tokens by their place in the text. */
	static List<Token> tokens(String text) {
		TextAnalysis analysis = new TextAnalysis(text);
		analysis.run();
		return analysis.tokens;
	}

	private void run() {
		try (StandardTokenizer tokenizer = new StandardTokenizer()) {
			tokenizer.setMaxTokenLength(LONGEST_TOKEN);
			tokenizer.setReader(new StringReader(this.text));
			CharTermAttribute term = tokenizer.getAttribute(CharTermAttribute.class);
			OffsetAttribute offset = tokenizer.getAttribute(OffsetAttribute.class);
			TypeAttribute type = tokenizer.getAttribute(TypeAttribute.class);
			tokenizer.reset();
			while (tokenizer.incrementToken()) {
				if (UNSPACED.contains(type.type())) {
					endChain();
					characters(term.toString(), offset.startOffset());
				}
				else if (type.type().equals(EMOJI)) {
					endChain();
					add(term.toString(), Token.Kind.WORD, offset.startOffset(), offset.endOffset());
				}
				else {
					word(term.toString(), offset.startOffset(), offset.endOffset());
				}
			}
			endChain();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void characters(String run, int start) {
		for (int i = 0; i < run.length();) {
			int width = Character.charCount(run.codePointAt(i));
			String term = Fold.character(run.substring(i, i + width));
			Token last = this.lastCharacter;
			Token character = new Token(term, Token.Kind.CHARACTER, start + i, start + i + width);
			if (last != null && last.end() == character.start()) {
				add(last.term() + term, Token.Kind.BIGRAM, last.start(), character.end());
			}
			this.tokens.add(character);
			this.lastCharacter = character;
			i += width;
		}
	}

	private void word(String written, int start, int end) {
		if (this.chainEnd >= 0 && start - this.chainEnd <= 2
				&& JOINTS.contains(this.text.substring(this.chainEnd, start))) {
			this.links++;
		}
		else {
			endChain();
			this.chainStart = start;
			this.links = 0;
		}
		this.chainEnd = end;
		if (isPlain(written)) {
			add(this.stemmer.stem(Fold.word(written)), Token.Kind.WORD, start, end);
			named(written, start, end);
			return;
		}
		String word = APOSTROPHE.matcher(written).replaceAll("");
		boolean version = VERSION.matcher(word).matches();
		Matcher piece = PIECE.matcher(word);
		int pieces = 0;
		while (piece.find()) {
			pieces++;
			boolean simple = word.length() == end - start;
			piece(word.substring(piece.start() + ((version && pieces == 1) ? 1 : 0), piece.end()),
					simple ? start + piece.start() : start, simple ? start + piece.end() : end);
		}
		if (pieces > 1 && this.links == 0) {
			// a longer chain brings its own whole
			whole(Fold.word(version ? word.substring(1) : word), start, end);
		}
		if (HEXADECIMAL.matcher(word).matches()) {
			add(Fold.word(word.substring(2)), Token.Kind.HUMP, start, end);
		}
		named(word, start, end);
	}

	/**
	 * Most words of English: nothing that the patterns of {@link #word} would find stands
	 * in them, and they need not be asked.
	 */
	private static boolean isPlain(String word) {
		for (int i = 0; i < word.length(); i++) {
			char letter = word.charAt(i);
			boolean small = letter >= 'a' && letter <= 'z';
			boolean first = i == 0 && letter >= 'A' && letter <= 'Z';
			if (!small && !first) {
				return false;
			}
		}
		return true;
	}

	/** Whoever looks for 5.8 means 5.8.9, too. */
	private void whole(String folded, int start, int end) {
		add(folded, Token.Kind.WHOLE, start, end);
		if (DOTTED_NUMBER.matcher(folded).matches()) {
			int dot = folded.lastIndexOf('.');
			while (dot > 0 && folded.indexOf('.') < dot) {
				add(folded.substring(0, dot), Token.Kind.PREFIX, start, end);
				dot = folded.lastIndexOf('.', dot - 1);
			}
		}
	}

	/** C++, C# and Pro+ are not C and Pro. */
	private void named(String word, int start, int end) {
		int after = end;
		while (after < this.text.length() && after - end < 2 && isSign(this.text.charAt(after))) {
			after++;
		}
		boolean ends = after == this.text.length() || !Character.isLetterOrDigit(this.text.charAt(after));
		if (after > end && ends && Character.isLetter(word.charAt(word.length() - 1))) {
			add(Fold.word(word) + this.text.substring(end, after), Token.Kind.WHOLE, start, after);
		}
	}

	private static boolean isSign(char letter) {
		return letter == '+' || letter == '#';
	}

	private void piece(String piece, int start, int end) {
		add(this.stemmer.stem(Fold.word(piece)), Token.Kind.WORD, start, end);
		Matcher hump = HUMP.matcher(piece);
		if (hump.find() && hump.end() < piece.length() && !Fold.isUniform(piece)) {
			do {
				boolean simple = piece.length() == end - start;
				add(this.stemmer.stem(Fold.word(hump.group())), Token.Kind.HUMP, simple ? start + hump.start() : start,
						simple ? start + hump.end() : end);
			}
			while (hump.find());
		}
	}

	private void endChain() {
		if (this.links > 0 && this.chainEnd - this.chainStart <= LONGEST_TOKEN) {
			String chain = Fold.word(this.text.substring(this.chainStart, this.chainEnd));
			whole((VERSION.matcher(chain).matches()) ? chain.substring(1) : chain, this.chainStart, this.chainEnd);
		}
		this.links = 0;
		this.chainEnd = -1;
	}

	private void add(String term, Token.Kind kind, int start, int end) {
		if (!term.isEmpty()) {
			this.tokens.add(new Token(term, kind, start, end));
		}
	}

	private static Set<String> typesOf(int... types) {
		return java.util.Arrays.stream(types)
			.mapToObj((type) -> StandardTokenizer.TOKEN_TYPES[type])
			.collect(java.util.stream.Collectors.toUnmodifiableSet());
	}

}
