package dev.roundtable.site;

import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Which of the site's languages a request is answered in: what the person chose, else
 * what the browser prefers, else the site's first.
 */
class Languages implements LocaleResolver {

	static final String COOKIE = "lang";

	static final Locale SIMPLIFIED = Locale.forLanguageTag("zh-Hans");

	static final Locale TRADITIONAL = Locale.forLanguageTag("zh-Hant");

	static final List<Locale> ALL = List.of(SIMPLIFIED, TRADITIONAL, Locale.ENGLISH);

	private static final String ATTRIBUTE = Languages.class.getName();

	private final ObjectProvider<OwnWords> words;

	Languages(ObjectProvider<OwnWords> words) {
		this.words = words;
	}

	private List<Locale> offered() {
		OwnWords own = this.words.getIfAvailable();
		return (own != null) ? own.languages() : ALL;
	}

	private Locale first() {
		OwnWords own = this.words.getIfAvailable();
		Locale chosen = (own != null) ? own.firstLanguage() : null;
		List<Locale> offered = offered();
		return (chosen != null && offered.contains(chosen)) ? chosen
				: offered.contains(Locale.ENGLISH) ? Locale.ENGLISH : offered.getFirst();
	}

	Locale of(HttpServletRequest request) {
		if (request.getAttribute(ATTRIBUTE) instanceof Locale known) {
			return known;
		}
		Locale chosen = chosen(request);
		Locale locale = (chosen != null) ? chosen : preferred(request.getHeader("Accept-Language"), offered(), first());
		request.setAttribute(ATTRIBUTE, locale);
		return locale;
	}

	/** The language of that tag, null when the site has none such. */
	@Nullable Locale named(@Nullable String tag) {
		for (Locale locale : offered()) {
			if (locale.toLanguageTag().equals(tag)) {
				return locale;
			}
		}
		return null;
	}

	static Locale preferred(@Nullable String acceptLanguage, List<Locale> offered, Locale first) {
		if (acceptLanguage == null || acceptLanguage.isBlank() || acceptLanguage.length() > 500) {
			return first;
		}
		try {
			for (Locale.LanguageRange range : Locale.LanguageRange.parse(acceptLanguage)) {
				Locale match = (range.getWeight() > 0) ? match(range.getRange(), offered) : null;
				if (match != null) {
					return match;
				}
			}
		}
		catch (IllegalArgumentException ex) {
			return first;
		}
		return first;
	}

	/** Who reads Chinese reads it in the other script rather than in another language. */
	private static @Nullable Locale match(String range, List<Locale> offered) {
		Locale asked = Locale.forLanguageTag(range);
		List<Locale> wanted = switch (asked.getLanguage()) {
			case "en" -> List.of(Locale.ENGLISH);
			case "zh" -> isTraditional(asked) ? List.of(TRADITIONAL, SIMPLIFIED) : List.of(SIMPLIFIED, TRADITIONAL);
			default -> List.of();
		};
		return wanted.stream().filter(offered::contains).findFirst().orElse(null);
	}

	private static boolean isTraditional(Locale asked) {
		if (!asked.getScript().isEmpty()) {
			return asked.getScript().equals("Hant");
		}
		return List.of("TW", "HK", "MO").contains(asked.getCountry());
	}

	private @Nullable Locale chosen(HttpServletRequest request) {
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
