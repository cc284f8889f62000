package dev.roundtable.mail;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mail is sent; where to, {@code spring.mail.*} says.
 *
 * @param from whom it comes from: {@code forum@example.org} or
 * {@code The forum <forum@example.org>}; empty for a name at this site's host
 * @param every how often is looked for mail that is due
 * @param senders how many mails go at once from each node
 * @param rest how long a server that is away is left alone
 */
@ConfigurationProperties("roundtable.mail")
record MailSettings(@DefaultValue("") String from, @DefaultValue("1s") Duration every, @DefaultValue("2") int senders,
		@DefaultValue("30s") Duration rest) {
}
