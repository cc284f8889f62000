package dev.roundtable.journal;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.AsyncCache;
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

	private final AsyncCache<Key, String> rendered = Caffeine.newBuilder()
		.maximumWeight(MOST_CHARS)
		.weigher((Key key, String html) -> 500 + key.which().toString().length() + html.length())
		.expireAfterWrite(AGE)
		.buildAsync();

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
		// Not inside the map, whose other keys would wait for this one's connection.
		CompletableFuture<String> mine = new CompletableFuture<>();
		CompletableFuture<String> others = this.rendered.asMap().putIfAbsent(key, mine);
		return (others != null) ? await(others)
				: make(mine, () -> this.templates.process(template, new Context(language, model.get())));
	}

	private static String make(CompletableFuture<String> waiting, Supplier<String> rendering) {
		try {
			String html = rendering.get();
			waiting.complete(html);
			return html;
		}
		catch (RuntimeException | Error ex) {
			// It is forgotten, and the next one tries again.
			waiting.completeExceptionally(ex);
			throw ex;
		}
	}

	private static String await(CompletableFuture<String> others) {
		try {
			return others.join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
	}

	private record Key(String template, Object which, String audience, Locale language, long latest) {
	}

}
