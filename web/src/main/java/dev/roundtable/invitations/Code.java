package dev.roundtable.invitations;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.regex.Pattern;

/** What stands at the end of a link: short, for people, and not to be guessed. */
final class Code {

	/** Without those that are taken for each other. */
	private static final String LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";

	/** Some 50 bits. */
	private static final int LENGTH = 10;

	private static final Pattern SHAPE = Pattern.compile("[a-z0-9]{6,20}");

	/** Of what is typed or pasted. */
	private static final int LONGEST = 300;

	private static final SecureRandom RANDOM = new SecureRandom();

	private Code() {
	}

	static String random() {
		StringBuilder code = new StringBuilder();
		for (int i = 0; i < LENGTH; i++) {
			code.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
		}
		return code.toString();
	}

	/**
	 * The code in what somebody typed: it, or the whole link.
	 * @return empty where there is none
	 */
	static String in(String typed) {
		String text = typed.strip();
		if (text.length() > LONGEST) {
			return "";
		}
		// Also as it stands in the address of the registration that it led to.
		String last = text.replaceFirst("^.*[?&]invite=", "/")
			.replaceFirst("[?&#].*$", "")
			.replaceFirst("^.*/", "")
			.toLowerCase(Locale.ROOT);
		return SHAPE.matcher(last).matches() ? last : "";
	}

}
