package dev.roundtable.tasks;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** How much it hurts those it happens to. */
public enum Severity {

	CRITICAL(60), MAJOR(30), NORMAL(10), MINOR(0);

	private final int weight;

	Severity(int weight) {
		this.weight = weight;
	}

	/** Points in {@link TaskRank}. */
	int weight() {
		return this.weight;
	}

	/** As the API spells it. */
	@JsonValue
	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

}
