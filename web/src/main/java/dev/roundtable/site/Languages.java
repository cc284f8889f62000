package dev.roundtable.site;

import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.LocaleResolver;

/**
 * Which of the three languages a request is answered in: what the person chose, else what
 * the browser prefers, else English.
 */
class Languages implements LocaleResolver {

	static final String COOKIE = "lang";

	static final Locale SIMPLIFIED = Locale.forLanguageTag("zh-Hans");

	static final Locale TRADITIONAL = Locale.forLanguageTag("zh-Hant");

	private static final List<Locale> ALL = List.of(SIMPLIFIED, TRADITIONAL, Locale.ENGLISH);

	private static final String ATTRIBUTE = Languages.class.getName();

	static Locale of(HttpServletRequest request) {
		if (request.getAttribute(ATTRIBUTE) instanceof Locale known) {
			return known;
		}
		Locale chosen = chosen(request);
		Locale locale = (chosen != null) ? chosen : preferred(request.getHeader("Accept-Language"));
		request.setAttribute(ATTRIBUTE, locale);
		return locale;
	}

	/** The language of that tag, null when it is none of the three. */
	static @Nullable Locale named(@Nullable String tag) {
		for (Locale locale : ALL) {
			if (locale.toLanguageTag().equals(tag)) {
				return locale;
			}
		}
		return null;
	}

	static Locale preferred(@Nullable String acceptLanguage) {
		if (acceptLanguage == null || acceptLanguage.isBlank() || acceptLanguage.length() > 500) {
			return Locale.ENGLISH;
		}
		try {
			for (Locale.LanguageRange range : Locale.LanguageRange.parse(acceptLanguage)) {
				Locale match = (range.getWeight() > 0) ? match(range.getRange()) : null;
				if (match != null) {
					return match;
				}
			}
		}
		catch (IllegalArgumentException ex) {
			return Locale.ENGLISH;
		}
		return Locale.ENGLISH;
	}

	private static @Nullable Locale match(String range) {
		Locale asked = Locale.forLanguageTag(range);
		return switch (asked.getLanguage()) {
			case "en" -> Locale.ENGLISH;
			case "zh" -> isTraditional(asked) ? TRADITIONAL : SIMPLIFIED;
			default -> null;
		};
	}

	private static boolean isTraditional(Locale asked) {
		if (!asked.getScript().isEmpty()) {
			return asked.getScript().equals("Hant");
		}
		return List.of("TW", "HK", "MO").contains(asked.getCountry());
	}

	private static @Nullable Locale chosen(HttpServletRequest request) {
		Cookie[] cookies = request.getCookies();
		if (cookies == null) {
			return null;
		}
		for (Cookie cookie : cookies) {
			if (cookie.getName().equals(COOKIE)) {
				return named(cookie.getValue());
			}
		}
		return null;
	}

	@Override
	public Locale resolveLocale(HttpServletRequest request) {
		return of(request);
	}

	@Override
	public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
		throw new UnsupportedOperationException("the language is chosen at /language");
	}

}
