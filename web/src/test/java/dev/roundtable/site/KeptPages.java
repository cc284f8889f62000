package dev.roundtable.site;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import dev.roundtable.caching.CachedPage;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** A room of the tests' own, whose pages may be kept. */
@Controller
class KeptPages implements CachedPage {

	static final AtomicInteger rendered = new AtomicInteger();

	static volatile String version = "1";

	static volatile String counters = "1";

	static volatile boolean broken;

	static final AtomicInteger waiting = new AtomicInteger();

	static volatile CountDownLatch wait = new CountDownLatch(0);

	@GetMapping("/kept/plain")
	ResponseEntity<String> plain(Locale locale) {
		return html("plain " + locale.toLanguageTag() + " " + rendered.incrementAndGet());
	}

	/** Made slowly: not before {@link #wait} is over. */
	@GetMapping("/kept/slow")
	ResponseEntity<String> slow() throws InterruptedException {
		waiting.incrementAndGet();
		wait.await();
		return html("slow " + rendered.incrementAndGet());
	}

	@GetMapping("/kept/broken")
	ResponseEntity<String> broken() {
		if (broken) {
			throw new IllegalStateException("not this time");
		}
		return html("mended");
	}

	@GetMapping("/kept/personal")
	ResponseEntity<String> personal(HttpServletRequest request) {
		CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
		return html("personal " + rendered.incrementAndGet() + " " + token.getToken());
	}

	private static ResponseEntity<String> html(String text) {
		return ResponseEntity.ok().contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8)).body(text);
	}

	@Override
	public @Nullable Version versionOf(String path, String query) {
		return path.startsWith("/kept/") ? new Version(version, counters) : null;
	}

}
