package dev.roundtable.mail;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether mail goes out and how much waits. The forum works without it, so it never makes
 * the whole unhealthy; and asking does not call the server.
 */
@Component("mailing")
class MailHealth implements HealthIndicator {

	private final Mail mail;

	private final MailQueue queue;

	private final MailWorker worker;

	MailHealth(Mail mail, MailQueue queue, MailWorker worker) {
		this.mail = mail;
		this.queue = queue;
		this.worker = worker;
	}

	@Override
	public Health health() {
		String state = !this.mail.configured() ? "OFF" : (this.worker.away() != null) ? "AWAY" : "READY";
		return Health.up().withDetail("state", state).withDetail("waiting", this.queue.size()).build();
	}

}
