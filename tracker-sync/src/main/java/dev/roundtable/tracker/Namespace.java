package dev.roundtable.tracker;

import java.util.regex.Pattern;

/**
 * What tells this site from any other that writes to the same tracker. It is made once
 * and stands in every mark, so it never changes.
 */
public record Namespace(String value) {

	private static final Pattern FORM = Pattern.compile("[a-z0-9]{4,16}");

	public Namespace {
		if (!FORM.matcher(value).matches()) {
			throw new IllegalArgumentException("a namespace is 4 to 16 small letters and digits");
		}
	}

	@Override
	public String toString() {
		return this.value;
	}

}
