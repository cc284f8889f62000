package dev.roundtable.site;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What this site says of itself instead of what Roundtable would say. From memory: it is
 * asked for every page, also while the database is away.
 */
public interface OwnWords {

	/** The site's text for a message, null where it has none of its own. */
	@Nullable String text(String code, Locale locale);

	/** Whom to ask for help, as HTML; null where nobody is named. */
	@Nullable String contact(Locale locale);

	boolean hasTerms();

	/** What is shown instead of the name, null where nothing is. */
	@Nullable Logo logo();

	/** The languages it is read in, one at least. */
	List<Locale> languages();

	/** The one for who prefers none of them, null where nobody chose one. */
	@Nullable Locale firstLanguage();

	/** Another one whenever something of it changes. */
	long version();

}
