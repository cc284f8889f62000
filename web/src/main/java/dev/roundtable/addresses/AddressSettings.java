package dev.roundtable.addresses;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param address whether accounts have a mail address, where {@link AddressChoice} says
 * nothing else; without a mail server they have none
 */
@ConfigurationProperties("roundtable.accounts")
record AddressSettings(@DefaultValue("OPTIONAL") AddressRule address) {
}
