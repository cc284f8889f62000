package dev.roundtable.privacy;

import java.time.Duration;

import dev.roundtable.people.AccountId;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people are erased.
 *
 * @param grace how long it can be taken back
 * @param name what stands in the place of a name, before the number of the account: with
 * a space at its end or not, nobody can choose such a name
 */
@ConfigurationProperties("roundtable.erasure")
record ErasureSettings(@DefaultValue("P14D") Duration grace, @DefaultValue("deleted person") String name) {

	String placeholder(AccountId account) {
		return this.name.strip() + " " + account.value();
	}

}
