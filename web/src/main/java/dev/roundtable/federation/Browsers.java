package dev.roundtable.federation;

import dev.roundtable.credentials.Cookies;
import dev.roundtable.http.Secret;
import dev.roundtable.http.SiteCookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Which browser went to another site: a cookie that is good for the way alone. */
final class Browsers {

	private Browsers() {
	}

	/** Of a browser that sets out; two tabs share it. */
	static String leaving(HttpServletRequest request, HttpServletResponse response) {
		String known = SiteCookie.AWAY.valueIn(request);
		String browser = (known != null) ? known : Secret.random();
		Cookies.set(SiteCookie.AWAY, browser, Flows.VALID.multipliedBy(2), request, response);
		return browser;
	}

	/** Empty where it never set out, which belongs to no row. */
	static String of(HttpServletRequest request) {
		String known = SiteCookie.AWAY.valueIn(request);
		return (known != null) ? known : "";
	}

}
