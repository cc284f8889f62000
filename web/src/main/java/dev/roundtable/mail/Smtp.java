package dev.roundtable.mail;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Optional;

import dev.roundtable.site.SiteUrl;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** The server that takes mail, as {@code spring.mail.*} names it. */
@Component
@EnableConfigurationProperties(MailSettings.class)
class Smtp {

	private static final String NAME = "Roundtable";

	private final @Nullable JavaMailSenderImpl server;

	private final MailSettings settings;

	private final SiteUrl site;

	Smtp(Optional<JavaMailSenderImpl> server, MailSettings settings, SiteUrl site) {
		this.server = server.orElse(null);
		this.settings = settings;
		this.site = site;
	}

	boolean isConfigured() {
		return this.server != null;
	}

	/**
	 * Goes there; several mails take one way.
	 * @throws MessagingException when it is away, answers nothing, or lets nobody in
	 */
	Way open() throws MessagingException {
		JavaMailSenderImpl to = this.server;
		if (to == null) {
			throw new MessagingException("no server is configured");
		}
		Session session = to.getSession();
		String protocol = to.getProtocol();
		Transport transport = (protocol != null) ? session.getTransport(protocol) : session.getTransport();
		transport.connect(to.getHost(), to.getPort(), to.getUsername(), to.getPassword());
		return new Way(session, transport, sender(to));
	}

	private InternetAddress sender(JavaMailSenderImpl to) throws AddressException {
		String user = to.getUsername();
		String from = this.settings.from();
		if (from.isBlank()) {
			from = (user != null && user.contains("@")) ? user : "roundtable@" + this.site.host();
		}
		InternetAddress sender = new InternetAddress(from);
		try {
			if (sender.getPersonal() == null) {
				sender.setPersonal(NAME, StandardCharsets.UTF_8.name());
			}
		}
		catch (UnsupportedEncodingException ex) {
			throw new IllegalStateException(ex);
		}
		return sender;
	}

	/** A connection to the server. */
	final class Way implements AutoCloseable {

		private final Session session;

		private final Transport transport;

		private final InternetAddress from;

		private Way(Session session, Transport transport, InternetAddress from) {
			this.session = session;
			this.transport = transport;
			this.from = from;
		}

		/** Whether another mail may take it. */
		boolean isOpen() {
			return this.transport.isConnected();
		}

		Outcome send(MailQueue.Claimed mail) {
			try {
				Message message = message(mail);
				this.transport.sendMessage(message, message.getAllRecipients());
				return new Outcome.Sent();
			}
			catch (MessagingException failure) {
				return Outcome.of(failure);
			}
		}

		private Message message(MailQueue.Claimed mail) throws MessagingException {
			// The same at each try, so that whoever gets it twice can tell.
			String id = "<" + mail.key() + "@" + Smtp.this.site.host() + ">";
			MimeMessage message = new MimeMessage(this.session) {
				@Override
				protected void updateMessageID() throws MessagingException {
					setHeader("Message-ID", id);
				}
			};
			message.setFrom(this.from);
			message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to().value()));
			message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
			message.setSentDate(Date.from(mail.created()));
			setContent(message, mail);
			// Nobody's holiday is told to a machine.
			message.setHeader("Auto-Submitted", "auto-generated");
			if (mail.unsubscribe() != null) {
				message.setHeader("List-Unsubscribe", "<" + mail.unsubscribe() + ">");
				message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
			}
			message.saveChanges();
			return message;
		}

		private static void setContent(MimeMessage message, MailQueue.Claimed mail) throws MessagingException {
			if (mail.html() == null) {
				message.setText(mail.body(), StandardCharsets.UTF_8.name());
				return;
			}
			MimeBodyPart text = new MimeBodyPart();
			text.setText(mail.body(), StandardCharsets.UTF_8.name());
			MimeBodyPart html = new MimeBodyPart();
			html.setText(mail.html(), StandardCharsets.UTF_8.name(), "html");
			// The last one is what a program shows that can.
			message.setContent(new MimeMultipart("alternative", text, html));
		}

		@Override
		public void close() {
			try {
				this.transport.close();
			}
			catch (MessagingException gone) {
				// It was closed by the server.
			}
		}

	}

}
