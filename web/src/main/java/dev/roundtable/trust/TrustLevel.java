package dev.roundtable.trust;

/** How far somebody is trusted. The last one is given by hand alone. */
public enum TrustLevel {

	NEW, BASIC, MEMBER, REGULAR, LEADER;

	/** As it is stored and as people count them. */
	public int number() {
		return ordinal();
	}

	public static TrustLevel of(int number) {
		return values()[Math.clamp(number, 0, LEADER.ordinal())];
	}

	public boolean reaches(TrustLevel other) {
		return compareTo(other) >= 0;
	}

	/** Whether it comes by itself, with what somebody does. */
	public boolean isEarned() {
		return this != NEW && this != LEADER;
	}

	/** The last one is followed by itself. */
	public TrustLevel next() {
		return of(ordinal() + 1);
	}

}
