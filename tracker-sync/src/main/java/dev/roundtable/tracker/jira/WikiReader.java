package dev.roundtable.tracker.jira;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads wiki markup line by line, well enough to be read as Markdown. What it does not
 * know stays as it is typed.
 */
final class WikiReader {

	private static final Pattern FENCE = Pattern.compile("\\{(code|noformat)(?::[^}\\n]{0,200})?}");

	private static final Pattern BLOCK = Pattern.compile("(h[1-6]|bq)\\. *(.*)");

	private static final Pattern ITEM = Pattern.compile("([*#-]{1,6}) +(.*)");

	private static final Pattern ESCAPED = Pattern.compile("\\\\([\\\\{}\\[\\]*_|!~^-])");

	/** What stands for itself comes first: it is no markup any more. */
	private static final Pattern INLINE = Pattern
		.compile("\\\\([\\\\{}\\[\\]*_|!~^-])|\\{\\{((?:\\\\[^\\n]|[^}\\\\\\n]){1,500}+)}}" + "|\\[~([^]\\n]{1,200})]"
				+ "|\\[([^|\\]\\n]{1,500})\\|(https?://[^\\s|\\]]{1,1000})(?:\\|[^]\\n]{0,100})?]"
				+ "|\\[(https?://[^\\s|\\]]{1,1000})]"
				+ "|(?<![\\p{L}\\p{N}*])\\*(?! )([^*\\n]{1,500})(?<! )\\*(?![\\p{L}\\p{N}*])"
				+ "|(?<![\\p{L}\\p{N}-])-(?! )([^\\-\\n]{1,500})(?<! )-(?![\\p{L}\\p{N}-])"
				+ "|!(https?://[^\\s!|]{1,1000})(?:\\|[^!\\n]{0,100})?!|(\\{color(?::[^}\\n]{0,50})?})|(<)|(\\[)");

	private final String text;

	private final List<String> out = new ArrayList<>();

	private boolean code;

	private boolean quote;

	WikiReader(String text) {
		this.text = text.replace("\r\n", "\n").replace('\r', '\n').replace("\u2060", "");
	}

	String markdown() {
		for (String line : this.text.split("\n", -1)) {
			pieces(line);
		}
		if (this.code) {
			this.out.add("```");
		}
		return String.join("\n", this.out).strip();
	}

	/** A line, cut where blocks of code begin and end. */
	private void pieces(String line) {
		Matcher fence = FENCE.matcher(line);
		int from = 0;
		boolean cut = false;
		while (fence.find()) {
			piece(line.substring(from, fence.start()), true);
			this.out.add("```");
			this.code = !this.code;
			from = fence.end();
			cut = true;
		}
		piece(line.substring(from), cut);
	}

	private void piece(String piece, boolean cut) {
		if (cut && piece.isBlank()) {
			return;
		}
		if (this.code) {
			// A fence within would end it.
			this.out.add(piece.replace("```", "'''"));
			return;
		}
		String rest = piece;
		for (int at = rest.indexOf("{quote}"); at >= 0; at = rest.indexOf("{quote}")) {
			if (!rest.substring(0, at).isBlank()) {
				read(rest.substring(0, at));
			}
			this.out.add("");
			this.quote = !this.quote;
			rest = rest.substring(at + 7);
		}
		if (!rest.isBlank() || rest.length() == piece.length()) {
			read(rest);
		}
	}

	private void read(String line) {
		String margin = this.quote ? "> " : "";
		Matcher block = BLOCK.matcher(line);
		if (block.matches()) {
			String kind = block.group(1);
			this.out.add(margin + ("bq".equals(kind) ? "> " : "#".repeat(kind.charAt(1) - '0') + " ")
					+ inline(block.group(2)));
			return;
		}
		Matcher item = ITEM.matcher(line);
		if (item.matches()) {
			String signs = item.group(1);
			this.out.add(margin + "   ".repeat(signs.length() - 1) + (signs.endsWith("#") ? "1. " : "- ")
					+ inline(item.group(2)));
			return;
		}
		this.out.add("----".equals(line.strip()) ? "---" : margin + inline(line));
	}

	private static String inline(String line) {
		return INLINE.matcher(line).replaceAll((found) -> Matcher.quoteReplacement(markdown(found)));
	}

	private static String markdown(MatchResult found) {
		if (found.group(1) != null) {
			return "\\" + found.group(1);
		}
		if (found.group(2) != null) {
			return "`" + ESCAPED.matcher(found.group(2)).replaceAll("$1") + "`";
		}
		if (found.group(3) != null) {
			// Who is called so is another person here.
			return "someone";
		}
		if (found.group(4) != null) {
			return "[" + found.group(4).replaceAll("[\\[\\]]", "") + "](" + found.group(5) + ")";
		}
		if (found.group(6) != null) {
			return "<" + found.group(6) + ">";
		}
		if (found.group(7) != null) {
			return "**" + found.group(7) + "**";
		}
		if (found.group(8) != null) {
			return "~~" + found.group(8) + "~~";
		}
		if (found.group(9) != null) {
			return "<" + found.group(9) + ">";
		}
		return (found.group(10) != null) ? "" : "\\" + found.group();
	}

}
