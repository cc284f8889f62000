package dev.roundtable.branding;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import dev.roundtable.site.Logo;
import dev.roundtable.site.OwnWords;
import dev.roundtable.writing.Markdown;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The words of a site. Every node has them in memory and looks again every few seconds. A
 * language without words of its own borrows those of another.
 */
@Component("ownWords")
class Wording implements OwnWords {

	private final JdbcClient jdbc;

	private final Once once;

	private final Journal journal;

	private final Clock clock;

	private final SiteLogo logo;

	private final SiteLanguages languages;

	private volatile Edition current = new Edition(List.of(), new SiteLogo.Row(null, 0, 0, 0),
			new SiteLanguages.Row(SiteLanguages.ALL, null, 0));

	Wording(JdbcClient jdbc, SiteLogo logo, SiteLanguages languages, Once once, Journal journal, Clock clock) {
		this.jdbc = jdbc;
		this.languages = languages;
		this.logo = logo;
		this.once = once;
		this.journal = journal;
		this.clock = clock;
	}

	@Scheduled(fixedDelayString = "${roundtable.branding.every:3s}")
	void look() {
		List<SiteWords> now = this.jdbc
			.sql("select language, name, motto, contact, terms, version from site_words order by language desc")
			.query(SiteWords.class)
			.list();
		SiteLogo.Row shown = this.logo.row();
		SiteLanguages.Row spoken = this.languages.row();
		if (!now.equals(this.current.words) || !shown.equals(this.current.logo)
				|| !spoken.equals(this.current.languages)) {
			this.current = new Edition(now, shown, spoken);
		}
	}

	@Override
	public @Nullable String text(String code, Locale locale) {
		return this.current.first(locale, code.equals("site.name") ? SiteWords::name : SiteWords::motto);
	}

	@Override
	public @Nullable String contact(Locale locale) {
		return this.current.contacts.get(this.current.languageOf(locale, SiteWords::contact));
	}

	@Override
	public boolean hasTerms() {
		return !this.current.terms.isEmpty();
	}

	@Override
	public @Nullable Logo logo() {
		return this.current.logo.logo();
	}

	@Override
	public List<Locale> languages() {
		return this.current.languages.locales();
	}

	@Override
	public @Nullable Locale firstLanguage() {
		return this.current.languages.firstLocale();
	}

	@Override
	public long version() {
		return this.current.version;
	}

	boolean isNamed() {
		return this.current.words.stream().anyMatch((words) -> !words.name().isEmpty());
	}

	/**
	 * As HTML.
	 * @throws NotFound when there are none
	 */
	String terms(Locale locale) {
		String html = this.current.terms.get(this.current.languageOf(locale, SiteWords::terms));
		if (html == null) {
			throw new NotFound("terms");
		}
		return html;
	}

	/**
	 * @throws NotFound when the site does not speak that language
	 */
	SiteWords in(Viewer viewer, String language) {
		viewer.require(Capability.ADMINISTER);
		return this.jdbc
			.sql("select language, name, motto, contact, terms, version from site_words where language = :language")
			.param("language", language)
			.query(SiteWords.class)
			.optional()
			.orElseThrow(() -> new NotFound("language " + language));
	}

	/**
	 * @throws BadInput on {@code contact} or {@code terms}, when the text is refused
	 * @throws StaleVersion when somebody changed them meanwhile
	 */
	void change(Viewer viewer, OnceKey key, SiteWords words) {
		in(viewer, words.language());
		rendered("contact", words.contact());
		rendered("terms", words.terms());
		this.once.write(key.asking("words of the site", words), () -> {
			int changed = this.jdbc.sql("""
					update site_words set name = :name, motto = :motto, contact = :contact, terms = :terms,
					    version = version + 1, changed_by = :by, changed_at = :now
					where language = :language and version = :version
					""")
				.param("name", words.name())
				.param("motto", words.motto())
				.param("contact", words.contact())
				.param("terms", words.terms())
				.param("by", viewer.id().value())
				.param("now", OffsetDateTime.now(this.clock))
				.param("language", words.language())
				.param("version", words.version())
				.update();
			if (changed == 0) {
				throw new StaleVersion(in(viewer, words.language()).version());
			}
			this.journal.record(viewer.id().value(), "words of the site changed",
					Subject.of("account", viewer.id().value()), Audience.TEAM, Map.of("language", words.language()));
		});
		look();
	}

	private static String rendered(String field, String markdown) {
		try {
			return Markdown.render(markdown).html();
		}
		catch (BadInput refused) {
			throw new BadInput(field, refused.code(), refused.arguments());
		}
	}

	/** All of it as it was at one moment. */
	private static final class Edition {

		private final List<SiteWords> words;

		private final Map<String, String> contacts;

		private final Map<String, String> terms;

		private final SiteLogo.Row logo;

		private final SiteLanguages.Row languages;

		private final long version;

		Edition(List<SiteWords> words, SiteLogo.Row logo, SiteLanguages.Row languages) {
			this.words = words;
			this.languages = languages;
			this.logo = logo;
			this.contacts = html(SiteWords::contact);
			this.terms = html(SiteWords::terms);
			this.version = words.stream().mapToLong(SiteWords::version).sum() + logo.version() + languages.version();
		}

		private Map<String, String> html(Function<SiteWords, String> text) {
			return this.words.stream()
				.filter((one) -> !text.apply(one).isEmpty())
				.collect(Collectors.toMap(SiteWords::language, (one) -> Markdown.render(text.apply(one)).html()));
		}

		/** The words in that language, then in any other. */
		private Stream<SiteWords> inTurn(Locale locale) {
			return Stream.concat(this.words.stream().filter((one) -> one.isIn(locale)), this.words.stream());
		}

		private @Nullable String first(Locale locale, Function<SiteWords, String> text) {
			return inTurn(locale).map(text).filter((one) -> !one.isEmpty()).findFirst().orElse(null);
		}

		private String languageOf(Locale locale, Function<SiteWords, String> text) {
			return inTurn(locale).filter((one) -> !text.apply(one).isEmpty())
				.map(SiteWords::language)
				.findFirst()
				.orElse("");
		}

	}

}
