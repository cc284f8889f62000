package dev.roundtable.addresses;

import java.time.Clock;
import java.time.Duration;

import dev.roundtable.http.Messages;
import dev.roundtable.http.Secret;
import dev.roundtable.mail.Letter;
import dev.roundtable.mail.MailAddress;
import dev.roundtable.site.SiteUrl;

import org.springframework.stereotype.Component;

/** What is mailed about addresses, in the language of the request that caused it. */
@Component
class AddressLetters {

	private final Messages messages;

	private final SiteUrl site;

	private final Clock clock;

	AddressLetters(Messages messages, SiteUrl site, Clock clock) {
		this.messages = messages;
		this.site = site;
		this.clock = clock;
	}

	Letter confirm(String name, MailAddress to, String token, Duration valid) {
		String link = this.site.of("/address/confirm?token=" + token);
		return letter(to, token, valid, this.messages.of("letter.address.confirm.subject"),
				this.messages.of("letter.address.confirm.body", name, to.shown(), link));
	}

	/** To somebody whose address was typed, and who has an account with it. */
	Letter known(String name, MailAddress to, String token, Duration valid) {
		return letter(to, token, valid, this.messages.of("letter.address.known.subject"),
				this.messages.of("letter.address.known.body", name, to.shown(), this.site.of("/forgot-password")));
	}

	Letter changed(String name, MailAddress to, String token, Duration valid) {
		String link = this.site.of("/address/undo?token=" + token);
		return letter(to, token, valid, this.messages.of("letter.address.changed.subject"),
				this.messages.of("letter.address.changed.body", name, to.shown(), link));
	}

	private Letter letter(MailAddress to, String token, Duration valid, String subject, String body) {
		return new Letter("address " + Secret.digest(token), Letter.Kind.ACCOUNT, to, subject, body, null,
				this.clock.instant().plus(valid));
	}

}
