package dev.roundtable.push;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How browsers are told.
 *
 * @param internal whether a push service may be at an address of this machine or its
 * network, and without TLS: for tests alone
 * @param connect how long reaching a push service may take
 * @param answer how long the whole of one message may take
 */
@ConfigurationProperties("roundtable.push")
record PushSettings(@DefaultValue("true") boolean enabled, @DefaultValue("false") boolean internal,
		@DefaultValue("4s") Duration connect, @DefaultValue("10s") Duration answer) {
}
