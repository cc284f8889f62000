package dev.roundtable.site;

import java.security.Principal;
import java.util.Map;
import java.util.UUID;

import dev.roundtable.http.PageFrame;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.LazyContextVariable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.WebUtils;

/**
 * What every page's frame needs, beside what its controller gives: {@code viewer} (null
 * for an anonymous reader), {@code bell} (how much waits for her), {@code duties} (how
 * much waits because of what she does for the site), {@code lang}, {@code path} (for the
 * language switch), {@code once} (the key that makes a form happen once) and
 * {@code theme} (light or dark, where the reader chose one).
 */
@Component
class Layout implements HandlerInterceptor, PageFrame {

	private final ObjectProvider<Bell> bell;

	private final ObjectProvider<Duties> duties;

	private final OwnWords words;

	private final Languages languages;

	Layout(ObjectProvider<Bell> bell, ObjectProvider<Duties> duties, OwnWords words, Languages languages) {
		this.languages = languages;
		this.bell = bell;
		this.duties = duties;
		this.words = words;
	}

	@Override
	public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable ModelAndView page) {
		if (page == null || page.getViewName() == null || page.getViewName().startsWith("redirect:")) {
			return;
		}
		addTo(page, request);
		if (viewer() instanceof Principal person) {
			// Not on the pages that say what went wrong: it may be the database.
			this.bell.ifAvailable((bell) -> page.getModelMap().putIfAbsent("bell", new LazyContextVariable<Integer>() {
				@Override
				protected Integer loadValue() {
					return bell.unread(person);
				}
			}));
			page.getModelMap().putIfAbsent("duties", new LazyContextVariable<Integer>() {
				@Override
				protected Integer loadValue() {
					return Layout.this.duties.stream().mapToInt((room) -> room.waiting(person)).sum();
				}
			});
		}
	}

	@Override
	public void addTo(ModelAndView page, HttpServletRequest request) {
		Map<String, Object> model = page.getModelMap();
		Object viewer = viewer();
		if (viewer != null) {
			model.putIfAbsent("viewer", viewer);
		}
		model.putIfAbsent("lang", this.languages.of(request).toLanguageTag());
		model.putIfAbsent("path", path(request));
		model.putIfAbsent("theme", theme(request));
		model.putIfAbsent("once", new LazyContextVariable<String>() {
			@Override
			protected String loadValue() {
				request.setAttribute(PERSONAL, true);
				return UUID.randomUUID().toString();
			}
		});
	}

	@Override
	public String variant(HttpServletRequest request) {
		return this.languages.of(request).toLanguageTag() + ' ' + theme(request) + ' ' + this.words.version();
	}

	private static @Nullable Object viewer() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		if (authentication == null || authentication instanceof AnonymousAuthenticationToken) {
			return null;
		}
		return authentication.getPrincipal();
	}

	/** Light, dark, or what the person's device says: {@code auto}. */
	static String theme(HttpServletRequest request) {
		Cookie chosen = WebUtils.getCookie(request, "theme");
		String value = (chosen != null) ? chosen.getValue() : "";
		return value.equals("light") || value.equals("dark") ? value : "auto";
	}

	private static String path(HttpServletRequest request) {
		Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		String path = (failed != null) ? failed.toString() : request.getRequestURI();
		String query = request.getQueryString();
		return (query == null || !request.getMethod().equals("GET")) ? path : path + "?" + query;
	}

}
