package dev.roundtable.search;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes versions so that their order is that of their texts: 5.10 after 5.9. */
public final class Versions {

	private static final Pattern NUMBER = Pattern.compile("\\d+");

	private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+[\\w.-]*");

	private static final int DIGITS = 9;

	private static final int LONGEST = 80;

	private Versions() {
	}

	/** Whether numbers with dots between them, such as 5.8.9 or 5.9.1-beta. */
	static boolean isVersion(String text) {
		return VERSION.matcher(text).matches();
	}

	/**
	 * @param version as written, with or without a v before it
	 * @return the same for versions that are written differently only in case or zeros
	 */
	public static String sortable(String version) {
		String plain = version.strip().toLowerCase(Locale.ROOT);
		plain = plain.substring(0, Math.min(plain.length(), LONGEST));
		if (plain.startsWith("v") && plain.length() > 1 && Character.isDigit(plain.charAt(1))) {
			plain = plain.substring(1);
		}
		Matcher number = NUMBER.matcher(plain);
		return number.replaceAll((found) -> padded(found.group()));
	}

	private static String padded(String digits) {
		String plain = digits.replaceFirst("^0+(?=.)", "");
		return "0".repeat(Math.max(0, DIGITS - plain.length())) + plain;
	}

}
