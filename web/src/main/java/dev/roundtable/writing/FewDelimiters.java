package dev.roundtable.writing;

import java.util.Set;

import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Scanner;

/**
 * Lets the first thousand runs of {@code *}, {@code _} and {@code ~} in a paragraph be
 * markup; what follows is shown as it was typed. For each run that might end something
 * the parser looks back over all that might have begun it, so ten thousand of them would
 * take seconds.
 */
final class FewDelimiters implements Parser.ParserExtension, InlineContentParserFactory {

	private static final int MOST = 1_000;

	private static final String SIGNS = "*_~";

	@Override
	public void extend(Parser.Builder parser) {
		parser.customInlineContentParserFactory(this);
	}

	@Override
	public Set<Character> getTriggerCharacters() {
		return Set.of('*', '_', '~');
	}

	/** One for each paragraph. */
	@Override
	public InlineContentParser create() {
		return new InlineContentParser() {

			private int runs;

			@Override
			public ParsedInline tryParse(InlineParserState state) {
				this.runs++;
				return (this.runs <= MOST) ? ParsedInline.none() : asTyped(state.scanner());
			}

		};
	}

	private static ParsedInline asTyped(Scanner scanner) {
		StringBuilder run = new StringBuilder();
		while (scanner.hasNext() && SIGNS.indexOf(scanner.peek()) >= 0) {
			run.append(scanner.peek());
			scanner.next();
		}
		return ParsedInline.of(new Text(run.toString()), scanner.position());
	}

}
