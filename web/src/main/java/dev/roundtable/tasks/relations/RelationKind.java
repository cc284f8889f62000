package dev.roundtable.tasks.relations;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a task stands to another one, as seen from the first. */
public enum RelationKind {

	BLOCKED_BY, BLOCKS, CAUSED_BY, CAUSES, REGRESSION_OF, REGRESSED_BY;

	/** The same, as seen from the other one. */
	RelationKind turned() {
		return switch (this) {
			case BLOCKS -> BLOCKED_BY;
			case BLOCKED_BY -> BLOCKS;
			case CAUSES -> CAUSED_BY;
			case CAUSED_BY -> CAUSES;
			case REGRESSION_OF -> REGRESSED_BY;
			case REGRESSED_BY -> REGRESSION_OF;
		};
	}

	/** Whether it is from this side that the row is written. */
	boolean isKept() {
		return switch (this) {
			case BLOCKS, CAUSES, REGRESSION_OF -> true;
			case BLOCKED_BY, CAUSED_BY, REGRESSED_BY -> false;
		};
	}

	/** As addresses and the API spell it. */
	@JsonValue
	public String address() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/** Empty when there is no such kind. */
	static Optional<RelationKind> at(String address) {
		return Arrays.stream(values()).filter((kind) -> kind.address().equals(address)).findFirst();
	}

}
