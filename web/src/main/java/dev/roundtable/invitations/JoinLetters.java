package dev.roundtable.invitations;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import dev.roundtable.addresses.Addresses;
import dev.roundtable.http.Messages;
import dev.roundtable.invitations.JoinRequests.Decision;
import dev.roundtable.invitations.JoinRequests.Item;
import dev.roundtable.mail.Letter;
import dev.roundtable.mail.Mail;
import dev.roundtable.mail.MailAddress;
import dev.roundtable.people.AccountId;
import dev.roundtable.site.SiteUrl;

import org.springframework.stereotype.Component;

/** What is mailed to those who asked to be let in, in the language in which they did. */
@Component
class JoinLetters {

	private static final Duration VALID = Duration.ofDays(7);

	private final Addresses addresses;

	private final Mail mail;

	private final Messages messages;

	private final SiteUrl site;

	private final Clock clock;

	JoinLetters(Addresses addresses, Mail mail, Messages messages, SiteUrl site, Clock clock) {
		this.addresses = addresses;
		this.mail = mail;
		this.messages = messages;
		this.site = site;
		this.clock = clock;
	}

	/** In the transaction of the decision. Nobody is told who gave no address. */
	void decided(AccountId account, Item item, Decision decision, String why) {
		MailAddress to = this.addresses.of(account).or(() -> typed(account)).orElse(null);
		if (to == null) {
			return;
		}
		Locale language = Locale.forLanguageTag(item.language());
		String key = "letter.join." + decision.name().toLowerCase(Locale.ROOT);
		this.mail.queue(new Letter("join " + decision + " " + account.value(), Letter.Kind.ACCOUNT, to,
				this.messages.in(language, key + ".subject"),
				this.messages.in(language, key + ".body", item.name(), this.site.of("/sign-in"), why), null,
				this.clock.instant().plus(VALID)));
	}

	/** One that waits to be confirmed, unless it is somebody else's by now. */
	private Optional<MailAddress> typed(AccountId account) {
		return this.addresses.waitingFor(account).filter((address) -> this.addresses.accountOf(address).isEmpty());
	}

}
