package dev.roundtable.http;

import jakarta.servlet.http.HttpServletRequest;

/** Answers that hold a secret, such as a token, and are kept by nobody on their way. */
public final class NotKept {

	private static final String SECRET = NotKept.class.getName();

	private NotKept() {
	}

	/** Says that the answer to this request holds a secret. */
	public static void answerTo(HttpServletRequest request) {
		request.setAttribute(SECRET, true);
	}

	/** The {@code Cache-Control} for that answer. */
	public static String cacheControl(HttpServletRequest request) {
		return (request.getAttribute(SECRET) != null) ? "no-store" : "private, no-cache";
	}

}
