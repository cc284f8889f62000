package dev.roundtable.http;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The cookies that carry rights. Behind https their names begin with {@code __Host-}: a
 * browser takes such a cookie from this host alone, over https alone, so that no
 * neighbour under the same domain can plant one.
 */
public enum SiteCookie {

	/** Who is signed in. */
	SESSION("rt_session"),

	/** In which browser somebody was signed in before. It opens nothing. */
	KNOWN("rt_known"),

	/** Which browser went to another site to sign in. It opens nothing. */
	AWAY("rt_away"),

	/** What a form of this site repeats. */
	CSRF("rt_csrf");

	private final String plain;

	private final String secure;

	SiteCookie(String name) {
		this.plain = name;
		this.secure = "__Host-" + name;
	}

	/** As it is called under the scheme of that request. */
	public String nameFor(HttpServletRequest request) {
		return request.isSecure() ? this.secure : this.plain;
	}

	/** Null where the request has none, or an empty one. */
	public @Nullable String valueIn(HttpServletRequest request) {
		Cookie[] cookies = request.getCookies();
		if (cookies == null) {
			return null;
		}
		String name = nameFor(request);
		for (Cookie cookie : cookies) {
			if (cookie.getName().equals(name) && !cookie.getValue().isEmpty()) {
				return cookie.getValue();
			}
		}
		return null;
	}

}
