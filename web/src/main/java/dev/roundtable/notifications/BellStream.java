package dev.roundtable.notifications;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/** One open page of one person that is told how much waits for her. */
final class BellStream {

	/** The browser waits so long before it asks again, in ms. */
	private static final long RETRY = 4000;

	private static final int NOTHING_YET = -1;

	/** Beyond this the server itself lets the connection go. */
	private static final Duration GRACE = Duration.ofMinutes(1);

	private final long account;

	private final Instant until;

	private final SseEmitter emitter;

	private int told = NOTHING_YET;

	private Instant lastSaid;

	private volatile boolean over;

	BellStream(long account, Instant now, Duration lasts) {
		this.account = account;
		this.until = now.plus(lasts);
		this.lastSaid = now;
		this.emitter = new SseEmitter(lasts.plus(GRACE).toMillis());
		say(SseEmitter.event().reconnectTime(RETRY).comment("here"));
	}

	long account() {
		return this.account;
	}

	SseEmitter emitter() {
		return this.emitter;
	}

	int told() {
		return this.told;
	}

	boolean isOver() {
		return this.over;
	}

	/**
	 * Says how much waits when that is something else than before, and now and then that
	 * it is there. It is a few dozen bytes each time, for some minutes: the kernel takes
	 * them all, and a client that reads none of them keeps nobody waiting.
	 */
	void tell(int unread, Instant now, Duration heartbeat) {
		if (unread != this.told) {
			this.told = unread;
			this.lastSaid = now;
			say(SseEmitter.event().name("unread").data(unread));
		}
		else if (!now.isBefore(this.lastSaid.plus(heartbeat))) {
			this.lastSaid = now;
			say(SseEmitter.event().comment("here"));
		}
	}

	boolean hasLasted(Instant now) {
		return !now.isBefore(this.until);
	}

	/** Ends it from this side. */
	void close() {
		if (!this.over) {
			this.over = true;
			this.emitter.complete();
		}
	}

	/** The client is gone, or the server let it go. */
	void gone() {
		this.over = true;
	}

	private void say(SseEventBuilder event) {
		try {
			this.emitter.send(event);
		}
		catch (IOException | IllegalStateException closed) {
			// The server knows it too, and ends the request by itself.
			this.over = true;
		}
	}

}
