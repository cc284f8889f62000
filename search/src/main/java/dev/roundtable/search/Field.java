package dev.roundtable.search;

/** What a search can be narrowed by, beside its words. */
public enum Field {

	/** The topic that a floor stands in, as its key. */
	THREAD("thread"),

	BOARD("board"), KIND("kind"), STATUS("status"), TAG("tag"), AUTHOR("author"),

	/**
	 * {@code staff}, {@code accepted}, {@code answer}, {@code image}: what a thread has.
	 */
	HAS("has"),

	/** How many people it concerns. */
	PEOPLE("people"),

	CREATED("created"),

	/**
	 * Builds as {@link Versions} writes them: those that its beginning names, and those
	 * on which people say to have it.
	 */
	BUILD("build"),

	/** The build that fixed it, as {@link Versions} writes it. */
	FIXED_IN("fixed_in");

	private final String indexed;

	Field(String indexed) {
		this.indexed = indexed;
	}

	String indexed() {
		return this.indexed;
	}

}
