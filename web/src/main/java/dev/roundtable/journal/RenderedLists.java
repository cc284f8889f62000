package dev.roundtable.journal;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * What all readers with the same rights share of a list, as HTML: made once for each
 * language and each state of the journal, however many ask at the same moment. So what
 * somebody has just done shows at once; what no row of the journal tells of (votes, what
 * is counted later, an import) within {@link #AGE}.
 */
@Component
public class RenderedLists {

	private static final Duration AGE = Duration.ofSeconds(2);

	private static final int MOST_CHARS = 16 * 1024 * 1024;

	private final Journal journal;

	private final ITemplateEngine templates;

	private final Cache<Key, String> rendered = Caffeine.newBuilder()
		.maximumWeight(MOST_CHARS)
		.weigher((Key key, String html) -> 500 + html.length())
		.expireAfterWrite(AGE)
		.build();

	RenderedLists(Journal journal, ITemplateEngine templates) {
		this.journal = journal;
		this.templates = templates;
	}

	/**
	 * A list in the language of the request. The template knows nothing of the request or
	 * the reader, only the model: it cannot show to all what is one reader's own.
	 * @param which tells this list from others of the template: all that the model
	 * depends on, beside the audience
	 * @param audience {@code Audiences.shared()} of whoever looks
	 * @param model asked for only when the list must be made
	 */
	public String html(String template, Object which, String audience, Supplier<Map<String, Object>> model) {
		Locale language = LocaleContextHolder.getLocale();
		Key key = new Key(template, which, audience, language, this.journal.latest());
		return this.rendered.get(key, (_) -> this.templates.process(template, new Context(language, model.get())));
	}

	private record Key(String template, Object which, String audience, Locale language, long latest) {
	}

}
