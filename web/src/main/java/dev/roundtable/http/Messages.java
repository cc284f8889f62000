package dev.roundtable.http;

import java.util.Locale;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Texts in the language of the request being answered. */
@Component
public class Messages {

	private final MessageSource source;

	Messages(MessageSource source) {
		this.source = source;
	}

	public String of(String key, Object... arguments) {
		return in(LocaleContextHolder.getLocale(), key, arguments);
	}

	/** In the language of somebody who is not asking now. */
	public String in(Locale language, String key, Object... arguments) {
		String text = this.source.getMessage(key, arguments, key, language);
		return (text != null) ? text : key;
	}

	public String of(BadInput refused) {
		return of(refused.code(), refused.arguments());
	}

	/**
	 * The {@code errors} attribute with which a form is shown again: field to message.
	 */
	public Map<String, String> errors(BadInput refused) {
		return Map.of(refused.field(), of(refused));
	}

	/** When someone who tried too often may try again. */
	public String of(TooManyAttempts refused) {
		String wait = of("error.attempts", refused.seconds(), refused.minutes());
		return (refused.more() != null) ? of("error.attempts.more", wait, of(refused.more())) : wait;
	}

	/** Why somebody may not do it here. */
	String of(NotAllowed refused) {
		return of(refused.code(), refused.arguments());
	}

	/**
	 * The same for a form that is refused for what is in it, because it came too soon, or
	 * because its place is closed: sets the status (and {@code Retry-After}), and returns
	 * the {@code errors} for showing the form again with everything that was typed.
	 * @param refused a {@link BadInput}, {@link TooManyAttempts} or {@link NotAllowed};
	 * any other is thrown on
	 */
	public Map<String, String> refused(RuntimeException refused, HttpServletResponse response) {
		return switch (refused) {
			case BadInput bad -> {
				response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
				yield errors(bad);
			}
			case TooManyAttempts tries -> {
				response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
				response.setHeader("Retry-After", Long.toString(tries.seconds()));
				yield Map.of("form", of(tries));
			}
			case NotAllowed told -> {
				response.setStatus(HttpStatus.FORBIDDEN.value());
				yield Map.of("form", of(told));
			}
			default -> throw refused;
		};
	}

}
