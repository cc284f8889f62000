package dev.roundtable.limits;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often one may do what.
 *
 * @param enabled false lets {@link Limits} count nothing; for measuring and tests
 * @param acts what replaces an {@link Act}'s own rate
 */
@ConfigurationProperties("roundtable.limits")
record LimitSettings(@DefaultValue("true") boolean enabled, @Nullable Map<Act, Rate> acts) {

	/**
	 * So many within a period: at once, and then as they come back evenly.
	 *
	 * @param newcomer for an account that is new on the ladder of trust
	 * @param regular for any other; the ladder adds some percent from level to level
	 * @param team for those who work on the list: programs with their tokens included
	 * @param network for everybody else of one network together
	 */
	record Rate(Duration per, int newcomer, int regular, int team, int network) {
	}

	Rate of(Act act) {
		Rate own = (this.acts != null) ? this.acts.get(act) : null;
		return (own != null) ? own : act.rate;
	}

}
