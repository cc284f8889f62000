package dev.roundtable.site;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

import dev.roundtable.http.CachedPage;
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

	@GetMapping("/kept/plain")
	ResponseEntity<String> plain(Locale locale) {
		return html("plain " + locale.toLanguageTag() + " " + rendered.incrementAndGet());
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
	public @Nullable String versionOf(String path, String query) {
		return path.startsWith("/kept/") ? version : null;
	}

}
