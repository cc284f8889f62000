package dev.roundtable.addresses;

/** Whether accounts have a mail address. */
public enum AddressRule {

	/** Nobody is asked for one. */
	OFF,

	/** Who gives one can come back without a password. */
	OPTIONAL,

	/** Nobody signs in to a new account before its address is confirmed. */
	REQUIRED

}
