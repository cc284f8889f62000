package dev.roundtable.mail;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/** How a try to send a mail ended. */
sealed interface Outcome {

	/** The server has it. */
	record Sent() implements Outcome {
	}

	/** There is no such box: nobody need try again. */
	record NoSuchBox(String reason) implements Outcome {
	}

	/** Not this time. */
	record Later(String reason) implements Outcome {
	}

	/** RFC 3463: {@code 5.1.1} and so on. */
	Pattern ENHANCED = Pattern.compile("\\b5\\.(\\d{1,3})\\.\\d{1,3}\\b");

	/**
	 * A refusal for good speaks of the address only where it says so, or where it answers
	 * the address and says nothing else: that a mail is taken for spam, or that this
	 * server may not send, is no fault of whom it goes to.
	 */
	static Outcome of(MessagingException failure) {
		for (Exception one = failure; one != null; one = next(one)) {
			int code = switch (one) {
				case SMTPAddressFailedException address -> address.getReturnCode();
				case SMTPSendFailedException send -> send.getReturnCode();
				default -> 0;
			};
			if (code != 0) {
				return answered(code, one instanceof SMTPAddressFailedException, String.valueOf(one.getMessage()));
			}
		}
		return new Later(String.valueOf(failure.getMessage()));
	}

	private static Outcome answered(int code, boolean toAddress, String text) {
		Matcher enhanced = ENHANCED.matcher(text);
		boolean speaksOfAddress = enhanced.find() ? enhanced.group(1).equals("1")
				: toAddress && (code == 550 || code == 551 || code == 553);
		return (code >= 500 && speaksOfAddress) ? new NoSuchBox(text) : new Later(text);
	}

	private static @Nullable Exception next(Exception failure) {
		return (failure instanceof MessagingException messaging) ? messaging.getNextException() : null;
	}

}
