package dev.roundtable.bell;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

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

	private final String signIn;

	private final Instant until;

	private final SseEmitter emitter;

	private int told = NOTHING_YET;

	private Instant lastSaid;

	private volatile boolean over;

	private final AtomicBoolean saying = new AtomicBoolean();

	/**
	 * @param signIn the digest of the cookie that it was opened with
	 */
	BellStream(long account, String signIn, Instant now, Duration lasts) {
		this.account = account;
		this.signIn = signIn;
		this.until = now.plus(lasts);
		this.lastSaid = now;
		this.emitter = new SseEmitter(lasts.plus(GRACE).toMillis());
		say(SseEmitter.event().reconnectTime(RETRY).comment("here"));
	}

	long account() {
		return this.account;
	}

	String signIn() {
		return this.signIn;
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
	 * it is there. Who has not taken the one before is told nothing more meanwhile.
	 */
	void tell(int unread, Instant now, Duration heartbeat) {
		if (unread != this.told) {
			if (say(SseEmitter.event().name("unread").data(unread))) {
				this.told = unread;
				this.lastSaid = now;
			}
		}
		else if (!now.isBefore(this.lastSaid.plus(heartbeat)) && say(SseEmitter.event().comment("here"))) {
			this.lastSaid = now;
		}
	}

	boolean hasLasted(Instant now) {
		return !now.isBefore(this.until);
	}

	/** Ends it from this side. */
	void close() {
		if (!this.over) {
			this.over = true;
			Thread.startVirtualThread(this.emitter::complete);
		}
	}

	/** The client is gone, or the server let it go. */
	void gone() {
		this.over = true;
	}

	/**
	 * Never on the thread of whoever counts for all: a client whose buffers are full
	 * makes this wait until the server gives it up.
	 * @return whether it is on its way
	 */
	private boolean say(SseEventBuilder event) {
		if (!this.saying.compareAndSet(false, true)) {
			return false;
		}
		Thread.startVirtualThread(() -> {
			try {
				this.emitter.send(event);
			}
			catch (IOException | IllegalStateException closed) {
				// The server knows it too, and ends the request by itself.
				this.over = true;
			}
			finally {
				this.saying.set(false);
			}
		});
		return true;
	}

}
