package dev.roundtable.branding;

import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The languages that the site is read in, and the one for who prefers none of them. */
@Component
class SiteLanguages {

	/** Those that there are words of, in the order of the switch. */
	static final List<String> ALL = List.of("zh-Hans", "zh-Hant", "en");

	private final JdbcClient jdbc;

	private final Once once;

	private final Journal journal;

	SiteLanguages(JdbcClient jdbc, Once once, Journal journal) {
		this.jdbc = jdbc;
		this.once = once;
		this.journal = journal;
	}

	/**
	 * @param offered their tags, one at least
	 * @param first null where nobody chose one
	 */
	record Row(List<String> offered, @Nullable String first, long version) {

		List<Locale> locales() {
			return this.offered.stream().map(Locale::forLanguageTag).toList();
		}

		@Nullable Locale firstLocale() {
			return (this.first != null) ? Locale.forLanguageTag(this.first) : null;
		}

		private String text() {
			return this.offered.stream()
				.map((one) -> one.equals(this.first) ? one + " (first)" : one)
				.collect(Collectors.joining(", "));
		}

	}

	Row row() {
		return this.jdbc.sql("select offered, first_one, version from site_languages where id = 1")
			.query((row, _) -> new Row(Arrays.asList(row.getString("offered").split(" ")), row.getString("first_one"),
					row.getLong("version")))
			.single();
	}

	/**
	 * @throws BadInput on {@code offered} when there is none, on {@code first} when it is
	 * not offered
	 * @throws StaleVersion when somebody changed them meanwhile
	 */
	void change(Viewer viewer, OnceKey key, List<String> asked, @Nullable String first, long version) {
		viewer.require(Capability.ADMINISTER);
		List<String> offered = ALL.stream().filter(asked::contains).toList();
		if (offered.isEmpty()) {
			throw new BadInput("offered", "languages.none");
		}
		if (first == null || !offered.contains(first)) {
			throw new BadInput("first", "languages.first");
		}
		this.once.write(key.asking("languages of the site", offered, first, version), () -> {
			Row before = row();
			int changed = this.jdbc.sql("""
					update site_languages set offered = :offered, first_one = :first, version = version + 1
					where id = 1 and version = :version""")
				.param("offered", String.join(" ", offered))
				.param("first", first, Types.VARCHAR)
				.param("version", version)
				.update();
			if (changed == 0) {
				throw new StaleVersion(before.version());
			}
			this.journal.record(viewer.id().value(), "languages of the site changed",
					Subject.of("account", viewer.id().value()), Audience.TEAM,
					Map.of("from", before.text(), "to", new Row(offered, first, version).text()));
		});
	}

}
