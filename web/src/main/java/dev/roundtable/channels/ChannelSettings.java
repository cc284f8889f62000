package dev.roundtable.channels;

import java.time.ZoneId;
import java.util.Locale;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people are told who said nothing else.
 *
 * @param language zh-Hans, zh-Hant or en
 * @param zone where their day begins
 * @param hour of their day at which a digest comes
 */
@ConfigurationProperties("roundtable.channels")
record ChannelSettings(@DefaultValue("en") Locale language, @DefaultValue("UTC") ZoneId zone,
		@DefaultValue("8") int hour) {
}
