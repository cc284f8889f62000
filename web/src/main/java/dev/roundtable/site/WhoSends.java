package dev.roundtable.site;

import java.util.List;

import dev.roundtable.server.Acquaintance;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/** Knows people by the cookies and tokens that the security chains take later. */
@Component
class WhoSends implements Acquaintance {

	private final ObjectProvider<SecurityContextRepository> signIns;

	private final ObjectProvider<AuthenticationProvider> tokens;

	WhoSends(ObjectProvider<SecurityContextRepository> signIns, ObjectProvider<AuthenticationProvider> tokens) {
		this.signIns = signIns;
		this.tokens = tokens;
	}

	@Override
	public @Nullable String nameOf(HttpServletRequest request) {
		String header = request.getHeader("Authorization");
		Authentication known = (header != null) ? byToken(header) : byCookie(request);
		return (known != null) ? known.getName() : null;
	}

	private @Nullable Authentication byCookie(HttpServletRequest request) {
		SecurityContextRepository repository = this.signIns.getObject();
		if (!repository.containsContext(request)) {
			return null;
		}
		return repository.loadDeferredContext(request).get().getAuthentication();
	}

	private @Nullable Authentication byToken(String header) {
		if (!header.regionMatches(true, 0, "Bearer ", 0, 7)) {
			return null;
		}
		var token = new PreAuthenticatedAuthenticationToken(header.substring(7).strip(), "");
		List<AuthenticationProvider> able = this.tokens.stream()
			.filter((one) -> one.supports(PreAuthenticatedAuthenticationToken.class))
			.toList();
		try {
			return able.isEmpty() ? null : able.getFirst().authenticate(token);
		}
		catch (AuthenticationException stranger) {
			return null;
		}
	}

}
