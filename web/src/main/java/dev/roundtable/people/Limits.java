package dev.roundtable.people;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often one may try.
 *
 * @param failuresPerName failed sign-ins within 15 minutes
 * @param failuresPerAddress failed sign-ins within 15 minutes
 * @param registrationsPerAddress within an hour
 */
@ConfigurationProperties("roundtable.limits")
record Limits(@DefaultValue("10") int failuresPerName, @DefaultValue("50") int failuresPerAddress,
		@DefaultValue("20") int registrationsPerAddress) {
}
