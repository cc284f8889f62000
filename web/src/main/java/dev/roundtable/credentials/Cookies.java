package dev.roundtable.credentials;

import java.time.Duration;

import dev.roundtable.http.SiteCookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** How the cookies of signing in are set: out of reach for scripts and other sites. */
public final class Cookies {

	private Cookies() {
	}

	public static void set(SiteCookie cookie, String value, Duration age, HttpServletRequest request,
			HttpServletResponse response) {
		response.addHeader(HttpHeaders.SET_COOKIE,
				ResponseCookie.from(cookie.nameFor(request), value)
					.path("/")
					.maxAge(age)
					.httpOnly(true)
					.secure(request.isSecure())
					.sameSite("Lax")
					.build()
					.toString());
	}

}
