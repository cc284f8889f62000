package dev.roundtable.mail;

import org.springframework.stereotype.Component;

/**
 * The limits of what is typed, for forms: {@code th:maxlength="${@mailLengths.address}"}.
 */
@Component
class MailLengths {

	public int getAddress() {
		return MailAddress.MAX;
	}

}
