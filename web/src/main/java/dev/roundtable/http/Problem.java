package dev.roundtable.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;

import org.springframework.beans.InvalidPropertyException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/**
 * What went wrong, in terms that hold for a page and for the API.
 *
 * @param slug names the kind: the end of the problem's type URI and the middle of its
 * message keys
 * @param headers to be sent along
 * @param extra members of the JSON problem, beside the standard ones
 */
record Problem(int status, String slug, Map<String, String> headers, Map<String, Object> extra) {

	static Problem of(int status, String slug) {
		return new Problem(status, slug, Map.of(), Map.of());
	}

	/** The problem that an exception stands for; anything unforeseen is a 500. */
	static Problem of(Throwable failure, Messages messages) {
		return switch (failure) {
			case BadInput bad -> fields(422, "bad-input", bad.field(), messages.of(bad));
			case KeyRefused key -> of(key.why().status, key.why().slug);
			case NotFound _ -> of(404, "not-found");
			case StaleVersion stale -> new Problem(409, "stale-version", Map.of(), Map.of("current", stale.current()));
			case TooManyAttempts tries ->
				new Problem(429, "too-many-attempts", Map.of("Retry-After", Long.toString(tries.seconds())), Map.of());
			case Busy busy -> new Problem(503, "busy", Map.of("Retry-After", Long.toString(busy.seconds())), Map.of());
			case AuthenticationException _ ->
				new Problem(401, "unauthorized", Map.of("WWW-Authenticate", "Bearer realm=\"Roundtable\""), Map.of());
			case CsrfException _ -> of(403, "form-expired");
			case ReadOnlyToken _ -> of(403, "read-only-token");
			case AccessDeniedException _ -> of(403, "forbidden");
			case HttpMessageNotReadableException unreadable -> unreadable(unreadable, messages);
			case MethodArgumentTypeMismatchException mismatch ->
				fields(400, "bad-request", mismatch.getName(), choices(mismatch.getRequiredType(), messages));
			case MissingServletRequestParameterException missing ->
				fields(400, "bad-request", missing.getParameterName(), messages.of("error.field.missing"));
			case ErrorResponse response -> response(response);
			// A form field below a field that has none.
			case InvalidPropertyException _ -> of(400, "bad-request");
			case InvalidParameterException unreadable -> of(unreadable.getErrorCode());
			case ConcurrencyFailureException _ -> new Problem(503, "busy", Map.of("Retry-After", "1"), Map.of());
			case TransientDataAccessException _ ->
				Outage.of(failure).orElseGet(() -> new Problem(503, "busy", Map.of("Retry-After", "1"), Map.of()));
			default -> Outage.of(failure).orElseGet(() -> of(500, "internal"));
		};
	}

	/** The problem for a bare status, as the container reports it. */
	static Problem of(int status) {
		return of(status, switch (status) {
			case 400 -> "bad-request";
			case 401 -> "unauthorized";
			case 403 -> "forbidden";
			case 404 -> "not-found";
			case 405 -> "method-not-allowed";
			case 406 -> "not-acceptable";
			case 409 -> "conflict";
			case 413 -> "too-large";
			case 415 -> "unsupported-media-type";
			case 422 -> "bad-input";
			case 429 -> "too-many-attempts";
			case 503 -> "busy";
			default -> (status < 500) ? "bad-request" : "internal";
		});
	}

	private static Problem response(ErrorResponse response) {
		Map<String, String> headers = new LinkedHashMap<>();
		response.getHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
		return new Problem(response.getStatusCode().value(), of(response.getStatusCode().value()).slug(), headers,
				Map.of());
	}

	private static Problem unreadable(HttpMessageNotReadableException failure, Messages messages) {
		// The second: a number beyond what its field holds.
		if (!(failure.getCause() instanceof JacksonException json) || json.getPath().isEmpty()
				|| !(json instanceof DatabindException || json instanceof InputCoercionException)) {
			return of(400, "malformed");
		}
		String field = json.getPath()
			.stream()
			.map((step) -> (step.getPropertyName() != null) ? step.getPropertyName() : "[" + step.getIndex() + "]")
			.collect(Collectors.joining("."));
		Class<?> type = (json instanceof tools.jackson.databind.exc.MismatchedInputException mismatch)
				? mismatch.getTargetType() : null;
		// A name that is none of the choices was always told with 400.
		boolean choice = type != null && type.isEnum()
				&& json instanceof tools.jackson.databind.exc.InvalidFormatException wrong
				&& wrong.getValue() instanceof String;
		return fields(choice ? 400 : 422, choice ? "malformed" : "bad-input", field, choices(type, messages));
	}

	private static String choices(@Nullable Class<?> type, Messages messages) {
		if (type == null || !type.isEnum()) {
			return messages.of("error.field.type");
		}
		String names = java.util.Arrays.stream(type.getEnumConstants())
			.map((choice) -> choice.toString().toLowerCase(Locale.ROOT))
			.collect(Collectors.joining(", "));
		return messages.of("error.field.choice", names);
	}

	private static Problem fields(int status, String slug, String field, String message) {
		return new Problem(status, slug, Map.of(),
				Map.of("errors", List.of(Map.of("field", field, "message", message))));
	}

	String titleKey() {
		return "problem." + this.slug + ".title";
	}

	String adviceKey() {
		return "problem." + this.slug + ".advice";
	}

	HttpStatus httpStatus() {
		HttpStatus known = HttpStatus.resolve(this.status);
		return (known != null) ? known : HttpStatus.INTERNAL_SERVER_ERROR;
	}

	static boolean isForApi(HttpServletRequest request, @Nullable Object uri) {
		String path = (uri != null) ? uri.toString() : request.getRequestURI();
		return path.startsWith("/api/") || path.startsWith("/actuator/") || path.startsWith("/v3/");
	}

}
