package dev.roundtable.addresses;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param address whether accounts have a mail address; without a mail server they have
 * none
 */
@ConfigurationProperties("roundtable.accounts")
record AddressSettings(@DefaultValue("OPTIONAL") Mode address) {

	enum Mode {

		/** Nobody is asked for one. */
		OFF,

		/** Who gives one can come back without a password. */
		OPTIONAL,

		/** Nobody signs in to a new account before its address is confirmed. */
		REQUIRED

	}

}
