package dev.roundtable.caching;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.roundtable.caching.CachedPage.Version;
import dev.roundtable.http.PageFrame;
import dev.roundtable.http.SiteCookie;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Serves whole pages to anonymous readers from memory, as long as the room they belong to
 * says that nothing on them has changed. A new version is made once, however many ask for
 * it at the same moment. A page that was made for one reader (a cookie, a CSRF token, a
 * form's key) is never kept.
 */
class PageCache extends OncePerRequestFilter {

	/** As long one waits for somebody else's page before making one's own. */
	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final List<CachedPage> rooms;

	private final PageFrame frame;

	private final Cache<String, KeptPage> pages;

	/** Ends with null where the page cannot be shared or was not made. */
	private final ConcurrentMap<Making, CompletableFuture<@Nullable KeptPage>> beingMade = new ConcurrentHashMap<>();

	private record Making(String key, Version version) {
	}

	PageCache(List<CachedPage> rooms, PageFrame frame, long megabytes) {
		this.rooms = rooms;
		this.frame = frame;
		// What no version tells of, such as somebody's new role, shows within a minute.
		this.pages = Caffeine.newBuilder()
			.expireAfterWrite(Duration.ofMinutes(1))
			.maximumWeight(megabytes * 1024 * 1024)
			.weigher((String key, KeptPage page) -> page.weight() + key.length() * 2)
			.build();
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !request.getMethod().equals("GET") || request.getHeader("Authorization") != null
				|| SiteCookie.SESSION.valueIn(request) != null;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String path = request.getRequestURI();
		String query = (request.getQueryString() != null) ? request.getQueryString() : "";
		Version version = version(path, query);
		if (version == null) {
			chain.doFilter(request, response);
			return;
		}
		String key = this.frame.variant(request) + ' ' + request.getScheme() + ' ' + path + '?' + query;
		KeptPage page = this.pages.getIfPresent(key);
		if (page != null && page.isStill(version)) {
			page.sendWithHeaders(request, response);
			return;
		}
		Making making = new Making(key, version);
		CompletableFuture<@Nullable KeptPage> mine = new CompletableFuture<>();
		CompletableFuture<@Nullable KeptPage> others = this.beingMade.putIfAbsent(making, mine);
		KeptPage made = (others != null) ? await(others) : null;
		if (made != null) {
			made.sendWithHeaders(request, response);
		}
		else if (others != null) {
			chain.doFilter(request, response);
		}
		else {
			make(making, mine, request, response, chain);
		}
	}

	private @Nullable Version version(String path, String query) {
		for (CachedPage room : this.rooms) {
			Version version = room.versionOf(path, query);
			if (version != null) {
				return version;
			}
		}
		return null;
	}

	private static @Nullable KeptPage await(CompletableFuture<@Nullable KeptPage> others) {
		try {
			return others.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

	private void make(Making making, CompletableFuture<@Nullable KeptPage> waiting, HttpServletRequest request,
			HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
		KeptPage made = null;
		try {
			ContentCachingResponseWrapper held = new ContentCachingResponseWrapper(response);
			chain.doFilter(request, held);
			if (isForEveryone(request, held)) {
				made = KeptPage.of(making.version(), held);
				this.pages.put(making.key(), made);
			}
			else {
				held.copyBodyToResponse();
			}
		}
		finally {
			// Whatever happened: nobody waits for nothing, and the next one may try
			// again.
			this.beingMade.remove(making);
			waiting.complete(made);
		}
		if (made != null) {
			made.send(request, response);
		}
	}

	private static boolean isForEveryone(HttpServletRequest request, ContentCachingResponseWrapper held) {
		String type = held.getContentType();
		return !held.isCommitted() && held.getStatus() == HttpServletResponse.SC_OK
				&& held.getHeaders("Set-Cookie").isEmpty() && request.getAttribute(PageFrame.PERSONAL) == null
				&& type != null && type.startsWith("text/html");
	}

}
