package dev.roundtable.http;

/**
 * An edit was made against a version that is no longer the current one: a 409.
 */
public final class StaleVersion extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final long current;

	public StaleVersion(long current) {
		super("the current version is " + current);
		this.current = current;
	}

	public long current() {
		return this.current;
	}

}
