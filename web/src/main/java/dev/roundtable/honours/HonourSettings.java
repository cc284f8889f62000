package dev.roundtable.honours;

import java.time.ZoneId;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which honours there are.
 *
 * @param zone where a day of checking in begins
 */
@ConfigurationProperties("roundtable.honours")
record HonourSettings(@DefaultValue("true") boolean levels, @DefaultValue("true") boolean medals,
		@DefaultValue("true") boolean checkIn, @DefaultValue("UTC") ZoneId zone) {
}
