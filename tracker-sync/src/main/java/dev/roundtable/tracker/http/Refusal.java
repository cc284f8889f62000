package dev.roundtable.tracker.http;

import java.time.Duration;

import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.text.Cut;

/** An answer that says no, as a failure. */
record Refusal(Endpoint endpoint, String what, Answer answer) {

	private static final int LENGTH = 300;

	TrackerFailure failure() {
		String message = message();
		return switch (this.answer.status()) {
			case 401 -> new TrackerFailure.TokenRefused(message);
			case 403 -> new TrackerFailure.Forbidden(message);
			case 404, 410 -> new TrackerFailure.Gone(message);
			// Its own trouble, before it looked at what was asked.
			case 408, 421, 425 -> new TrackerFailure.Unavailable(message);
			default ->
				(this.answer.status() < 500)
						? new TrackerFailure.Refused(message,
								this.answer.parsed().map(this.endpoint.dialect()::refused).orElse(null))
						: broken(message);
		};
	}

	private TrackerFailure broken(String message) {
		Duration wait = Keeping.retryAfter(this.answer.headers(), this.endpoint.clock().instant());
		return (wait != null && !this.answer.wrote()) ? new TrackerFailure.Unavailable(message, wait)
				: this.answer.failed(message);
	}

	private String message() {
		String said = this.answer.parsed()
			.map(this.endpoint.dialect()::said)
			.filter((text) -> !text.isBlank())
			.orElse("");
		String message = this.what + ": " + this.answer.status() + (said.isEmpty() ? "" : " " + said);
		return Cut.to(LENGTH, this.endpoint.token().removedFrom(message));
	}

}
