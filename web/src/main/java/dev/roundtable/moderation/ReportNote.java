package dev.roundtable.moderation;

import dev.roundtable.writing.Text;

/** What a reporter adds in her own words; may be empty. */
public record ReportNote(String value) {

	public static final int MAX = 400;

	/**
	 * @throws dev.roundtable.http.BadInput on that field
	 */
	public static ReportNote of(String field, String text) {
		return new ReportNote(text.isBlank() ? "" : Text.line(field, text, MAX));
	}

}
