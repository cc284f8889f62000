package dev.roundtable.site;

import java.time.Duration;

import dev.roundtable.http.SameSitePath;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class LanguageController {

	private final Languages languages;

	LanguageController(Languages languages) {
		this.languages = languages;
	}

	@PostMapping("/language")
	ResponseEntity<Void> choose(@RequestParam(required = false) @Nullable String to,
			@RequestParam(required = false) @Nullable String back, HttpServletRequest request) {
		var answer = ResponseEntity.status(HttpStatus.SEE_OTHER)
			.header(HttpHeaders.LOCATION, SameSitePath.orHome(back));
		if (this.languages.named(to) != null) {
			String cookie = ResponseCookie.from(Languages.COOKIE, to)
				.path("/")
				.maxAge(Duration.ofDays(365))
				.sameSite("Lax")
				.secure(request.isSecure())
				.build()
				.toString();
			answer.header(HttpHeaders.SET_COOKIE, cookie);
		}
		return answer.build();
	}

}
