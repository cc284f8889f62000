package dev.roundtable.site;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

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
import org.springframework.util.function.SingletonSupplier;
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

	private final WaitingCounts counts;

	private final OwnWords words;

	private final Languages languages;

	Layout(ObjectProvider<Bell> bell, ObjectProvider<Duties> duties, WaitingCounts counts, OwnWords words,
			Languages languages) {
		this.languages = languages;
		this.bell = bell;
		this.duties = duties;
		this.counts = counts;
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
			Supplier<Frame> frame = SingletonSupplier.of(() -> frame(person));
			page.getModelMap().putIfAbsent("bell", new LazyContextVariable<Integer>() {
				@Override
				protected Integer loadValue() {
					return frame.get().unread();
				}
			});
			page.getModelMap().putIfAbsent("duties", new LazyContextVariable<Integer>() {
				@Override
				protected Integer loadValue() {
					return frame.get().waiting();
				}
			});
		}
	}

	/** Asked once, whichever of them a page shows first. */
	private Frame frame(Principal person) {
		List<Waiting> asked = new ArrayList<>();
		this.bell.ifAvailable((room) -> add(asked, room.waiting(person)));
		int bells = asked.size();
		this.duties.forEach((room) -> add(asked, room.waiting(person)));
		List<Integer> counts = this.counts.of(asked, Bell.MOST + 1);
		return new Frame(sum(counts.subList(0, bells)), sum(counts.subList(bells, counts.size())));
	}

	private static void add(List<Waiting> asked, @Nullable Waiting one) {
		if (one != null) {
			asked.add(one);
		}
	}

	private static int sum(List<Integer> counts) {
		return counts.stream().mapToInt(Integer::intValue).sum();
	}

	private record Frame(int unread, int waiting) {
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
