package dev.roundtable.indexing;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.roundtable.boards.Boards;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * The fields beside the search box as HTML. It takes as long to make as the hits, and is
 * the same for all who read the same boards in the same language and have narrowed
 * nothing.
 */
@Component
class NarrowingForm {

	private static final int MOST_CHARS = 4 * 1024 * 1024;

	private final ITemplateEngine templates;

	private final Cache<Shown, String> rendered = Caffeine.newBuilder()
		.maximumWeight(MOST_CHARS)
		.weigher((Shown shown, String html) -> 500 + html.length())
		.build();

	NarrowingForm(ITemplateEngine templates) {
		this.templates = templates;
	}

	/**
	 * In the language of the request.
	 * @param values what stands in a field, by the name of its operator
	 */
	String html(List<Boards.Board> boards, Map<String, String> values) {
		return this.rendered.get(new Shown(LocaleContextHolder.getLocale(), List.copyOf(boards), Map.copyOf(values)),
				this::render);
	}

	private String render(Shown shown) {
		return this.templates.process("indexing/narrow",
				new Context(shown.language(), Map.of("boards", shown.boards(), "form", shown.values())));
	}

	private record Shown(Locale language, List<Boards.Board> boards, Map<String, String> values) {
	}

}
