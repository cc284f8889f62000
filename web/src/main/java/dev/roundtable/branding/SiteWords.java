package dev.roundtable.branding;

import java.util.Locale;

import dev.roundtable.http.BadInput;

/**
 * What a site says of itself in one language; empty where it has no words of its own.
 *
 * @param contact Markdown: whom to ask for help
 * @param terms Markdown
 */
record SiteWords(String language, String name, String motto, String contact, String terms, long version) {

	/** UTF-16 units, as the columns have them. */
	static final int NAME = 60;

	static final int MOTTO = 120;

	static final int CONTACT = 400;

	static final int TERMS = 20_000;

	/**
	 * @throws BadInput on the field that is too long
	 */
	SiteWords {
		name = checked("name", name.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip(), NAME);
		motto = checked("motto", motto.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip(), MOTTO);
		contact = checked("contact", contact.strip(), CONTACT);
		terms = checked("terms", terms.strip(), TERMS);
	}

	private static String checked(String field, String text, int most) {
		if (text.length() > most || text.indexOf('\0') >= 0) {
			throw new BadInput(field, "branding.long", most);
		}
		return text;
	}

	boolean isIn(Locale locale) {
		return this.language.equals(locale.toLanguageTag());
	}

}
