package dev.roundtable.signin;

import java.time.Clock;
import java.time.Duration;

import dev.roundtable.addresses.Addresses;
import dev.roundtable.http.Messages;
import dev.roundtable.http.Secret;
import dev.roundtable.mail.Letter;
import dev.roundtable.mail.Mail;
import dev.roundtable.people.AccountId;
import dev.roundtable.site.SiteUrl;

import org.springframework.stereotype.Component;

/**
 * Tells whoever has an address that her account is opened by something new, which she may
 * not have added herself.
 */
@Component
public class AccountNews {

	private static final Duration NEWS = Duration.ofDays(3);

	private final Mail mail;

	private final Addresses addresses;

	private final Messages messages;

	private final SiteUrl site;

	private final Clock clock;

	AccountNews(Mail mail, Addresses addresses, Messages messages, SiteUrl site, Clock clock) {
		this.mail = mail;
		this.addresses = addresses;
		this.messages = messages;
		this.site = site;
		this.clock = clock;
	}

	/**
	 * In the caller's transaction.
	 * @param text the beginning of two keys, {@code .subject} and {@code .body}: {0} is
	 * her name, {1} what it is about, {2} where she can undo it
	 */
	public void mail(AccountId account, String person, String text, String what, String page) {
		this.addresses.of(account)
			.ifPresent((to) -> this.mail.queue(new Letter("account " + Secret.random(), Letter.Kind.ACCOUNT, to,
					this.messages.of(text + ".subject"),
					this.messages.of(text + ".body", person, what, this.site.of(page)), null,
					this.clock.instant().plus(NEWS))));
	}

}
