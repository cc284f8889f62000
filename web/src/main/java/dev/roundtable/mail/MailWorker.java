package dev.roundtable.mail;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.mail.MessagingException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings mail to the server. Any number of nodes may run one. It holds a database
 * connection to claim and to note what became of a mail, and none while it talks to the
 * server, however slow that is.
 */
@Component
class MailWorker implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(MailWorker.class);

	private static final int MAILS_ON_ONE_WAY = 20;

	private final MailQueue queue;

	private final Stops stops;

	private final Smtp smtp;

	private final MailSettings settings;

	private final TransactionTemplate transaction;

	private final Clock clock;

	private final ObjectProvider<LastLook> lastLook;

	private volatile @Nullable ScheduledExecutorService threads;

	private volatile @Nullable Away away;

	MailWorker(MailQueue queue, Stops stops, Smtp smtp, MailSettings settings, PlatformTransactionManager transactions,
			Clock clock, ObjectProvider<LastLook> lastLook) {
		this.queue = queue;
		this.stops = stops;
		this.smtp = smtp;
		this.settings = settings;
		this.transaction = new TransactionTemplate(transactions);
		this.clock = clock;
		this.lastLook = lastLook;
	}

	/**
	 * The server cannot be talked to.
	 *
	 * @param until when it is tried again
	 */
	record Away(String reason, Instant until) {
	}

	/** Null while the server answers, as far as this node knows. */
	@Nullable Away away() {
		return this.away;
	}

	@Override
	public void start() {
		if (this.smtp.isConfigured()) {
			ScheduledExecutorService started = Executors.newScheduledThreadPool(this.settings.senders(),
					Thread.ofPlatform().name("mail-", 1).daemon().factory());
			long every = this.settings.every().toMillis();
			for (int i = 0; i < this.settings.senders(); i++) {
				started.scheduleWithFixedDelay(this::keepSending, every, every, TimeUnit.MILLISECONDS);
			}
			this.threads = started;
		}
	}

	@Override
	public void stop() {
		ScheduledExecutorService running = this.threads;
		this.threads = null;
		if (running != null) {
			// Whoever is at work with the server ends by its time-outs; what it had comes
			// again after the lease.
			running.shutdownNow();
		}
	}

	@Override
	public boolean isRunning() {
		return this.threads != null;
	}

	/** Whatever is thrown: a scheduled task that throws is never run again. */
	private void keepSending() {
		try {
			boolean more = true;
			while (more && !Thread.currentThread().isInterrupted()) {
				more = sendSome();
			}
		}
		catch (RuntimeException | Error failure) {
			if (isRunning()) {
				log.warn("Mail waits: {}", failure.toString());
			}
		}
	}

	/** Whether there may be more. */
	boolean sendSome() {
		Away resting = this.away;
		if (resting != null && this.clock.instant().isBefore(resting.until())) {
			return false;
		}
		List<MailQueue.Claimed> claimed = this.queue.claim(MAILS_ON_ONE_WAY);
		if (claimed.isEmpty()) {
			return false;
		}
		try (Smtp.Way way = this.smtp.open()) {
			this.away = null;
			sendAll(claimed, way);
			return true;
		}
		catch (MessagingException failure) {
			// Nobody's fault among those that wait: they are due as soon as it is back.
			this.away = new Away(MailQueue.cut(String.valueOf(failure.getMessage())),
					this.clock.instant().plus(this.settings.rest()));
			this.queue.release(claimed);
			log.warn("The mail server cannot be talked to, mail waits: {}", failure.getMessage());
			return false;
		}
	}

	private void sendAll(List<MailQueue.Claimed> mails, Smtp.Way way) {
		Instant enough = this.clock.instant().plus(MailQueue.LEASE.dividedBy(2));
		for (int i = 0; i < mails.size(); i++) {
			if (!way.isOpen() || Thread.currentThread().isInterrupted() || this.clock.instant().isAfter(enough)) {
				this.queue.release(mails.subList(i, mails.size()));
				return;
			}
			MailQueue.Claimed mail = mails.get(i);
			if (this.stops.has(mail.to())) {
				this.queue.dropAllTo(mail.to());
			}
			else if (!mayGo(mail)) {
				this.queue.done(mail);
			}
			else {
				note(mail, way.send(mail));
			}
		}
	}

	private boolean mayGo(MailQueue.Claimed mail) {
		String about = mail.about();
		return about == null || this.lastLook.stream().allMatch((look) -> look.mayGo(about, mail.to()));
	}

	private void note(MailQueue.Claimed mail, Outcome outcome) {
		switch (outcome) {
			case Outcome.Sent _ -> this.queue.done(mail);
			case Outcome.NoSuchBox refused -> {
				this.transaction.executeWithoutResult((_) -> {
					this.stops.add(mail.to(), refused.reason());
					this.queue.dropAllTo(mail.to());
				});
				log.info("A server refused an address for good, nothing more is sent there");
			}
			case Outcome.Later later -> {
				this.queue.putOff(mail, later.reason());
				log.info("Mail {} was not taken and waits: {}", mail.id(), later.reason());
			}
		}
	}

}
