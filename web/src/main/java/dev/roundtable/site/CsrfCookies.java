package dev.roundtable.site;

import dev.roundtable.http.SiteCookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;

/** Form tokens in a cookie whose name depends on the scheme, see {@link SiteCookie}. */
class CsrfCookies implements CsrfTokenRepository {

	private volatile @Nullable CookieCsrfTokenRepository plain;

	private volatile @Nullable CookieCsrfTokenRepository secure;

	private CookieCsrfTokenRepository of(HttpServletRequest request) {
		CookieCsrfTokenRepository known = request.isSecure() ? this.secure : this.plain;
		if (known != null) {
			return known;
		}
		CookieCsrfTokenRepository made = new CookieCsrfTokenRepository();
		made.setCookieName(SiteCookie.CSRF.nameFor(request));
		made.setCookieCustomizer((cookie) -> cookie.sameSite("Lax").path("/"));
		if (request.isSecure()) {
			this.secure = made;
		}
		else {
			this.plain = made;
		}
		return made;
	}

	@Override
	public CsrfToken generateToken(HttpServletRequest request) {
		return of(request).generateToken(request);
	}

	@Override
	public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
		of(request).saveToken(token, request, response);
	}

	@Override
	public @Nullable CsrfToken loadToken(HttpServletRequest request) {
		return of(request).loadToken(request);
	}

}
