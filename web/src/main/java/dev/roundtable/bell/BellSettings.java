package dev.roundtable.bell;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the bell is kept up to date on open pages.
 *
 * @param perPerson streams that one person may have open at a time, on one node
 * @param perNode streams of all people on one node; each takes a connection
 * @param lasts after this a stream ends, and the browser asks again
 * @param heartbeat how often a stream says that it is alive
 */
@ConfigurationProperties("roundtable.bell")
record BellSettings(@DefaultValue("6") int perPerson, @DefaultValue("1000") int perNode,
		@DefaultValue("5m") Duration lasts, @DefaultValue("20s") Duration heartbeat) {
}
