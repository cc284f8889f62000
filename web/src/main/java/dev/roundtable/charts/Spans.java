package dev.roundtable.charts;

import dev.roundtable.http.Messages;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** How long something took, as one reads it. */
@Component
public class Spans {

	public static final String NONE = "–";

	/** In minutes. */
	public static final long HOUR = 60;

	/** In minutes. */
	public static final long DAY = 24 * HOUR;

	/** Up to so many minutes one reads hours more easily than days. */
	public static final long IN_HOURS = 3 * DAY;

	private final Messages messages;

	Spans(Messages messages) {
		this.messages = messages;
	}

	/**
	 * @param minutes null where nothing is known
	 */
	public String of(@Nullable Long minutes) {
		if (minutes == null) {
			return NONE;
		}
		if (minutes < 2 * HOUR) {
			return this.messages.of("fair.minutes", minutes);
		}
		return (minutes <= IN_HOURS) ? this.messages.of("fair.hours", Math.round((double) minutes / HOUR))
				: this.messages.of("fair.days", Math.round((double) minutes / DAY));
	}

}
