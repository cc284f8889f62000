package dev.roundtable.releases;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** To whom a build goes, from the few to all. */
public enum Channel {

	NIGHTLY, BETA, STABLE;

	/** As the API spells it. */
	@JsonValue
	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

}
