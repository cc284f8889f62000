package dev.roundtable.mail;

import dev.roundtable.http.Secret;

import org.springframework.stereotype.Component;

/**
 * Sends mail: what is queued waits in the database until the server takes it. Without a
 * server ({@code spring.mail.host}) nothing is queued.
 */
@Component
public class Mail {

	private final MailQueue queue;

	private final Stops stops;

	private final Smtp smtp;

	Mail(MailQueue queue, Stops stops, Smtp smtp) {
		this.queue = queue;
		this.stops = stops;
		this.smtp = smtp;
	}

	/** Whether there is a server. Pages say so where it matters. */
	public boolean configured() {
		return this.smtp.isConfigured();
	}

	/** Whether a server refused that address for good: nothing is sent there. */
	public boolean isStopped(MailAddress address) {
		return this.stops.has(address);
	}

	/**
	 * Queues it, in the caller's transaction.
	 * @return whether it will be sent: not without a server, to a stopped address, or
	 * when it was queued before
	 */
	public boolean queue(Letter letter) {
		if (!configured() || isStopped(letter.to())) {
			return false;
		}
		return this.queue.add(Secret.digest(letter.key()), letter);
	}

	/**
	 * Forgets an address in the caller's transaction: what waits to be sent there, and
	 * that it was refused. What is being sent at this moment goes out.
	 */
	public void forget(MailAddress address) {
		this.queue.forget(address);
		this.stops.forget(address);
	}

}
