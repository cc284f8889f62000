package dev.roundtable.mail;

import dev.roundtable.admin.AdminCard;
import dev.roundtable.admin.AdminSection;

import org.springframework.stereotype.Component;

/** Whether mail goes out, on the home of the administration. */
@Component
class MailCard implements AdminSection {

	private static final int ORDER = 40;

	private static final String PAGE = "/admin/mail";

	private final Mail mail;

	private final MailQueue queue;

	private final MailWorker worker;

	MailCard(Mail mail, MailQueue queue, MailWorker worker) {
		this.mail = mail;
		this.queue = queue;
		this.worker = worker;
	}

	@Override
	public AdminCard card() {
		long waiting = this.queue.size();
		if (!this.mail.configured()) {
			return new AdminCard(ORDER, "mail.off", waiting, PAGE, AdminCard.State.GOOD);
		}
		return (this.worker.away() != null) ? new AdminCard(ORDER, "mail.away", waiting, PAGE, AdminCard.State.BAD)
				: new AdminCard(ORDER, "mail.ready", waiting, PAGE, AdminCard.State.GOOD);
	}

}
