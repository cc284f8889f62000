package dev.roundtable.notifications;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long something settles before it is told beyond the page, so that what comes
 * together is told together, and what is read meanwhile is not.
 */
@ConfigurationProperties("roundtable.notices")
record NoticeSettings(@DefaultValue("3m") Duration mailAfter, @DefaultValue("5s") Duration pushAfter) {
}
