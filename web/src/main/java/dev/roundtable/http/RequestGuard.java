package dev.roundtable.http;

import java.io.IOException;
import java.net.URI;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns away what could never be meant, before anything reads it: a form that another
 * site sends with our reader's cookies, and what no part behind this would understand.
 */
class RequestGuard extends OncePerRequestFilter {

	private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String query = request.getQueryString();
		String type = request.getContentType();
		if (query != null && query.contains("%00")) {
			response.sendError(HttpServletResponse.SC_BAD_REQUEST);
		}
		else if (type != null && type.contains("*")) {
			response.sendError(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
		}
		else if (isForeign(request)) {
			Problems.refuse(request, response, Problem.of(403, "foreign-origin"));
		}
		else {
			chain.doFilter(request, response);
		}
	}

	/** The API has no cookies that another site could send along. */
	private static boolean isForeign(HttpServletRequest request) {
		if (HARMLESS.contains(request.getMethod()) || Problems.isForApi(request)) {
			return false;
		}
		String site = request.getHeader("Sec-Fetch-Site");
		if (site != null) {
			return !site.equals("same-origin") && !site.equals("none");
		}
		String origin = request.getHeader("Origin");
		return origin != null && !isOwn(origin, request);
	}

	private static boolean isOwn(String origin, HttpServletRequest request) {
		URI uri = uri(origin);
		if (uri == null || uri.getHost() == null) {
			return false;
		}
		int port = (uri.getPort() != -1) ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
		return uri.getHost().equalsIgnoreCase(request.getServerName()) && port == request.getServerPort();
	}

	private static @Nullable URI uri(String origin) {
		try {
			return URI.create(origin);
		}
		catch (IllegalArgumentException none) {
			return null;
		}
	}

}
