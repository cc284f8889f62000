package dev.roundtable.tracker.redmine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Textile line by line, well enough to be read as Markdown. What it does not know
 * stays as it is typed; HTML is quoted, since Redmine shows it as text too.
 */
final class TextileReader {

	private static final Pattern BLOCK = Pattern.compile("(h[1-6]|p|bq)(?:[({\\[<>=][^. ]{0,80})?\\. (.*)");

	private static final Pattern ITEM = Pattern.compile("([*#]{1,6}) +(.*)");

	private static final Pattern PRE = Pattern.compile("(?i)<pre>(.*)");

	/** One sign that stands for itself when it is in code. */
	private static final Pattern INLINE = Pattern
		.compile("@([^@\\n]{1,500})@" + "|\"([^\"\\n]{1,300})\":(https?://[^\\s<>\"]{1,1000}[^\\s<>\"\\p{Punct}]/?)"
				+ "|(?<![\\p{L}\\p{N}*])\\*(?! )([^*\\n]{1,500})(?<! )\\*(?![\\p{L}\\p{N}*])"
				+ "|(?<![\\p{L}\\p{N}-])-(?! )([^\\-\\n]{1,500})(?<! )-(?![\\p{L}\\p{N}-])"
				+ "|!(?:[<>=]{0,2})(https?://[^\\s!]{1,1000})!|(<)|(\\[)");

	private final String text;

	private final List<String> out = new ArrayList<>();

	TextileReader(String text) {
		this.text = text.replace("\r\n", "\n").replace('\r', '\n');
	}

	String markdown() {
		boolean code = false;
		for (String line : this.text.split("\n", -1)) {
			if (code) {
				int end = line.toLowerCase(Locale.ROOT).indexOf("</pre>");
				code = end < 0;
				code((end < 0) ? line : line.substring(0, end));
				if (end >= 0) {
					close();
					rest(line.substring(end + 6));
				}
			}
			else {
				code = opens(line);
			}
		}
		if (code) {
			close();
		}
		return String.join("\n", this.out).strip();
	}

	/** Whether a line begins a block of code, or else it is read. */
	private boolean opens(String line) {
		Matcher pre = PRE.matcher(line.strip());
		if (!pre.matches()) {
			read(line);
			return false;
		}
		this.out.add("```");
		String first = pre.group(1).replaceAll("(?i)</?code[^>]{0,100}>", "");
		int end = first.toLowerCase(Locale.ROOT).indexOf("</pre>");
		code((end < 0) ? first : first.substring(0, end));
		if (end >= 0) {
			close();
			rest(first.substring(end + 6));
		}
		return end < 0;
	}

	private void close() {
		while (this.out.getLast().isBlank()) {
			this.out.removeLast();
		}
		this.out.add("```");
	}

	/** A fence within would end it. */
	private void code(String line) {
		String plain = line.replaceAll("(?i)</code>", "");
		if (!plain.isBlank() || !"```".equals(this.out.getLast())) {
			this.out.add(plain.replace("```", "'''"));
		}
	}

	private void rest(String line) {
		if (!line.isBlank()) {
			read(line);
		}
	}

	private void read(String line) {
		Matcher block = BLOCK.matcher(line);
		if (block.matches()) {
			String kind = block.group(1);
			this.out.add(switch (kind) {
				case "p" -> "";
				case "bq" -> "> ";
				default -> "#".repeat(kind.charAt(1) - '0') + " ";
			} + inline(block.group(2)));
			return;
		}
		Matcher item = ITEM.matcher(line);
		if (item.matches()) {
			String signs = item.group(1);
			this.out
				.add("   ".repeat(signs.length() - 1) + (signs.endsWith("*") ? "- " : "1. ") + inline(item.group(2)));
			return;
		}
		this.out.add(inline(line));
	}

	private static String inline(String line) {
		return INLINE.matcher(line).replaceAll((found) -> Matcher.quoteReplacement(markdown(found)));
	}

	private static String markdown(MatchResult found) {
		if (found.group(1) != null) {
			return "`" + found.group(1) + "`";
		}
		if (found.group(2) != null) {
			return "[" + found.group(2).replaceAll("[\\[\\]]", "") + "](" + found.group(3) + ")";
		}
		if (found.group(4) != null) {
			return "**" + found.group(4) + "**";
		}
		if (found.group(5) != null) {
			return "~~" + found.group(5) + "~~";
		}
		if (found.group(6) != null) {
			return "<" + found.group(6) + ">";
		}
		return "\\" + found.group();
	}

}
