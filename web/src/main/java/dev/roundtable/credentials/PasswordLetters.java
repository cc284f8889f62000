package dev.roundtable.credentials;

import java.time.Clock;
import java.time.Duration;

import dev.roundtable.addresses.Addresses;
import dev.roundtable.http.Messages;
import dev.roundtable.http.Secret;
import dev.roundtable.mail.Letter;
import dev.roundtable.mail.Mail;
import dev.roundtable.mail.MailAddress;
import dev.roundtable.people.AccountId;
import dev.roundtable.site.SiteUrl;

import org.springframework.stereotype.Component;

/** What is mailed about passwords, in the language of the request that caused it. */
@Component
class PasswordLetters {

	private static final Duration NEWS = Duration.ofDays(3);

	private final Mail mail;

	private final Addresses addresses;

	private final Messages messages;

	private final SiteUrl site;

	private final Clock clock;

	PasswordLetters(Mail mail, Addresses addresses, Messages messages, SiteUrl site, Clock clock) {
		this.mail = mail;
		this.addresses = addresses;
		this.messages = messages;
		this.site = site;
		this.clock = clock;
	}

	/** In the caller's transaction. */
	void mailLink(String name, MailAddress to, String token, Duration valid) {
		String link = this.site.of(ForgotPasswordController.RESET + "?token=" + token);
		this.mail.queue(new Letter("reset " + Secret.digest(token), Letter.Kind.ACCOUNT, to,
				this.messages.of("letter.password.reset.subject"),
				this.messages.of("letter.password.reset.body", name, link), null, this.clock.instant().plus(valid)));
	}

	/** Tells whose password has changed, in the caller's transaction. */
	void mailChanged(AccountId account, String name) {
		this.addresses.of(account)
			.ifPresent((to) -> this.mail.queue(new Letter("changed " + Secret.random(), Letter.Kind.ACCOUNT, to,
					this.messages.of("letter.password.changed.subject"), this.messages
						.of("letter.password.changed.body", name, this.site.of(ForgotPasswordController.FORGOT)),
					null, this.clock.instant().plus(NEWS))));
	}

}
