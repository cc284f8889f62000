package dev.roundtable.http;

import java.util.Map;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Texts in the language of the request being answered. */
@Component
public class Messages {

	private final MessageSource source;

	Messages(MessageSource source) {
		this.source = source;
	}

	public String of(String key, Object... arguments) {
		String text = this.source.getMessage(key, arguments, key, LocaleContextHolder.getLocale());
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

}
