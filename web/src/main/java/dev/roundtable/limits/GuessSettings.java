package dev.roundtable.limits;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often one may try to come in.
 *
 * @param failuresPerPair failed sign-ins with one name from one network before the next
 * has to wait
 * @param failuresPerName the same over all networks
 * @param failuresPerAddress the same for all names of one network
 * @param registrationsPerAddress from one network within an hour
 */
@ConfigurationProperties("roundtable.limits")
record GuessSettings(@DefaultValue("5") int failuresPerPair, @DefaultValue("50") int failuresPerName,
		@DefaultValue("50") int failuresPerAddress, @DefaultValue("20") int registrationsPerAddress) {
}
