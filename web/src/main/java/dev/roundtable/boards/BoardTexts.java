package dev.roundtable.boards;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.context.i18n.LocaleContextHolder;

/**
 * One text in the languages of the site, as far as somebody wrote it in them.
 */
record BoardTexts(@Nullable String simplified, @Nullable String traditional, @Nullable String english) {

	static final BoardTexts NONE = new BoardTexts(null, null, null);

	static final Set<String> LANGUAGES = new LinkedHashSet<>(List.of("zh-Hans", "zh-Hant", "en"));

	/**
	 * SQL for a board's text in the language of whoever is being answered, or the board's
	 * own where there is none.
	 * @param column {@code b.name} or {@code b.description}
	 */
	static String here(String column) {
		String own = switch (LocaleContextHolder.getLocale().toLanguageTag()) {
			case "zh-Hans" -> column + "_zh_hans";
			case "zh-Hant" -> column + "_zh_hant";
			default -> column + "_en";
		};
		return "coalesce(" + own + ", " + column + ")";
	}

	BoardTexts with(String language, @Nullable String text) {
		return switch (language) {
			case "zh-Hans" -> new BoardTexts(text, this.traditional, this.english);
			case "zh-Hant" -> new BoardTexts(this.simplified, text, this.english);
			case "en" -> new BoardTexts(this.simplified, this.traditional, text);
			default -> throw new IllegalArgumentException(language);
		};
	}

	/** By language, without those that are missing. */
	Map<String, String> byLanguage() {
		Map<String, String> texts = new TreeMap<>();
		if (this.simplified != null) {
			texts.put("zh-Hans", this.simplified);
		}
		if (this.traditional != null) {
			texts.put("zh-Hant", this.traditional);
		}
		if (this.english != null) {
			texts.put("en", this.english);
		}
		return texts;
	}

}
