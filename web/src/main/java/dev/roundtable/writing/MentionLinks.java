package dev.roundtable.writing;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Links to people in the HTML that {@link Markdown} made. */
public final class MentionLinks {

	private static final Pattern LINK = Pattern
		.compile("<a\\b[^>]*\\bclass=\"" + Mentions.CSS_CLASS + "\"[^>]*>@([^<]*)</a>");

	private MentionLinks() {
	}

	/**
	 * For {@code lower(html) like :pattern escape '\'}: rows that may link to that
	 * person.
	 */
	public static String pattern(String name) {
		return "%>@" + name.toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "</a>%";
	}

	/** The HTML with the name as mere text, where it leads nowhere any more. */
	public static String without(String html, Predicate<String> name) {
		return LINK.matcher(html).replaceAll((MatchResult link) -> {
			String called = link.group(1);
			return Matcher.quoteReplacement(name.test(called) ? "@" + called : link.group());
		});
	}

}
