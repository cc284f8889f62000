package dev.roundtable.people;

/** What an account may do. Every role includes what a fan may do. */
public enum Role {

	FAN, ENGINEER, PRODUCT_MANAGER, MODERATOR, ADMINISTRATOR;

	/** Works on the one list and reads its internal lane. */
	public boolean isTeam() {
		return this != FAN;
	}

	public boolean administers() {
		return this == ADMINISTRATOR;
	}

	public boolean moderates() {
		return this == MODERATOR || this == ADMINISTRATOR;
	}

}
