package dev.roundtable.federation;

import org.jspecify.annotations.Nullable;

/**
 * What another site says of somebody.
 *
 * @param subject what she is called there for good
 * @param label what she is called there now; proves nothing
 * @param address which she may choose to give; proves nothing, and is never looked up
 */
record Identity(String authority, String subject, String label, String address) {

	/** As the columns have them. */
	private static final int SUBJECT = 255;

	private static final int LABEL = 100;

	private static final int ADDRESS = 254;

	static Identity of(String authority, @Nullable String subject, @Nullable String label, @Nullable String address) {
		if (subject == null || subject.isBlank() || subject.length() > SUBJECT || subject.indexOf('\0') >= 0) {
			throw new ProviderFailed(ProviderFailed.Why.REFUSED, "no subject that could be kept", null);
		}
		return new Identity(authority, subject, cut(label, LABEL), cut(address, ADDRESS));
	}

	private static String cut(@Nullable String text, int most) {
		String kept = (text != null) ? text.strip().replaceAll("[\\p{Cntrl}\\p{Cs}]", "") : "";
		return (kept.length() <= most) ? kept : "";
	}

}
