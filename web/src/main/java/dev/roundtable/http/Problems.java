package dev.roundtable.http;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Controller;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Every failure's way out: an RFC 9457 problem for the API, the page {@code site/error}
 * for people, both in the language of the request and without a word about the inside.
 */
@Controller
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
public class Problems implements ErrorController {

	/** Where the security chain leaves its reason before it asks for an error page. */
	private static final String REASON = Problems.class.getName() + ".reason";

	private static final Logger log = LoggerFactory.getLogger(Problems.class);

	private final Messages messages;

	private final PageFrame frame;

	private final WayBack wayBack;

	Problems(Messages messages, PageFrame frame, WayBack wayBack) {
		this.messages = messages;
		this.wayBack = wayBack;
		this.frame = frame;
	}

	/**
	 * Ends a request that a filter turns away.
	 * @param reason an exception, or null where the status says it all
	 */
	public static void refuse(HttpServletRequest request, HttpServletResponse response, int status,
			@Nullable Exception reason) throws IOException {
		request.setAttribute(REASON, reason);
		response.sendError(status);
	}

	/**
	 * Tells a program whose name or password is wrong that they are, and to send them
	 * again.
	 */
	public static void refuseSignIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
		Map<String, String> challenge = Map.of("WWW-Authenticate", "Basic realm=\"Roundtable\"");
		refuse(request, response, new Problem(401, "wrong-password", challenge, Map.of()));
	}

	static void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
		request.setAttribute(REASON, problem);
		response.sendError(problem.status());
	}

	/** Whether a program is answered, with a problem, or a person, with a page. */
	public static boolean isForApi(HttpServletRequest request) {
		return Problem.isForApi(request, null);
	}

	@ExceptionHandler
	@Nullable Object failed(Exception failure, HttpServletRequest request, HttpServletResponse response) throws Exception {
		boolean security = failure instanceof AccessDeniedException || failure instanceof AuthenticationException;
		if (security && !(failure instanceof TooManyAttempts)) {
			// Only the security chain knows whether signing in would help.
			throw failure;
		}
		if (response.isCommitted()) {
			return null;
		}
		if (failure instanceof HttpRequestMethodNotSupportedException && WayBack.isWanted(request)) {
			return this.wayBack.from(request);
		}
		return answer(Problem.of(failure, this.messages), failure, request, response);
	}

	@RequestMapping("/error")
	Object error(HttpServletRequest request, HttpServletResponse response) {
		if (request.getAttribute(REASON) instanceof Problem known) {
			return answer(known, null, request, response);
		}
		Throwable reason = reason(request);
		Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
		if (reason != null) {
			return answer(Problem.of(reason, this.messages), reason, request, response);
		}
		Problem problem = Problem.of((status instanceof Integer code) ? code : 404);
		return answer(problem, null, request, response);
	}

	private static @Nullable Throwable reason(HttpServletRequest request) {
		if (request.getAttribute(REASON) instanceof Throwable given) {
			return given;
		}
		Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
		if (thrown instanceof ServletException wrapped && wrapped.getCause() instanceof Exception cause) {
			return cause;
		}
		return (thrown instanceof Throwable failure) ? failure : null;
	}

	private Object answer(Problem problem, @Nullable Throwable failure, HttpServletRequest request,
			HttpServletResponse response) {
		// A 503 is foreseen, and whoever causes many must not fill the log.
		boolean accident = problem.status() >= 500 && problem.status() != 503;
		String incident = accident ? Secret.random().substring(0, 8) : null;
		if (incident != null) {
			log.error("Incident {}: {} {}", incident, request.getMethod(), request.getRequestURI(), failure);
		}
		boolean api = Problem.isForApi(request, request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
		return api ? problemFor(problem, failure, incident, request)
				: page(problem, failure, incident, request, response);
	}

	private ResponseEntity<ProblemDetail> problemFor(Problem problem, @Nullable Throwable failure,
			@Nullable String incident, HttpServletRequest request) {
		ProblemDetail detail = ProblemDetail.forStatus(problem.status());
		detail.setType(URI.create("/problems/" + problem.slug()));
		detail.setTitle(this.messages.of(problem.titleKey()));
		detail.setDetail(detail(problem, failure));
		Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		detail.setInstance(URI.create((failed != null) ? failed.toString() : request.getRequestURI()));
		problem.extra().forEach(detail::setProperty);
		if (incident != null) {
			detail.setProperty("incident", incident);
		}
		return ResponseEntity.status(problem.status())
			.headers((headers) -> problem.headers().forEach(headers::set))
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(detail);
	}

	private String detail(Problem problem, @Nullable Throwable failure) {
		return switch (failure) {
			case BadInput bad -> this.messages.of(bad);
			case TooManyAttempts tries -> this.messages.of(tries);
			case NotAllowed told -> this.messages.of(told);
			case null, default -> this.messages.of(problem.adviceKey());
		};
	}

	private ModelAndView page(Problem problem, @Nullable Throwable failure, @Nullable String incident,
			HttpServletRequest request, HttpServletResponse response) {
		problem.headers().forEach(response::setHeader);
		ModelAndView page = new ModelAndView("site/error");
		page.addObject("status", problem.status());
		page.addObject("titleKey", problem.titleKey());
		page.addObject("adviceKey", problem.adviceKey());
		page.addObject("title", this.messages.of(problem.titleKey()));
		page.addObject("advice", detail(problem, failure));
		page.addObject("told", (failure instanceof BadInput bad) ? this.messages.of(bad) : null);
		page.addObject("incident", incident);
		this.frame.addTo(page, request);
		page.setStatus(problem.httpStatus());
		return page;
	}

}
