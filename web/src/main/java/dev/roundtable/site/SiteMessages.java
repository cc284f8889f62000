package dev.roundtable.site;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.support.ResourceBundleMessageSource;

/** The message bundles, with the words that a site has of its own in their place. */
class SiteMessages extends ResourceBundleMessageSource {

	private static final Set<String> OWN = Set.of("site.name", "site.motto");

	private final ObjectProvider<OwnWords> words;

	SiteMessages(ObjectProvider<OwnWords> words) {
		this.words = words;
		setBasenames("themes/base/messages/messages", "themes/base/messages/problems");
		setDefaultEncoding(StandardCharsets.UTF_8.name());
		setFallbackToSystemLocale(false);
	}

	@Override
	protected @Nullable String resolveCodeWithoutArguments(String code, Locale locale) {
		OwnWords own = OWN.contains(code) ? this.words.getIfAvailable() : null;
		String text = (own != null) ? own.text(code, locale) : null;
		return (text != null) ? text : super.resolveCodeWithoutArguments(code, locale);
	}

}
