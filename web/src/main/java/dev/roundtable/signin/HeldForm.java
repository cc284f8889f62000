package dev.roundtable.signin;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.roundtable.http.SameSitePath;
import dev.roundtable.people.Viewer;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriUtils;

/**
 * A form that came when its sender was no longer signed in. The sign-in page carries what
 * was typed in hidden fields, and after it the form stands there filled, to be sent with
 * one click. Nothing is kept on the server, so nothing can be filled up; both steps pass
 * the check of the form's token, and the form leads to a path of this site alone.
 *
 * @param path where the form goes
 */
public record HeldForm(String path, List<Field> fields) {

	/** Where a form that needs someone signed in is forwarded to. */
	static final String SIGN_IN_AGAIN = "/sign-in/again";

	private static final String PREFIX = "held.";

	private static final String PATH = "held-path";

	private static final int LONG = 80;

	/** What belongs to the way of sending, not to what was typed. */
	private static final Set<String> NOT_TYPED = Set.of("_csrf");

	private static final Map<String, String> TYPED = Map.of("title", "new.heading", "body", "resume.text", "tags",
			"new.tags", "reason", "task.reason");

	/** Forms whose fields are secrets, or not worth keeping. */
	private static final List<String> NOT_KEPT = List.of("/settings", "/admin", "/sign-", "/register", "/setup",
			"/forgot-password", "/reset-password", "/address", "/language");

	/** One field; a name may come more than once. */
	public record Field(String name, String value) {

		/** For templates: what it is called while the sign-in page carries it. */
		public String carried() {
			return PREFIX + this.name;
		}

		/** For templates: whether it is a text to be looked at again. */
		public boolean text() {
			return TYPED.containsKey(this.name) || isLong();
		}

		/** For templates: whether one line is too little for it. */
		public boolean isLong() {
			return this.name.equals("body") || this.value.length() > LONG || this.value.indexOf('\n') >= 0;
		}

		/** For templates: the key of what the field was called on its form. */
		public String label() {
			return TYPED.getOrDefault(this.name, "resume.text");
		}

	}

	/**
	 * Of a request that was forwarded because nobody was signed in.
	 * @return null where there is nothing to keep
	 */
	static @Nullable HeldForm refused(HttpServletRequest request) {
		Object from = request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI);
		return (from != null) ? of(from.toString(), "", request) : null;
	}

	/**
	 * Of a sign-in that carries one.
	 * @return null where it carries none
	 */
	static @Nullable HeldForm carriedBy(HttpServletRequest request) {
		String path = request.getParameter(PATH);
		return (path != null) ? of(path, PREFIX, request) : null;
	}

	private static @Nullable HeldForm of(String path, String prefix, HttpServletRequest request) {
		if (!SameSitePath.orHome(path).equals(path) || path.equals("/")
				|| NOT_KEPT.stream().anyMatch(decoded(path)::startsWith)) {
			return null;
		}
		List<Field> fields = new ArrayList<>();
		request.getParameterMap().forEach((name, values) -> {
			if (name.startsWith(prefix) && !NOT_TYPED.contains(name)) {
				for (String value : values) {
					fields.add(new Field(name.substring(prefix.length()), value));
				}
			}
		});
		return new HeldForm(path, List.copyOf(fields));
	}

	/** As routing reads it: {@code /s%65ttings} is the settings. */
	private static String decoded(String path) {
		return UriUtils.decode(path, StandardCharsets.UTF_8);
	}

	/** The form, filled, in the answer to the sign-in. */
	ModelAndView resume(Viewer viewer, HttpServletResponse response) {
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		ModelAndView page = new ModelAndView("signin/resume");
		page.addObject("held", this);
		page.addObject("viewer", viewer);
		page.addObject("path", "/");
		return page;
	}

}
