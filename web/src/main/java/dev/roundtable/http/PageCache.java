package dev.roundtable.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Serves whole pages to anonymous readers from memory, as long as the room they belong to
 * says that nothing on them has changed. A page that was made for one reader (a cookie, a
 * CSRF token, a form's key) is never kept.
 */
class PageCache extends OncePerRequestFilter {

	/** The cookie of people who are signed in: they are never served from here. */
	static final String SESSION_COOKIE = "rt_session";

	private final List<CachedPage> rooms;

	private final PageFrame frame;

	private final Cache<String, Page> pages;

	PageCache(List<CachedPage> rooms, PageFrame frame, long megabytes) {
		this.rooms = rooms;
		this.frame = frame;
		// What no version tells of, such as somebody's new role, shows within a minute.
		this.pages = Caffeine.newBuilder()
			.expireAfterWrite(Duration.ofMinutes(1))
			.maximumWeight(megabytes * 1024 * 1024)
			.weigher((String key, Page page) -> page.weight(key))
			.build();
	}

	private record Page(String version, String contentType, List<Map.Entry<String, String>> headers, String etag,
			byte[] plain, byte[] gzip) {

		int weight(String key) {
			return 1000 + key.length() * 2 + this.plain.length + this.gzip.length;
		}

	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !request.getMethod().equals("GET") || request.getHeader("Authorization") != null
				|| cookie(request, SESSION_COOKIE) != null;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String path = request.getRequestURI();
		String query = (request.getQueryString() != null) ? request.getQueryString() : "";
		String version = version(path, query);
		if (version == null) {
			chain.doFilter(request, response);
			return;
		}
		String key = this.frame.variant(request) + ' ' + request.getScheme() + ' ' + path + '?' + query;
		Page page = this.pages.getIfPresent(key);
		if (page != null && page.version().equals(version)) {
			page.headers().forEach((header) -> response.addHeader(header.getKey(), header.getValue()));
			send(page, request, response);
			return;
		}
		BufferedResponse held = new BufferedResponse(response);
		chain.doFilter(request, held);
		if (!isForEveryone(request, held)) {
			held.release();
			return;
		}
		Page made = make(version, held);
		this.pages.put(key, made);
		send(made, request, response);
	}

	private @Nullable String version(String path, String query) {
		for (CachedPage room : this.rooms) {
			String version = room.versionOf(path, query);
			if (version != null) {
				return version;
			}
		}
		return null;
	}

	private static boolean isForEveryone(HttpServletRequest request, BufferedResponse held) {
		String type = held.getContentType();
		return !held.failed() && held.getStatus() == HttpServletResponse.SC_OK
				&& held.getHeaders("Set-Cookie").isEmpty() && request.getAttribute(PageFrame.PERSONAL) == null
				&& type != null && type.startsWith("text/html");
	}

	private static Page make(String version, BufferedResponse held) throws IOException {
		List<Map.Entry<String, String>> headers = new ArrayList<>();
		for (String name : held.getHeaderNames()) {
			if (!name.equalsIgnoreCase("Content-Type") && !name.equalsIgnoreCase("Content-Length")) {
				held.getHeaders(name).forEach((value) -> headers.add(Map.entry(name, value)));
			}
		}
		byte[] plain = held.body();
		ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 3);
		try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
			gzip.write(plain);
		}
		String type = (held.getContentType() != null) ? held.getContentType() : "text/html;charset=UTF-8";
		return new Page(version, type, List.copyOf(headers), "W/\"" + Secret.digest(plain) + '"', plain,
				packed.toByteArray());
	}

	private static void send(Page page, HttpServletRequest request, HttpServletResponse response) throws IOException {
		response.setHeader("ETag", page.etag());
		response.addHeader("Vary", "Cookie, Accept-Language, Accept-Encoding");
		if (page.etag().equals(request.getHeader("If-None-Match"))) {
			response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
			return;
		}
		response.setContentType(page.contentType());
		String accepted = request.getHeader("Accept-Encoding");
		boolean gzip = accepted != null && accepted.contains("gzip");
		if (gzip) {
			response.setHeader("Content-Encoding", "gzip");
		}
		byte[] bytes = gzip ? page.gzip() : page.plain();
		response.setContentLength(bytes.length);
		response.getOutputStream().write(bytes);
	}

	private static @Nullable String cookie(HttpServletRequest request, String name) {
		Cookie[] cookies = request.getCookies();
		if (cookies == null) {
			return null;
		}
		for (Cookie cookie : cookies) {
			if (cookie.getName().equals(name)) {
				return cookie.getValue();
			}
		}
		return null;
	}

}
