package dev.roundtable.importing;

/** A line cannot be taken; the message tells its sender why. */
final class Refusal extends Exception {

	private static final long serialVersionUID = 1L;

	Refusal(String reason) {
		super(reason, null, false, false);
	}

	String reason() {
		return String.valueOf(getMessage());
	}

}
