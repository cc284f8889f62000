package dev.roundtable.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Lets the world of the demo be some weeks old when it is made: a forum on which
 * everything happened in the same second looks dead.
 */
@Component
@Primary
@Profile("demo")
class DemoClock extends Clock {

	private final Clock real = Clock.systemUTC();

	private volatile Duration behind = Duration.ZERO;

	void setBack(Duration behind) {
		this.behind = behind;
	}

	/** Time passes, but never into the future. */
	void pass(Duration time) {
		Duration left = this.behind.minus(time);
		this.behind = left.isNegative() ? Duration.ZERO : left;
	}

	@Override
	public Instant instant() {
		return this.real.instant().minus(this.behind);
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return this;
	}

}
