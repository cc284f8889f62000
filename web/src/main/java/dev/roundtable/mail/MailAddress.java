package dev.roundtable.mail;

import java.util.Locale;
import java.util.regex.Pattern;

import com.ibm.icu.text.IDNA;
import dev.roundtable.http.BadInput;
import dev.roundtable.writing.Text;
import org.jspecify.annotations.Nullable;

/**
 * An address that mail can be sent to. It cannot hold anything that would end a line of a
 * mail's head.
 *
 * @param value with the domain in the letters that travel:
 * {@code mei@xn--fiq228c.example}
 */
public record MailAddress(String value) {

	/** UTF-16 units, typed and stored. */
	public static final int MAX = 254;

	private static final int LONGEST_LOCAL = 64;

	private static final Pattern SHAPE = Pattern
		.compile("([A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*)"
				+ "@((?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+(?=[A-Za-z])[A-Za-z0-9-]{2,63})");

	private static final IDNA DOMAINS = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII
			| IDNA.NONTRANSITIONAL_TO_UNICODE | IDNA.USE_STD3_RULES | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);

	public MailAddress {
		if (!isWellShaped(value)) {
			throw new IllegalArgumentException("no mail address: " + value);
		}
	}

	/**
	 * @throws BadInput {@code address.long}, {@code address.shape}, or as
	 * {@link Text#line}
	 */
	public static MailAddress of(String field, @Nullable String typed) {
		if (typed != null && typed.strip().chars().anyMatch(Character::isISOControl)) {
			throw new BadInput(field, "address.shape");
		}
		if (typed != null && typed.length() > MAX) {
			throw new BadInput(field, "address.long", MAX);
		}
		String line = Text.line(field, typed, MAX);
		int at = line.lastIndexOf('@');
		if (at < 0) {
			throw new BadInput(field, "address.shape");
		}
		IDNA.Info found = new IDNA.Info();
		StringBuilder domain = new StringBuilder();
		DOMAINS.nameToASCII(line.substring(at + 1), domain, found);
		String value = line.substring(0, at + 1) + domain;
		if (found.hasErrors() || !isWellShaped(value)) {
			throw new BadInput(field, "address.shape");
		}
		return new MailAddress(value);
	}

	private static boolean isWellShaped(String value) {
		return value.length() <= MAX && value.indexOf('@') <= LONGEST_LOCAL && SHAPE.matcher(value).matches();
	}

	/** Two addresses with one key lead into one box. */
	public String key() {
		return this.value.toLowerCase(Locale.ROOT);
	}

	/** The domain in its own letters. */
	public String shown() {
		int at = this.value.lastIndexOf('@');
		StringBuilder domain = new StringBuilder();
		DOMAINS.nameToUnicode(this.value.substring(at + 1), domain, new IDNA.Info());
		return this.value.substring(0, at + 1) + domain;
	}

	@Override
	public String toString() {
		return this.value;
	}

}
