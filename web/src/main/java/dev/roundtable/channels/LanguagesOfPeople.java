package dev.roundtable.channels;

import java.time.Duration;
import java.util.Locale;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.roundtable.people.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * Remembers in which language somebody uses the pages, whenever she does something there:
 * what is sent to her is written when she is away.
 */
@Component
class LanguagesOfPeople implements HandlerInterceptor, WebMvcConfigurer {

	private static final Logger log = LoggerFactory.getLogger(LanguagesOfPeople.class);

	private final Readers readers;

	private final Cache<Long, String> known = Caffeine.newBuilder()
		.maximumSize(20_000)
		.expireAfterWrite(Duration.ofHours(1))
		.build();

	LanguagesOfPeople(Readers readers) {
		this.readers = readers;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this).excludePathPatterns("/api/**", "/assets/**", "/unsubscribe");
	}

	@Override
	public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable Exception failure) {
		Authentication who = SecurityContextHolder.getContext().getAuthentication();
		if (request.getMethod().equals("POST") && who != null && who.getPrincipal() instanceof Viewer viewer) {
			note(viewer, RequestContextUtils.getLocale(request));
		}
	}

	private void note(Viewer viewer, Locale language) {
		long account = viewer.id().value();
		if (language.toLanguageTag().equals(this.known.getIfPresent(account))) {
			return;
		}
		try {
			if (!language.toLanguageTag().equals(this.readers.languageOf(viewer))) {
				this.readers.uses(viewer, language);
			}
			this.known.put(account, language.toLanguageTag());
		}
		catch (DataAccessException later) {
			// What she asked for is done; the next will tell.
			log.debug("The language of {} is noted later", account, later);
		}
	}

}
