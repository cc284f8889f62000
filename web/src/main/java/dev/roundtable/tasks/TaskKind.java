package dev.roundtable.tasks;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

public enum TaskKind {

	BUG, IDEA, CHORE;

	/** As the API spells it. */
	@JsonValue
	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

}
