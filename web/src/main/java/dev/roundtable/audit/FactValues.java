package dev.roundtable.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.roundtable.http.Messages;

import org.springframework.stereotype.Component;

/** What a fact says, in words of the reader, where it is no text that somebody wrote. */
@Component
class FactValues {

	/** What is one of a few things, and how the keys of their words begin. */
	static final Map<String, String> CHOICES = Map.ofEntries(Map.entry("kind", "kind."), Map.entry("origin", "origin."),
			Map.entry("role", "role."), Map.entry("against", "sanction.kind."), Map.entry("outcome", "audit.outcome."),
			Map.entry("act", "words.act."), Map.entry("scope", "pin.scope."), Map.entry("language", "language."),
			Map.entry("source", "invitation.source."), Map.entry("channel", "release.channel."),
			Map.entry("relation", "relation."));

	/** The same of what was changed from one to another. */
	static final Map<String, String> CHANGES = changes();

	private static final Set<String> BOTH = Set.of("from", "to");

	private static final Set<String> OF_LANGUAGES = Set.of("translated", "translated description");

	private static final Set<String> OF_AUDIENCES = Set.of("opened for readers", "opened for writers");

	private static final Pattern LANGUAGE = Pattern.compile("(?<=\\{|, )(zh-Hans|zh-Hant|en)=");

	private static final Pattern RULE = Pattern.compile("(posts|days|reports|answers|level)=(\\d{1,9})");

	private static final Pattern LIMIT = Pattern.compile("([A-Z_]+) (\\d+) (\\d+) (\\d+)");

	private static final Pattern STEP = Pattern.compile("([A-Z_]+)(?:\\.([A-Z_]+))?=(\\d+)");

	private final Messages messages;

	FactValues(Messages messages) {
		this.messages = messages;
	}

	private static Map<String, String> changes() {
		return Stream
			.of(Map.of("role changed", "role.", "reclassified", "kind.", "rated", "severity.", "joining changed",
					"joining.entry.", "address rule changed", "joining.address."),
					all("trust.level.", "fixed trust", "trust rose", "trust fell"),
					all("status.", "sent-back", "asked", "confirmed", "planned", "started", "fixed", "released",
							"verified", "declined", "merged", "unmerged", "reopened", "undid"))
			.flatMap((some) -> some.entrySet().stream())
			.collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	private static Map<String, String> all(String begins, String... actions) {
		return Arrays.stream(actions).collect(Collectors.toMap((action) -> action, (_) -> begins));
	}

	/** Whether it says something also where it is empty: that there was nothing. */
	static boolean tellsNothing(String key) {
		return BOTH.contains(key);
	}

	String text(String action, String key, String value) {
		if (CHOICES.containsKey(key)) {
			return words(CHOICES.get(key), value);
		}
		if (key.equals("words")) {
			return yesOrNo(value);
		}
		if (key.equals("rule")) {
			return rule(value);
		}
		return BOTH.contains(key) ? changed(action, value) : value;
	}

	private String changed(String action, String value) {
		if (value.isEmpty()) {
			return this.messages.of("audit.nothing");
		}
		if (CHANGES.containsKey(action)) {
			return words(CHANGES.get(action), value);
		}
		if (OF_AUDIENCES.contains(action)) {
			return value.startsWith("group:") ? this.messages.of("audience.group", value.substring("group:".length()))
					: words("audience.", value);
		}
		return switch (action) {
			case "archived", "unarchived" -> yesOrNo(value);
			case "retagged" -> bare(value);
			case "languages of the site changed" -> languages(value);
			case "changed limits" -> each(LIMIT, value, this::limit);
			case "changed trust" -> each(STEP, value, this::step);
			default -> OF_LANGUAGES.contains(action) ? translations(value) : value;
		};
	}

	private String words(String begins, String value, Object... arguments) {
		String key = begins + value;
		String words = this.messages.of(key, arguments);
		return words.equals(key) ? value : words;
	}

	private String yesOrNo(String value) {
		return switch (value) {
			case "true" -> this.messages.of("yes");
			case "false" -> this.messages.of("no");
			default -> value;
		};
	}

	/** A list or a map as its {@code toString} wrote it. */
	private String bare(String value) {
		String inner = value.replaceFirst("(?s)^[\\[{](.*)[\\]}]$", "$1");
		return inner.isEmpty() ? this.messages.of("audit.nothing") : inner;
	}

	private String translations(String value) {
		return bare(LANGUAGE.matcher(value)
			.replaceAll((found) -> Matcher.quoteReplacement(words("language.", found.group(1)) + ": ")));
	}

	private String languages(String value) {
		return Arrays.stream(value.split(", "))
			.map((one) -> one.endsWith(" (first)")
					? this.messages.of("audit.first", words("language.", one.replace(" (first)", "")))
					: words("language.", one))
			.collect(Collectors.joining(", "));
	}

	private String rule(String value) {
		List<String> needs = new ArrayList<>();
		RULE.matcher(value).results().forEach((found) -> {
			int number = Integer.parseInt(found.group(2));
			needs.add(found.group(1).equals("level") ? this.messages.of("groups.field.level") + " " + number
					: words("groups.rule.", found.group(1), number));
		});
		return needs.isEmpty() ? this.messages.of("audit.nothing") : String.join(", ", needs);
	}

	/** Line by line; one of another shape stays as it is. */
	private static String each(Pattern shape, String value, Function<MatchResult, String> told) {
		return value.lines().map((line) -> {
			Matcher found = shape.matcher(line);
			return found.matches() ? told.apply(found) : line;
		}).collect(Collectors.joining("; "));
	}

	private String limit(MatchResult found) {
		return this.messages.of("audit.limit", words("limits.act.", found.group(1)), found.group(2), found.group(3),
				found.group(4));
	}

	/** A number of the ladder: by itself, of a level, or what a level takes. */
	private String step(MatchResult found) {
		String first = found.group(1);
		String second = found.group(2);
		String name;
		if (second == null) {
			name = words("trust.number.", first);
		}
		else {
			String number = words("trust.number.", first);
			name = number.equals(first)
					? this.messages.of("audit.step", words("trust.level.", first), words("trust.measure.", second))
					: this.messages.of("audit.step", words("trust.level.", second), number);
		}
		return this.messages.of("audit.number", name, found.group(3));
	}

}
